/** The VAE-GAN: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.vaegan': 'VAE-GAN',
  'presets.vaegan.name': 'VAE-GAN',
  'presets.vaegan.line': "Reconstruction error in a discriminator's features: sharper strokes than a VAE's.",
  'presets.vaegan.difference': 'reconstruction error in the features of a discriminator',
  'loss.sentence.vaegan':
    'Nats: reconstruction (measured only), KL, feature loss in the discriminator, and the losses of the networks. Probabilities: the output of the discriminator for real images, D(x), and for reconstructions and samples together, D(x̂) and D(G(z)).',
} as const;
