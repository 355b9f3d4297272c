/** The settings: name, help, options, and a value with its unit. */
export const settings = {
  'settings.dataset.label': 'Datos',
  'settings.dataset.help': 'Las imágenes con las que se entrena el modelo.',
  'settings.dataset.options.mnist': 'Dígitos de MNIST',
  'settings.dataset.options.fashion-mnist': 'Fashion-MNIST',
  'settings.dataset.options.kmnist': 'Caracteres de KMNIST',
  'settings.dataset.options.drawn': 'Dígitos dibujados',
  'settings.dataset.options.own': 'Tus propios archivos',
  'settings.trainImages.label': 'Imágenes de entrenamiento',
  'settings.trainImages.help':
    'Imágenes usadas, desde la primera. Con pocas hay sobreajuste: sube la pérdida de prueba.',
  'settings.trainImages.special.0': 'Todas',
  'settings.classes.label': 'Clases',
  'settings.classes.help':
    'Clases con las que se entrena. Las demás siguen en la prueba; Anomalías da sus puntuaciones.',
  'settings.pixels.label': 'Píxeles',
  'settings.pixels.help':
    'Grises, o umbralizados a blanco y negro, donde la verosimilitud de Bernoulli es exacta.',
  'settings.pixels.options.grey': 'Grises',
  'settings.pixels.options.binary': 'Blanco y negro',
  'settings.model.label': 'Modelo',
  'settings.model.help':
    'Qué modelo se entrena. Cada uno se distingue de su antecesor en el árbol en una sola cosa.',
  'settings.model.options.pca': 'PCA (componentes principales)',
  'settings.model.options.ae': 'Autocodificador (AE)',
  'settings.model.options.contractive': 'Autocodificador contractivo (CAE)',
  'settings.model.options.vae': 'Autocodificador variacional (VAE)',
  'settings.model.options.gan': 'Red generativa antagónica (GAN)',
  'settings.model.options.aae': 'Autocodificador adversario (AAE)',
  'settings.model.options.vaegan': 'VAE-GAN',
  'settings.model.options.made': 'Autorregresivo (MADE)',
  'settings.architecture.label': 'Capas',
  'settings.architecture.help':
    'Las densas conectan cada unidad con todos los píxeles; las convoluciones comparten filtros.',
  'settings.architecture.options.mlp': 'Densas',
  'settings.architecture.options.conv': 'Convolucionales',
  'settings.encoder.label': 'Anchuras del codificador',
  'settings.encoder.help':
    'Unidades de cada capa oculta. Con más, capta más detalle, pero cada paso tarda más.',
  'settings.latent.label': 'Dimensión latente',
  'settings.latent.help':
    'Coordenadas del código de una imagen. Con más, las reconstrucciones son más nítidas.',
  'settings.decoder.label': 'Anchuras del decodificador',
  'settings.decoder.help':
    'Unidades de cada capa oculta. Con más, reproduce más detalle, pero cada paso tarda más.',
  'settings.discriminator.label': 'Anchuras del discriminador',
  'settings.discriminator.help': 'Unidades de cada capa oculta. Cuanto más ancho, más difícil es engañarlo.',
  'settings.condition.label': 'Condición',
  'settings.condition.help':
    'Entrada adicional de las redes: ninguna, o la etiqueta; con ella, z solo codifica el estilo.',
  'settings.condition.options.none': 'Ninguna',
  'settings.condition.options.label': 'Etiqueta',
  'settings.activation.label': 'Activación',
  'settings.activation.help':
    'Se aplica tras cada capa oculta. Sin ella, todas las capas equivaldrían a una sola aplicación lineal.',
  'settings.activation.options.relu': 'ReLU',
  'settings.activation.options.tanh': 'tanh',
  'settings.activation.options.leakyRelu': 'leaky ReLU',
  'settings.activation.options.elu': 'ELU',
  'settings.likelihood.label': 'Verosimilitud',
  'settings.likelihood.help':
    'Distribución de un píxel: Bernoulli (entropía cruzada) o gaussiana (error cuadrático).',
  'settings.likelihood.options.bernoulli': 'Bernoulli',
  'settings.likelihood.options.gaussian': 'Gaussiana (ECM)',
  'settings.code.label': 'Código',
  'settings.code.help':
    'Función de activación del código. Una sigmoide lo mantiene entre 0 y 1, como exige la dispersión KL.',
  'settings.code.options.linear': 'lineal',
  'settings.code.options.sigmoid': 'sigmoide',
  'settings.code.options.relu': 'ReLU',
  'settings.corruption.label': 'Corrupción',
  'settings.corruption.help':
    'Corrompe la entrada del codificador. El modelo aprende a restaurar la imagen original.',
  'settings.corruption.options.none': 'Ninguna',
  'settings.corruption.options.gaussian': 'Ruido gaussiano',
  'settings.corruption.options.masking': 'Enmascaramiento',
  'settings.corruption.options.saltPepper': 'Sal y pimienta',
  'settings.penalty.label': 'Penalización',
  'settings.penalty.help':
    'Se suma a la pérdida: L1 da códigos dispersos, L2 pequeños; KL fija la activación media en ρ.',
  'settings.penalty.options.none': 'Ninguna',
  'settings.penalty.options.l1': 'L1 del código',
  'settings.penalty.options.l2': 'L2 del código',
  'settings.penalty.options.sparsity': 'Dispersión KL',
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
  // Its label says of what, and there is little room.
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
  'settings.engine.label': 'Motor',
  'settings.engine.help':
    'Qué calcula los pasos del entrenamiento. «Automático» prueba los motores en este equipo y elige uno.',
  'settings.engine.options.auto': 'Automático',
  'settings.engine.options.webgpu': 'WebGPU, fusionado',
  'settings.engine.options.simd': 'WebAssembly SIMD, fusionado',
  'settings.engine.options.tfjs-webgpu': 'TensorFlow.js con WebGPU',
  'settings.engine.options.tfjs-webgl': 'TensorFlow.js con WebGL',
  'settings.engine.options.tfjs-wasm': 'TensorFlow.js con WebAssembly',
  'settings.engine.options.tfjs-cpu': 'TensorFlow.js en JavaScript puro',
};
