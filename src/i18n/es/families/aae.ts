/** The adversarial autoencoder: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.aae': 'Autocodificador adversario (AAE)',
  'presets.aae.name': 'AE adversario',
  'presets.aae.line': 'El entrenamiento adversario ajusta los códigos al prior.',
  'presets.aae.difference': 'un discriminador ajusta los códigos a N(0, 1)',
  'loss.sentence.aae':
    'Nats: la reconstrucción por imagen y las pérdidas del discriminador y del codificador. Probabilidades: la salida del discriminador para muestras del prior, D(z), y para códigos, D(E(x)).',
};
