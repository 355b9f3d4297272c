/** MADE: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.made': 'Autoregressive (MADE)',
  'presets.made.name': 'MADE',
  'presets.made.line': 'Generates pixel by pixel; its likelihood is exact.',
  'presets.made.difference': 'masks: each pixel is predicted from those before it',
  'loss.sentence.made':
    'Nats per image: −log p(x), exact for black and white images. Solid: training; dashed: test images.',
} as const;
