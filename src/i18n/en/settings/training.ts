/** The settings of training. */
export const words = {
  'settings.noise.label': 'Strength',
  'settings.noise.help':
    'σ of the noise, or fraction of pixels replaced. Higher values are harder to restore.',
  'settings.penaltyWeight.label': 'λ',
  'settings.penaltyWeight.help':
    'Weight of the penalty; in an AAE, of the adversarial loss (Tolstikhin et al. 2018). Higher values blur the reconstructions.',
  'settings.sparsity.label': 'ρ',
  'settings.sparsity.help':
    'Target average activation of each code unit. With a lower ρ, fewer units are active.',
  'settings.beta.label': 'β',
  'settings.beta.help':
    'Weight of the KL term. A higher β brings codes closer to N(0, 1) and blurs the images.',
  'settings.warmUp.label': 'KL warm-up',
  'settings.warmUp.help': 'Raises β from 0, once or in cycles, which helps to avoid posterior collapse.',
  'settings.warmUp.options.none': 'None',
  'settings.warmUp.options.linear': 'Linear',
  'settings.warmUp.options.cyclical': 'Cyclical',
  'settings.warmUpSteps.label': 'Warm-up',
  'settings.warmUpSteps.help':
    'Steps until β reaches its value, or in one cycle (first half rising, second constant).',
  'settings.warmUpSteps.value': '{count, plural, one {# step} other {# steps}}',
  'settings.freeBits.label': 'Free nats',
  'settings.freeBits.help':
    'KL of each coordinate that is not penalised (free bits). Higher values prevent collapse.',
  'settings.freeBits.value': '{count, plural, one {# nat} other {# nats}}',
  'settings.ganLoss.label': 'Generator loss',
  'settings.ganLoss.help':
    'What the generator minimises: −log D(G(z)), or log(1 − D(G(z))), whose gradient vanishes when D wins.',
  'settings.ganLoss.options.nonSaturating': 'non-saturating',
  'settings.ganLoss.options.minimax': 'minimax',
  'settings.gamma.label': 'γ',
  'settings.gamma.help':
    'Weight of the feature loss (Larsen et al. 2016). Higher values favour reconstruction over realism.',
  'settings.optimiser.label': 'Optimiser',
  'settings.optimiser.help':
    'The update made from a gradient g, times the learning rate. SGD: g. Momentum: m ← 0.9 m + g. RMSProp: g / √v, v ← 0.9 v + 0.1 g². Adam: m / √v, running means of g and g². At a learning rate of 0.001, its loss falls faster than with SGD or momentum. A change during training keeps the weights and starts m and v from zero.',
  'settings.optimiser.options.sgd': 'SGD',
  'settings.optimiser.options.momentum': 'Momentum',
  'settings.optimiser.options.rmsprop': 'RMSProp',
  'settings.optimiser.options.adam': 'Adam',
  'settings.learningRate.label': 'Learning rate',
  'settings.learningRate.help': 'How far each update moves the weights. Too high, and training diverges.',
  'settings.schedule.label': 'Schedule',
  'settings.schedule.help':
    'How the learning rate falls. Cosine: to zero over N steps (Loshchilov & Hutter 2017). Step decay: to a tenth every N steps. As it falls, the loss becomes smoother and a little lower.',
  'settings.schedule.options.constant': 'Constant',
  'settings.schedule.options.cosine': 'Cosine',
  'settings.schedule.options.step': 'Step decay',
  'settings.scheduleSteps.label': 'Schedule length N',
  'settings.scheduleSteps.help':
    'Steps until the cosine reaches zero, or between two reductions, counted from the start of the run.',
  'settings.scheduleSteps.value': '{count, plural, one {# step} other {# steps}}',
  'settings.discriminatorRate.label': "Discriminator's rate",
  'settings.discriminatorRate.help':
    'Relative to the other networks (Heusel et al. 2017). Lower it if D(x) nears 1 and D(G(z)) 0.',
  'settings.discriminatorRate.value': '{count} × learning rate',
  'settings.weightDecay.label': 'Weight decay',
  'settings.weightDecay.help':
    'Each step also shrinks every weight, w ← w − η λ w, but no bias (AdamW, Loshchilov & Hutter 2019). Higher values blur reconstructions and bring training and test loss closer.',
  'settings.batch.label': 'Batch size',
  'settings.batch.help': 'Images per step. Larger batches smooth the loss, but give fewer steps per epoch.',
  'settings.batch.value': '{count, plural, one {# image} other {# images}}',
  'settings.seed.label': 'Seed',
  'settings.seed.help': 'Determines all random numbers: the same seed gives the same run.',
  'settings.stopAfter.label': 'Stop after',
  'settings.stopAfter.help': 'Training pauses after this many epochs (passes over the training images).',
  'settings.stopAfter.special.0': 'never',
  'settings.stopAfter.value': '{count, plural, one {# epoch} other {# epochs}}',
  'settings.speed.label': 'Speed',
  'settings.speed.help': 'Limits the number of steps per second, so that you can watch single steps.',
  'settings.speed.special.0': 'full',
  'settings.speed.value': '{count, plural, one {# step/s} other {# steps/s}}',
} as const;
