/** Settings that cannot be combined, and why. */
export const conflicts = {
  'conflicts.sparsityWithoutSigmoid':
    'KL sparsity needs activations between 0 and 1: choose the sigmoid code.',
  'conflicts.classesWithoutLabels': 'The data has no labels, so classes cannot be selected.',
  'conflicts.dataWithoutLabels': 'The data has no labels, so no model can be conditioned on them.',
  'conflicts.convolutionCount': 'Each convolution halves the image: there can be 1 to {most} of them.',
  'conflicts.convolutionChannels':
    'A convolution has {most, plural, one {# channel} other {# channels}} at most.',
  'conflicts.engineWithoutConvolutions':
    'This engine does not support convolutions: choose WebGPU, WebAssembly SIMD, TensorFlow.js on WebGPU or WebGL, or Auto.',
  'conflicts.pcaSize': 'PCA is computed for images of at most {most} numbers (32 × 32 in colour).',
} as const;
