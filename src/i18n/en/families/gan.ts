/** Generative adversarial networks: their name among the models, their presets, and their losses. */
export const words = {
  'settings.model.options.gan': 'Generative adversarial network (GAN)',
  'presets.gan.name': 'GAN',
  'presets.gan.line': 'A generator learns to fool a discriminator; no encoder.',
  'presets.dcgan.name': 'DCGAN',
  'presets.dcgan.line': 'Convolutions: a classifier is surer of its digits.',
  'presets.dcgan.difference': 'convolutions; group normalisation',
  'presets.cgan.name': 'Conditional GAN',
  'presets.cgan.line': 'Generates the requested digit: 9 in 10 are right after 40 epochs of MNIST.',
  'presets.cgan.difference': 'the label is an input of both networks',
  'loss.sentence.gan':
    'Nats: the losses of both networks. Probabilities: the output of the discriminator for real images, D(x), and for generated ones, D(G(z)).',
} as const;
