/** MADE: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.made': 'Autorregresivo (MADE)',
  'presets.made.name': 'MADE',
  'presets.made.line': 'Genera píxel a píxel; su verosimilitud es exacta.',
  'presets.made.difference': 'máscaras: cada píxel se predice a partir de los anteriores',
  'loss.sentence.made':
    'Nats por imagen: −log p(x), exacta para imágenes en blanco y negro. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
};
