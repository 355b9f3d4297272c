/** The contractive autoencoder: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.contractive': 'Contractive autoencoder (CAE)',
  'presets.contractive.name': 'Contractive AE',
  'presets.contractive.line': 'Small changes in the image barely change the code.',
  'presets.contractive.difference': "a penalty on the encoder's Jacobian in place of noise",
  'loss.penalty.contractive': '‖J‖²',
  'loss.sentence.contractive':
    "Nats per image: total = reconstruction + λ · ‖J‖². ‖J‖², the squared Frobenius norm of the encoder's Jacobian ∂z/∂x, measures how strongly the code responds to small changes of the pixels. Solid: training; dashed: test images.",
} as const;
