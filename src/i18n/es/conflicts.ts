/** Settings that cannot be combined, and why. */
export const conflicts = {
  'conflicts.sparsityWithoutSigmoid':
    'La dispersión KL exige activaciones entre 0 y 1: elige el código sigmoide.',
  'conflicts.classesWithoutLabels': 'Los datos no tienen etiquetas, así que no se pueden elegir clases.',
  'conflicts.dataWithoutLabels':
    'Los datos no tienen etiquetas, así que ningún modelo puede condicionarse a ellas.',
  'conflicts.convolutionCount': 'Cada convolución reduce la imagen a la mitad: puede haber de 1 a {most}.',
  'conflicts.convolutionChannels':
    'Una convolución tiene como máximo {most, plural, one {# canal} other {# canales}}.',
  'conflicts.engineWithoutConvolutions':
    'Este motor no admite convoluciones: elige WebGPU, WebAssembly SIMD, TensorFlow.js con WebGPU o WebGL, o «Automático».',
  'conflicts.pcaSize': 'El PCA se calcula para imágenes de {most} números como máximo (32 × 32 en color).',
};
