/** The loss chart. */
export const charts = {
  'loss.region': 'Pérdida',
  'loss.total': 'total',
  'loss.recon': 'reconstrucción',
  'loss.kl': 'KL',
  'loss.nll': '−log p(x)',
  'loss.penalty': 'penalización',
  'loss.feature': 'rasgos',
  'loss.discriminator': 'discriminador',
  'loss.generator': 'generador',
  'loss.encoder': 'codificador',
  'loss.kl.counted': 'KL en la pérdida',
  'loss.kl.raw': 'KL sin ajustar',
  'loss.short.recon': 'recon.',
  'loss.short.discriminator': 'pérdida D',
  'loss.short.generator': 'pérdida G',
  'loss.short.encoder': 'pérdida E',
  'loss.train': 'entrenamiento',
  'loss.test': 'prueba',
  'loss.train.corrupted': 'entrenamiento, corrompidas',
  'loss.test.clean': 'prueba, originales',
  'loss.sentence.vae':
    'Nats por imagen: total = reconstrucción + β · KL. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
  'loss.sentence.ae':
    'Nats por imagen: el total es la pérdida de reconstrucción. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
  'loss.sentence.ae.penalty':
    'Nats por imagen: total = reconstrucción + λ · penalización. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
  'loss.penalty.contractive': '‖J‖²',
  'loss.sentence.contractive':
    'Nats por imagen: total = reconstrucción + λ · ‖J‖². ‖J‖², el cuadrado de la norma de Frobenius del jacobiano del codificador ∂z/∂x, mide cuánto responde el código a pequeños cambios de los píxeles. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
  'loss.sentence.warmUp': 'β cambia de un paso a otro durante el calentamiento.',
  'loss.sentence.freeBits':
    'En la pérdida, la KL de cada coordenada cuenta al menos {free, plural, one {# nat} other {# nats}}; la KL mostrada es la que hay sin ajustar.',
  'loss.sentence.corrupted':
    'El codificador recibe imágenes corrompidas en el entrenamiento y originales en la prueba.',
  'loss.sentence.pca':
    'Nats por imagen: la mitad del error cuadrático de la reconstrucción por PCA, que se calcula en forma cerrada.',
  'loss.sentence.gan':
    'Nats: las pérdidas de las dos redes. Probabilidades: la salida del discriminador para imágenes reales, D(x), y para las generadas, D(G(z)).',
  'loss.sentence.aae':
    'Nats: la reconstrucción por imagen y las pérdidas del discriminador y del codificador. Probabilidades: la salida del discriminador para muestras del prior, D(z), y para códigos, D(E(x)).',
  'loss.sentence.vaegan':
    'Nats: la reconstrucción (solo medida), la KL, la pérdida de rasgos en el discriminador y las pérdidas de las redes. Probabilidades: la salida del discriminador para imágenes reales, D(x), y para reconstrucciones y muestras juntas, D(x̂) y D(G(z)).',
  'loss.sentence.made':
    'Nats por imagen: −log p(x), exacta para imágenes en blanco y negro. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
  'loss.at': 'paso {step}',
  'loss.mean': 'media de los pasos {from}–{to}',
  'loss.mean.from': 'media de {count, plural, one {# valor} other {# valores}} desde el paso {from}',
  'loss.untrained': 'antes del primer paso',
  'loss.show': 'Mostrar {what}',
  'loss.axis.loss': 'pérdida, nats',
  'loss.axis.cost': 'coste, nats',
  'loss.axis.game': 'pérdidas, nats',
  'loss.axis.belief': 'probabilidad de «real»',
  'loss.axis.kl': 'KL, nats',
  'loss.steps': 'pasos',
  'loss.epochs': 'épocas',
  'loss.inEpochs': 'Épocas',
  'loss.log': 'Logarítmica',
  'loss.resetZoom': 'Ver todo',
  'loss.plot':
    'Paso que se lee. Las flechas lo mueven, más y menos cambian la escala, Escape lo muestra todo.',
  'loss.readout': '{when}: {list}',
  'loss.empty': 'Aquí se dibujarán las pérdidas, paso a paso, cuando empiece el entrenamiento.',
};
