/** Generative adversarial networks: their name among the models, their presets, and their losses. */
export const words = {
  'settings.model.options.gan': 'Red generativa antagónica (GAN)',
  'presets.gan.name': 'GAN',
  'presets.gan.line': 'Un generador aprende a engañar a un discriminador; sin codificador.',
  'presets.dcgan.name': 'DCGAN',
  'presets.dcgan.line': 'Convoluciones: un clasificador reconoce mejor sus dígitos.',
  'presets.dcgan.difference': 'convoluciones; normalización por grupos',
  'presets.cgan.name': 'GAN condicional',
  'presets.cgan.line': 'Genera el dígito pedido: 9 de cada 10 son correctos tras 40 épocas de MNIST.',
  'presets.cgan.difference': 'la etiqueta es una entrada de las dos redes',
  'loss.sentence.gan':
    'Nats: las pérdidas de las dos redes. Probabilidades: la salida del discriminador para imágenes reales, D(x), y para las generadas, D(G(z)).',
};
