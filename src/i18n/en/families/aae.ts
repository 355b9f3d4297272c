/** The adversarial autoencoder: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.aae': 'Adversarial autoencoder (AAE)',
  'presets.aae.name': 'Adversarial AE',
  'presets.aae.line': 'Adversarial training matches the codes to the prior.',
  'presets.aae.difference': 'a discriminator matches the codes to N(0, 1)',
  'loss.sentence.aae':
    'Nats: reconstruction per image and the losses of discriminator and encoder. Probabilities: the output of the discriminator for samples of the prior, D(z), and for codes, D(E(x)).',
} as const;
