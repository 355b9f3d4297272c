/** The VAE-GAN. Its name among the models, its members, and what its losses are. */
export const words = {
  'settings.model.options.vaegan': 'VAE-GAN',
  'presets.vaegan.name': 'VAE-GAN',
  'presets.vaegan.line': "Compares images by a discriminator's features: sharper strokes than the VAE's.",
  'presets.vaegan.difference': 'a discriminator measures likeness',
  'loss.sentence.vaegan':
    "Nats: reconstruction (measured only), KL, likeness in the discriminator's eyes, what each player loses, and what the discriminator believes of real images, D(x), and of reconstructions and samples, D(x̂) and D(G(z)) together.",
} as const;
