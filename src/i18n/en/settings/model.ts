/** The settings of the model. */
export const words = {
  'settings.model.label': 'Model',
  'settings.model.help':
    'Which model to train. Each differs from its parent in the family tree in one respect.',
  'settings.architecture.label': 'Layers',
  'settings.architecture.help':
    'Dense layers connect all pixels to all units; convolutions share small local filters.',
  'settings.architecture.options.mlp': 'Dense',
  'settings.architecture.options.conv': 'Convolutional',
  'settings.encoder.label': 'Encoder widths',
  'settings.encoder.help':
    'Units in each hidden layer. Wider layers capture more detail, but steps take longer.',
  'settings.latent.label': 'Latent size',
  'settings.latent.help': 'Coordinates in the code of an image. With more, reconstructions become sharper.',
  'settings.decoder.label': 'Decoder widths',
  'settings.decoder.help':
    'Units in each hidden layer. Wider layers reproduce more detail, but steps take longer.',
  'settings.upsampling.label': 'Upsampling',
  'settings.upsampling.help':
    'How the decoder enlarges its images. Transposed convolutions can leave checkerboards; convolutions over repeated pixels avoid them.',
  'settings.upsampling.options.transposed': 'Transposed convolution',
  'settings.upsampling.options.nearest': 'Repeated pixels',
  'settings.normalisation.label': 'Normalisation',
  'settings.normalisation.help':
    'Brings the outputs of hidden layers, image by image, to mean 0 and variance 1 before the activation; a scale and a shift are learned. Deep convolutional models train more reliably with it, GANs above all.',
  'settings.normalisation.options.none': 'None',
  'settings.normalisation.options.group': 'Group normalisation',
  'settings.discriminator.label': 'Discriminator widths',
  'settings.discriminator.help': 'Units in each hidden layer. A wider discriminator is harder to fool.',
  'settings.condition.label': 'Condition',
  'settings.condition.help':
    'Extra input to both networks: none, or the class label. With it, z only encodes style.',
  'settings.condition.options.none': 'None',
  'settings.condition.options.label': 'Label',
  'settings.activation.label': 'Activation',
  'settings.activation.help':
    'Applied after each hidden layer. Without it, the stacked layers would be a single linear map.',
  'settings.activation.options.relu': 'ReLU',
  'settings.activation.options.tanh': 'tanh',
  'settings.activation.options.leakyRelu': 'leaky ReLU',
  'settings.activation.options.elu': 'ELU',
  'settings.likelihood.label': 'Likelihood',
  'settings.likelihood.help':
    'Distribution of a pixel: Bernoulli (cross-entropy) or Gaussian (squared error).',
  'settings.likelihood.options.bernoulli': 'Bernoulli',
  'settings.likelihood.options.gaussian': 'Gaussian (MSE)',
  'settings.code.label': 'Code',
  'settings.code.help':
    'Activation function of the code. A sigmoid keeps it in 0–1, as KL sparsity requires.',
  'settings.code.options.linear': 'linear',
  'settings.code.options.sigmoid': 'sigmoid',
  'settings.code.options.relu': 'ReLU',
  'settings.corruption.label': 'Corruption',
  'settings.corruption.help':
    'Corrupts the input of the encoder. The model learns to restore the clean image.',
  'settings.corruption.options.none': 'None',
  'settings.corruption.options.gaussian': 'Gaussian noise',
  'settings.corruption.options.masking': 'Masking',
  'settings.corruption.options.saltPepper': 'Salt and pepper',
  'settings.penalty.label': 'Penalty',
  'settings.penalty.help':
    'Added to the loss: L1 makes codes sparse, L2 small; KL keeps mean activations near ρ.',
  'settings.penalty.options.none': 'None',
  'settings.penalty.options.l1': 'L1 on the code',
  'settings.penalty.options.l2': 'L2 on the code',
  'settings.penalty.options.sparsity': 'KL sparsity',
} as const;
