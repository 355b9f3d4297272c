/** The settings of what is learned from. */
export const words = {
  'settings.dataset.label': 'Data',
  'settings.dataset.help': 'The pictures that the model learns from.',
  'settings.dataset.options.mnist': 'MNIST digits',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST',
  'settings.dataset.options.kmnist': 'KMNIST characters',
  'settings.dataset.options.drawn': 'Drawn digits',
  'settings.dataset.options.own': 'Your own files',
  'settings.trainImages.label': 'Training images',
  'settings.trainImages.help':
    'How many of the training images to learn from, the first of them. With few, the model overfits: the training loss keeps falling while the test loss rises.',
  'settings.trainImages.special.0': 'All',
  'settings.classes.label': 'Classes',
  'settings.classes.help':
    'The classes to learn from. The others stay in the test set; Anomalies shows how unusual the model finds them.',
  'settings.pixels.label': 'Pixels',
  'settings.pixels.help': 'Grey as they are, or ink and paper only: then a likelihood in nats is exact.',
  'settings.pixels.options.grey': 'Grey',
  'settings.pixels.options.binary': 'Black and white',
} as const;
