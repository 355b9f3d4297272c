/** The words of a comparison of two runs: its plane and its tab. */
export const compare = {
  'compare.pinned': 'fijado en el paso {step}',
  'compare.past': 'paso {step} de {end}',
  'compare.playhead': 'Paso del entrenamiento fijado',
  'compare.load': 'Pasos anteriores',
  'compare.present': 'ahora, paso {step}',
  'compare.stop': 'Dejar de comparar',
  'compare.plane': 'Entrenamiento fijado',
  'compare.plot':
    'Vista del plano fijado: las flechas lo desplazan, más y menos cambian la escala, 0 la restablece, Intro va de punto en punto',
  'compare.aligned': 'alineado en el paso {step}: 1\u00a0−\u00a0R²\u00a0=\u00a0{residual}',
  'compare.aligned.help':
    'Análisis de Procrustes sobre los códigos de {count, plural, one {# imagen de prueba} other {# imágenes de prueba}}: el plano fijado se gira, refleja, escala y desplaza hasta coincidir lo más posible con el actual. 1 − R² es la parte de la varianza que queda: 0 es la misma disposición; 1, nada en común.',
  'compare.unlike.otherImages': 'Sin alinear: códigos de otras imágenes ({dataset})',
  'compare.unlike.noCodes': 'Sin alinear: un modelo no tiene códigos de imágenes',
  'compare.unlike.degenerate': 'Sin alinear: todos los códigos de un modelo coinciden',
  'compare.noPlane': 'Este modelo no tiene plano latente: genera las imágenes píxel a píxel.',
  'compare.digit': 'Dígito decodificado por el modelo fijado',
  'compare.digit.at': 'Fijado: {model}, paso {step}',
  'comparison.region': 'Comparación',
  'comparison.finding.same':
    'Ambos son el mismo entrenamiento en el mismo paso. Sigue entrenando o elige otro modelo: aquí se enumera lo que entonces difiere.',
  'comparison.finding.better':
    '{better} reconstruye las imágenes de prueba con un error de {less} nats; {worse}, con {more}.',
  'comparison.finding.equal': 'Ambos reconstruyen las imágenes de prueba con un error de {less} nats.',
  'comparison.finding.images':
    'Son medias de {a} y {b, plural, one {# imagen de prueba} other {# imágenes de prueba}}, respectivamente.',
  'comparison.finding.someImages': 'Pueden ser medias de distinto número de imágenes de prueba.',
  'comparison.finding.settings': '{count, plural, one {Difiere # ajuste.} other {Difieren # ajustes.}}',
  'comparison.finding.sameSettings': 'Ambos entrenamientos tienen los mismos ajustes.',
  'comparison.name': '{model} (paso {step})',
  'comparison.pinned': 'fijado',
  'comparison.present': 'ahora',
  'comparison.numbers': 'En imágenes de prueba, pérdidas en nats',
  'comparison.settings': 'Ajustes que difieren',
  'comparison.settings.none': 'ninguno',
  'comparison.images': 'imágenes',
  'comparison.recon': 'reconstrucción',
  'comparison.kl': 'KL',
  'comparison.bound': '−ELBO, −log p(x)',
  'comparison.knn': 'exactitud de kNN',
  'comparison.active': 'unidades activas',
  'comparison.active.of': '{active} de {width}',
  'comparison.covered': 'clases generadas',
  'comparison.covered.of': '{covered} de {all}',
  'comparison.at': 'paso {step}',
  'comparison.measure': 'Medir ambos',
  'comparison.measuring': 'Midiendo …',
  'comparison.measure.hint':
    'Evalúa el entrenamiento actual en todas las imágenes de prueba y cuenta las clases entre {count, plural, one {# muestra} other {# muestras}} de cada modelo',
  'comparison.how.aligned':
    'Planos: el análisis de Procrustes sobre los códigos de {count, plural, one {# imagen de prueba} other {# imágenes de prueba}} gira, refleja, escala y desplaza el plano fijado sobre el actual (sus códigos del paso {step}). Queda 1 − R² = {residual} de la varianza: 0 es la misma disposición; 1, nada en común.',
  'comparison.how':
    'Las pérdidas son medias por imagen de prueba. KL y −ELBO son de modelos cuyos códigos son distribuciones; un modelo sin variables latentes da el propio −log p(x). Una unidad está activa si su media varía más de 0,01 entre las imágenes. Una clase se genera si al menos una de cada cien entre {count, plural, one {# muestra} other {# muestras}} se le parece.',
  'uses.comparison.hint': 'En qué difieren el entrenamiento fijado y el actual',
};
