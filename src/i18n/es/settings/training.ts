/** The settings of training. */
export const words = {
  'settings.noise.label': 'Intensidad',
  'settings.noise.help':
    'σ del ruido, o proporción de píxeles sustituidos. Cuanto mayor, más difícil de restaurar.',
  'settings.penaltyWeight.label': 'λ',
  'settings.penaltyWeight.help':
    'Peso de la penalización; en un AAE, de la pérdida adversaria (Tolstikhin et al. 2018). Cuanto mayor, más borrosas las reconstrucciones.',
  'settings.sparsity.label': 'ρ',
  'settings.sparsity.help':
    'Activación media deseada de cada unidad del código. Cuanto menor, menos unidades activas.',
  'settings.beta.label': 'β',
  'settings.beta.help':
    'Peso del término KL. Cuanto mayor, más cerca de N(0, 1) los códigos y más borrosa la imagen.',
  'settings.warmUp.label': 'Calentamiento de KL',
  'settings.warmUp.help':
    'Sube β desde 0, una vez o en ciclos, lo que ayuda a evitar el colapso a posteriori.',
  'settings.warmUp.options.none': 'Ninguno',
  'settings.warmUp.options.linear': 'Lineal',
  'settings.warmUp.options.cyclical': 'Cíclico',
  'settings.warmUpSteps.label': 'Duración',
  'settings.warmUpSteps.help':
    'Pasos hasta que β alcanza su valor, o de un ciclo (la mitad sube, la otra se mantiene).',
  'settings.warmUpSteps.value': '{count, plural, one {# paso} other {# pasos}}',
  'settings.freeBits.label': 'Nats libres',
  'settings.freeBits.help':
    'KL de cada coordenada que no se penaliza (free bits). Los valores altos evitan el colapso.',
  'settings.freeBits.value': '{count, plural, one {# nat} other {# nats}}',
  'settings.ganLoss.label': 'Pérdida del generador',
  'settings.ganLoss.help':
    'Lo que minimiza el generador: −log D(G(z)), o log(1 − D(G(z))), cuyo gradiente se desvanece si gana D.',
  'settings.ganLoss.options.nonSaturating': 'no saturante',
  'settings.ganLoss.options.minimax': 'minimax',
  'settings.gamma.label': 'γ',
  'settings.gamma.help':
    'Peso de la pérdida de rasgos (Larsen et al. 2016). Los valores altos favorecen la reconstrucción.',
  'settings.optimiser.label': 'Optimizador',
  'settings.optimiser.help':
    'La actualización que resulta de un gradiente g, por la tasa de aprendizaje. SGD: g. Momento: m ← 0,9 m + g. RMSProp: g / √v, v ← 0,9 v + 0,1 g². Adam: m / √v, medias móviles de g y g²; su pérdida baja más deprisa al principio. Al cambiarlo durante el entrenamiento, los pesos se conservan y m y v empiezan en cero.',
  'settings.optimiser.options.sgd': 'SGD',
  'settings.optimiser.options.momentum': 'Momento',
  'settings.optimiser.options.rmsprop': 'RMSProp',
  'settings.optimiser.options.adam': 'Adam',
  'settings.learningRate.label': 'Tasa de aprendizaje',
  'settings.learningRate.help':
    'Cuánto mueve los pesos cada actualización. Demasiado alta, y el entrenamiento diverge.',
  'settings.schedule.label': 'Programación',
  'settings.schedule.help':
    'Cómo baja la tasa de aprendizaje. Coseno: hasta cero en N pasos (Loshchilov y Hutter 2017). Escalonada: a la décima parte cada N pasos. Al bajar, la pérdida se suaviza y queda algo más baja.',
  'settings.schedule.options.constant': 'Constante',
  'settings.schedule.options.cosine': 'Coseno',
  'settings.schedule.options.step': 'Escalonada',
  'settings.scheduleSteps.label': 'Duración N',
  'settings.scheduleSteps.help':
    'Pasos hasta que el coseno llega a cero, o entre dos reducciones, contados desde el comienzo.',
  'settings.scheduleSteps.value': '{count, plural, one {# paso} other {# pasos}}',
  'settings.discriminatorRate.label': 'Tasa del discriminador',
  'settings.discriminatorRate.help':
    'Respecto de las demás redes (Heusel et al. 2017). Redúcela si D(x) se acerca a 1 y D(G(z)) a 0.',
  'settings.discriminatorRate.value': '{count} × tasa de aprendizaje',
  'settings.weightDecay.label': 'Decaimiento de pesos',
  'settings.weightDecay.help':
    'Cada paso reduce además todo peso, w ← w − η λ w, pero ningún sesgo (AdamW, Loshchilov y Hutter 2019). Si es alto, las reconstrucciones son más borrosas y las pérdidas de entrenamiento y de prueba se acercan.',
  'settings.batch.label': 'Tamaño del lote',
  'settings.batch.help':
    'Imágenes por paso. Los lotes grandes suavizan la pérdida, pero dan menos pasos por época.',
  // The label names the unit, and there is little room.
  'settings.batch.value': '{count}',
  'settings.seed.label': 'Semilla',
  'settings.seed.help': 'Determina todos los números aleatorios: la misma semilla da el mismo entrenamiento.',
  'settings.stopAfter.label': 'Parar tras',
  'settings.stopAfter.help':
    'El entrenamiento se detiene tras este número de épocas (pasadas por los datos).',
  'settings.stopAfter.special.0': 'nunca',
  'settings.stopAfter.value': '{count, plural, one {# época} other {# épocas}}',
  'settings.speed.label': 'Velocidad',
  'settings.speed.help': 'Limita el número de pasos por segundo, para poder observarlos uno a uno.',
  'settings.speed.special.0': 'plena',
  'settings.speed.value': '{count, plural, one {# paso/s} other {# pasos/s}}',
};
