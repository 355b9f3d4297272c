/** The adversarial autoencoder. Its name among the models, its members, and what its losses are. */
export const words = {
  'settings.model.options.aae': 'Adversarial autoencoder (AAE)',
  'presets.aae.name': 'Adversarial AE',
  'presets.aae.line': 'A discriminator shapes the cloud, no KL term.',
  'presets.aae.difference': 'a discriminator holds codes to N(0, 1)',
  'loss.sentence.aae':
    'Nats: reconstruction per image, what each player loses, and what the discriminator believes of draws of the prior, D(z), and of codes, D(E(x)).',
} as const;
