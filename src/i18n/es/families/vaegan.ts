/** The VAE-GAN: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.vaegan': 'VAE-GAN',
  'presets.vaegan.name': 'VAE-GAN',
  'presets.vaegan.line':
    'Error de reconstrucción en los rasgos de un discriminador: trazos más nítidos que los de un VAE.',
  'presets.vaegan.difference': 'el error de reconstrucción, en los rasgos de un discriminador',
  'loss.sentence.vaegan':
    'Nats: la reconstrucción (solo medida), la KL, la pérdida de rasgos en el discriminador y las pérdidas de las redes. Probabilidades: la salida del discriminador para imágenes reales, D(x), y para reconstrucciones y muestras juntas, D(x̂) y D(G(z)).',
};
