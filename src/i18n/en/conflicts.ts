/** Settings that cannot go together, and why. */
export const conflicts = {
  'conflicts.sparsityWithoutSigmoid':
    'KL sparsity compares activations between 0 and 1: choose the sigmoid code.',
  'conflicts.classesWithoutLabels': 'The data has no labels, so its classes cannot be told apart.',
  'conflicts.dataWithoutLabels': 'The data has no labels, so no model can be told which digit it sees.',
  'conflicts.labelWithConvolutions':
    'The label joins dense layers only: choose dense layers, or no condition.',
  'conflicts.convolutionCount': 'Each convolution halves the image: there can be 1 to {most} of them.',
  'conflicts.convolutionChannels':
    'A convolution has {most, plural, one {# channel} other {# channels}} at most.',
  'conflicts.engineWithoutConvolutions':
    'This engine has no convolutions: choose TensorFlow.js on WebGPU or WebGL, or Auto.',
} as const;
