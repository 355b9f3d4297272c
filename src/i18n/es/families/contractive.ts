/** The contractive autoencoder: its name among the models, its presets, and its losses. */
export const words = {
  'settings.model.options.contractive': 'Autocodificador contractivo (CAE)',
  'presets.contractive.name': 'AE contractivo',
  'presets.contractive.line': 'Pequeños cambios de la imagen apenas cambian el código.',
  'presets.contractive.difference': 'una penalización del jacobiano del codificador en lugar de ruido',
  'loss.penalty.contractive': '‖J‖²',
  'loss.sentence.contractive':
    'Nats por imagen: total = reconstrucción + λ · ‖J‖². ‖J‖², el cuadrado de la norma de Frobenius del jacobiano del codificador ∂z/∂x, mide cuánto responde el código a pequeños cambios de los píxeles. Línea continua: entrenamiento; discontinua: imágenes de prueba.',
};
