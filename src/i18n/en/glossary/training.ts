/** The glossary's entries on networks and training. */
export const training = {
  'glossary.hidden-layer': 'Hidden layer',
  'glossary.hidden-layer.text':
    'A layer between input and output. Each of its units computes a weighted sum of the layer before it, adds a bias and applies an [activation](activation) function. Its width is the number of its units.',
  'glossary.activation': 'Activation',
  'glossary.activation.text':
    'The nonlinear function applied after each [hidden layer](hidden-layer); the value that results is called activation, too. Without it, the stacked layers would be a single linear map. ReLU is zero for negative inputs; leaky ReLU and ELU keep a small slope or a smooth tail there; tanh and the sigmoid are bounded.',
  'glossary.convolution': 'Convolution',
  'glossary.convolution.text':
    'A layer that applies the same small kernel of weights at each position of the image. It needs far fewer parameters than a dense layer, and a feature that moves in the image moves in the output. With a stride of 2 it halves width and height. The formula is for one input and one output channel with the 4 × 4 kernels, stride of 2 and margin of zeros of this page.',
  'glossary.transposed-convolution': 'Transposed convolution',
  'glossary.transposed-convolution.text':
    'The transpose of a [convolution](convolution) as a linear map, not its inverse: each input value is spread over a neighbourhood of the output, weighted by the kernel. With a stride of 2 it doubles width and height, so convolutional [decoders](decoder) use it to enlarge their maps step by step.',
  'glossary.nearest-upsampling': 'Nearest-neighbour upsampling',
  'glossary.nearest-upsampling.text':
    'Doubles the width and height of an image by repeating each pixel; a [convolution](convolution) follows. A [transposed convolution](transposed-convolution) can weight neighbouring outputs unequally, which shows as a checkerboard: always where its stride does not divide the size of its kernel, and through its learned weights even where it does, as on this page. Repeated pixels reach all outputs equally.',
  'glossary.group-normalisation': 'Group normalisation',
  'glossary.group-normalisation.text':
    'Shifts and scales the outputs of a layer before the [activation](activation): in each image, the mean μ and the variance σ² over all pixels of a group of channels become 0 and 1; then each channel has a learned scale γ and shift β. Of a dense layer all units are one group, which is called layer normalisation. Batch normalisation instead takes μ and σ² over the images of a [batch](batch), so that an image is computed differently in training than alone; here both are the same. ϵ is 10⁻⁵.',
  'glossary.gradient': 'Gradient',
  'glossary.gradient.text':
    'The vector of the partial derivatives of the loss with respect to all parameters. It points in the direction of steepest ascent; training moves the parameters the opposite way. Computed from a [batch](batch), it is a noisy but unbiased estimate of the gradient over all training images.',
  'glossary.backpropagation': 'Backpropagation',
  'glossary.backpropagation.text':
    'Computes the [gradient](gradient) by the chain rule, layer by layer from the output back to the input. Each layer reuses the derivatives of the layer after it, so the whole gradient costs only a small multiple of one forward pass.',
  'glossary.batch': 'Batch',
  'glossary.batch.text':
    'The training images that are used together in one [step](step), strictly speaking a minibatch; their losses are averaged. A larger batch gives a less noisy [gradient](gradient), but takes more computation per step.',
  'glossary.step': 'Step',
  'glossary.step.text':
    'One update of the parameters: draw a [batch](batch), compute the loss and its [gradient](gradient), let the [optimiser](optimiser) change the weights. The simplest update is gradient descent, below.',
  'glossary.epoch': 'Epoch',
  'glossary.epoch.text':
    'One pass through the training set. With N training images and [batches](batch) of B, an epoch has about N/B [steps](step): for MNIST’s 60,000 images and batches of 128, about 469. The images are shuffled anew for each epoch.',
  'glossary.learning-rate': 'Learning rate',
  'glossary.learning-rate.text':
    'The factor η that sets how far each update moves the weights. Too high, and the loss oscillates or diverges; too low, and training takes needlessly long. It is often the most important setting to get right.',
  'glossary.schedule': 'Learning-rate schedule',
  'glossary.schedule.text':
    'How the [learning rate](learning-rate) changes in the course of training. It usually falls, so that large early steps make progress and small late ones average out the noise. A cosine schedule takes it smoothly from η to zero in N steps; a step schedule divides it by ten after every N steps.',
  'glossary.optimiser': 'Optimiser',
  'glossary.optimiser.text':
    'The rule by which a [gradient](gradient) changes the parameters. This page offers [SGD](sgd), [momentum](momentum), [RMSProp](rmsprop) and [Adam](adam). They differ in what they remember of past gradients.',
  'glossary.sgd': 'Stochastic gradient descent (SGD)',
  'glossary.sgd.text':
    'Moves each weight against its [gradient](gradient), computed on a random [batch](batch), by a distance proportional to the [learning rate](learning-rate) η. It keeps no memory of earlier steps.',
  'glossary.momentum': 'Momentum',
  'glossary.momentum.text':
    'Gradient descent along an accumulated gradient m, in which past gradients decay by a factor α, usually 0.9. Directions that persist add up, and those that change sign from step to step cancel, so the descent is faster in long, narrow valleys.',
  'glossary.rmsprop': 'RMSProp',
  'glossary.rmsprop.text':
    'Divides each component of the [gradient](gradient) by a running root mean square of its recent values. Weights with small gradients and weights with large ones then move at comparable speeds. The small constant ϵ avoids division by zero.',
  'glossary.adam': 'Adam',
  'glossary.adam.text':
    'Combines [momentum](momentum) with the scaling of [RMSProp](rmsprop): it keeps running means m of the gradient and v of its square. Both start at zero and would be too small at first, which is corrected by dividing by 1 − β₁ᵗ and 1 − β₂ᵗ. Each weight moves by about the [learning rate](learning-rate) or less per step.',
  'glossary.weight-decay': 'Weight decay',
  'glossary.weight-decay.text':
    'Shrinks every weight by a small factor in each step, which keeps weights small and acts against [overfitting](overfitting). Here it is decoupled from the gradient, as in AdamW, so that [Adam](adam) does not rescale it. Biases are not decayed.',
  'glossary.overfitting': 'Overfitting',
  'glossary.overfitting.text':
    'The model fits peculiarities of its training images that do not carry over to others. The sign of it is a training loss that keeps falling while the test loss rises. It becomes easy to see with few training images and many parameters.',
  'glossary.train-test': 'Training set and test set',
  'glossary.train-test.text':
    'The model learns from the training set only. The test set is kept apart, so that the loss on it estimates how the model does on images it has never seen. MNIST has 60,000 training and 10,000 test images.',
  'glossary.seed': 'Seed',
  'glossary.seed.text':
    'The number from which all random draws of a run follow: initial weights, the order of the images, noise. With the same seed and the same settings a run can be repeated; comparing several seeds shows which differences are due to chance.',
} as const;
