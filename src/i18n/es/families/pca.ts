/** PCA: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.pca': 'PCA (componentes principales)',
  'presets.pca.name': 'PCA',
  'presets.pca.line': 'El plano que atraviesa los datos con el menor error cuadrático.',
  'loss.sentence.pca':
    'Nats por imagen: la mitad del error cuadrático de la reconstrucción por PCA, que se calcula en forma cerrada.',
};
