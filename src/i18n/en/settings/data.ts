/** The settings of the training data. */
export const words = {
  'settings.dataset.label': 'Data',
  'settings.dataset.help': 'The images that the model is trained on.',
  'settings.dataset.options.mnist': 'MNIST digits',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST',
  'settings.dataset.options.kmnist': 'KMNIST characters',
  'settings.dataset.options.drawn': 'Drawn digits',
  'settings.dataset.options.shapes': 'Coloured shapes',
  'settings.dataset.options.own': 'Your own files',
  'settings.imageSide.label': 'Image side',
  'settings.imageSide.help': "Width and height of an image in pixels; the data set's.",
  'settings.imageChannels.label': 'Channels',
  'settings.imageChannels.help': "Numbers per pixel: 1 for grey, 3 for colour; the data set's.",
  'settings.classCount.label': 'Number of classes',
  'settings.classCount.help': 'The number of classes of the data set.',
  'settings.trainImages.label': 'Training images',
  'settings.trainImages.help':
    'Training images used, from the first. With few, the model overfits: the test loss rises.',
  'settings.trainImages.special.0': 'All',
  'settings.classes.label': 'Classes',
  'settings.classes.help':
    'Classes to train on. The others stay in the test set; Anomalies shows their scores.',
  'settings.pixels.label': 'Pixels',
  'settings.pixels.help': 'Grey, or thresholded to black and white, where the Bernoulli likelihood is exact.',
  'settings.pixels.options.grey': 'Grey',
  'settings.pixels.options.binary': 'Black and white',
} as const;
