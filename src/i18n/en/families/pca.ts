/** PCA: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.pca': 'PCA',
  'presets.pca.name': 'PCA',
  'presets.pca.line': 'The plane through the data with the least squared error.',
  'loss.sentence.pca':
    'Nats per image: half the squared error of the reconstruction by PCA, which is computed in closed form.',
} as const;
