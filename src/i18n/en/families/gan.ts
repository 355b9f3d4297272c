/** Generative adversarial networks. Its name among the models, its members, and what its losses are. */
export const words = {
  'settings.model.options.gan': 'Generative adversarial network (GAN)',
  'presets.gan.name': 'GAN',
  'presets.gan.line': 'A generator against a discriminator: no encoder, it only draws.',
  'presets.cgan.name': 'Conditional GAN',
  'presets.cgan.line': 'Learns to draw the digit that it is asked for: 9 in 10 after 40 epochs of MNIST.',
  'presets.cgan.difference': 'the label is an input of both networks',
  'loss.sentence.gan':
    'Nats: what each player loses, and what the discriminator believes of real images, D(x), and of made ones, D(G(z)).',
} as const;
