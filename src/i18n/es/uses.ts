/** The tabs of the uses, and what they share. */
export const uses = {
  'uses.tabs': 'Usos del modelo',
  'uses.reconstructions': 'Reconstruir',
  'uses.comparison': 'Comparar',
  'uses.samples': 'Muestrear',
  'uses.traversal': 'Variar',
  'uses.features': 'Clasificar',
  'uses.compression': 'Comprimir',
  'uses.restoration': 'Reparar',
  'uses.anomalies': 'Detectar',
  'uses.drawing': 'Dibujar',
  'uses.basis': ' · ',
  'uses.details': 'Detalles',
  'uses.step': 'paso {step}',
  'uses.loading': 'Cargando esta pestaña…',
  'uses.late':
    'Esta pestaña todavía se está cargando; se abrirá en cuanto llegue. Mientras tanto, todo lo demás funciona.',
  'uses.onPad':
    'El lienzo dibuja imágenes en grises de 28 × 28 píxeles, y las de este modelo tienen {form}: aquí no se puede dibujar.',
  'uses.gone':
    'No se ha podido cargar esta pestaña: la conexión ha caído, o este sitio tiene ya una versión más nueva. El modelo está a salvo y sigue. Inténtalo de nuevo; si no basta, guarda el modelo y vuelve a cargar la página.',
  'uses.broken':
    'Esta pestaña ha fallado ({message}). Ni el modelo ni su entrenamiento se han visto afectados.',
  'uses.retry': 'Reintentar',
  'uses.image': 'Imagen de prueba {index}',
  'uses.image.label': 'Imagen de prueba {index}, clase {label}',
};
