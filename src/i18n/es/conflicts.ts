/** Settings that cannot go together, and why. */
export const conflicts = {
  'problems.setting.conflict': '{reason}',
  'conflicts.sparsityWithoutSigmoid':
    'La dispersión KL compara activaciones entre 0 y 1: elige el código sigmoide.',
  'conflicts.classesWithoutLabels':
    'Los datos no tienen etiquetas, así que no se pueden distinguir las clases.',
  'conflicts.dataWithoutLabels':
    'Los datos no tienen etiquetas, así que no se le puede dar al modelo la del dígito que ve.',
  'conflicts.labelWithConvolutions':
    'La etiqueta solo entra en capas densas: elige capas densas, o ninguna condición.',
  'conflicts.convolutionCount': 'Cada convolución reduce la imagen a la mitad: puede haber de 1 a {most}.',
  'conflicts.convolutionChannels':
    'Una convolución tiene como máximo {most, plural, one {# canal} other {# canales}}.',
  'conflicts.engineWithoutConvolutions':
    'Este motor no tiene convoluciones: elige TensorFlow.js con WebGPU o WebGL, o «Automático».',
};
