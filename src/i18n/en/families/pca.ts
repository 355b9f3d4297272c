/** PCA. Its name among the models, its members, and what its losses are. */
export const words = {
  'settings.model.options.pca': 'PCA',
  'presets.pca.name': 'PCA',
  'presets.pca.line': 'The best flat plane through the data, computed in one go.',
  'loss.sentence.pca':
    'Nats per image: half the squared error that PCA leaves. It is computed once, not learned.',
} as const;
