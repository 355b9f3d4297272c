/** The settings of the model. */
export const words = {
  'settings.model.label': 'Modelo',
  'settings.model.help':
    'Qué modelo se entrena. Cada uno se distingue de su antecesor en el árbol en una sola cosa.',
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
  'settings.upsampling.label': 'Ampliación',
  'settings.upsampling.help':
    'Cómo amplía el decodificador sus imágenes. Las convoluciones transpuestas pueden dejar un patrón de tablero; las convoluciones sobre píxeles repetidos lo evitan.',
  'settings.upsampling.options.transposed': 'Convolución transpuesta',
  'settings.upsampling.options.nearest': 'Píxeles repetidos',
  'settings.normalisation.label': 'Normalización',
  'settings.normalisation.help':
    'Lleva las salidas de cada capa oculta, imagen por imagen, a media 0 y varianza 1 antes de la activación, y luego les aplica una escala y un desplazamiento aprendidos. Los modelos convolucionales profundos, sobre todo las GAN, se entrenan con más fiabilidad.',
  'settings.normalisation.options.none': 'Ninguna',
  'settings.normalisation.options.group': 'Normalización por grupos',
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
};
