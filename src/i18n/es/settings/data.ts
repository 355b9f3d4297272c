/** The settings of the training data. */
export const words = {
  'settings.dataset.label': 'Datos',
  'settings.dataset.help': 'Las imágenes con las que se entrena el modelo.',
  'settings.dataset.options.mnist': 'Dígitos de MNIST',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST',
  'settings.dataset.options.kmnist': 'Caracteres de KMNIST',
  'settings.dataset.options.drawn': 'Dígitos dibujados',
  'settings.dataset.options.shapes': 'Figuras de colores',
  'settings.dataset.options.own': 'Tus propios archivos',
  'settings.imageSide.label': 'Lado de la imagen',
  'settings.imageSide.help': 'Ancho y alto de una imagen en píxeles; los fija el conjunto de datos.',
  'settings.imageChannels.label': 'Canales',
  'settings.imageChannels.help': 'Números por píxel: 1 en grises, 3 en color; los fija el conjunto de datos.',
  'settings.classCount.label': 'Número de clases',
  'settings.classCount.help': 'El número de clases del conjunto de datos.',
  'settings.trainImages.label': 'Imágenes de entrenamiento',
  'settings.trainImages.help':
    'Imágenes usadas, desde la primera. Con pocas hay sobreajuste: sube la pérdida de prueba.',
  'settings.trainImages.special.0': 'Todas',
  'settings.classes.label': 'Clases',
  'settings.classes.help':
    'Clases con las que se entrena. Las demás siguen en la prueba; Anomalías da sus puntuaciones.',
  'settings.pixels.label': 'Píxeles',
  'settings.pixels.help':
    'Grises, o umbralizados a blanco y negro, donde la verosimilitud de Bernoulli es exacta.',
  'settings.pixels.options.grey': 'Grises',
  'settings.pixels.options.binary': 'Blanco y negro',
};
