/** The Keras 3 program of a run: each network a functional model; gradients by its JAX backend. */
import type { Layer } from '../../model/layout';
import { imagesOf, paddingOf } from './convolution';
import { jaxDialect, SLOPES } from './jax';
import type { Network, PhaseProgram } from './program';
import {
  argumentsOf,
  BATCHES,
  constants,
  type Dialect,
  define,
  degrees,
  docstring,
  importsOf,
  indent,
  MAIN,
  objectiveBody,
  rateOf,
  readers,
  schedules,
  stepLines,
} from './python';
import { type CodeFile, type Printed, printedOf, type Subject } from './settings';

const ACTIVATIONS: Record<NonNullable<Layer['activation']>, string> = {
  relu: '"relu"',
  leakyRelu: 'leaky_relu',
  tanh: '"tanh"',
  elu: '"elu"',
  sigmoid: '"sigmoid"',
};

const dialect = ({ program }: Printed): Dialect => ({
  ...jaxDialect,
  call: (network, inputs) => `apply("${network}", values, ${inputs.join(', ')})`,
  contraction: (code, layer) => {
    const network = program.networks.find(({ learner }) => learner === layer.learner);
    return [
      `slope = ${layer.activation ? SLOPES[layer.activation](code) : `jnp.ones_like(${code})`}`,
      `kernel = values["${network?.name}"][0]  # of the only layer`,
      `penalty = (slope ** 2 @ (kernel ** 2).sum(0)).mean()  # ‖∂${code}/∂x‖²`,
    ];
  },
});

const masked = (pixels: number) => [
  ...degrees(pixels),
  ...[
    '',
    '',
    'class Masked(keras.layers.Dense):',
    '    """A unit reads inputs of no higher degree than its own; an output pixel only those before it."""',
    '',
    '    def __init__(self, units, last=False, **options):',
    '        super().__init__(units, **options)',
    '        self.last = last',
    '',
    '    def call(self, x):',
    '        own, below = degrees(self.units)[None, :], degrees(x.shape[-1])[:, None]',
    '        mask = (own > below if self.last else own >= below).astype("float32")',
    '        return self.activation(keras.ops.matmul(x, self.kernel * mask) + self.bias)',
  ],
];

const LEAKY = define('leaky_relu(x)', ['return keras.ops.leaky_relu(x, 0.01)']);

function construction(layer: Layer, last: boolean): string {
  const options = [
    ...(layer.activation ? [`activation=${ACTIVATIONS[layer.activation]}`] : []),
    `name="${layer.name}"`,
  ].join(', ');
  switch (layer.kind) {
    case 'dense':
      return `layers.Dense(${layer.outputs}, ${options})`;
    case 'masked':
      return `Masked(${layer.outputs}, ${last ? 'last=True, ' : ''}${options})`;
    case 'convolution':
      return `layers.Conv2D(${layer.shape.outChannels}, 4, 2, "same", ${options})`;
    case 'transposedConvolution': {
      const padding = layer.shape.outSide === 2 * layer.shape.side ? '"same"' : '"valid"';
      return `layers.Conv2DTranspose(${layer.shape.outChannels}, 4, 2, ${padding}, ${options})`;
    }
    case 'upsampledConvolution':
      return `layers.Conv2D(${layer.shape.outChannels}, 3, 1, "same", ${options})`;
    case 'groupNormalisation':
      return `layers.GroupNormalization(${layer.normalised.groups}, epsilon=1e-5, name="${layer.name}")`;
    default:
      return layer satisfies never;
  }
}

function builder({ name, inputs, steps, outputs }: Network): string[] {
  const [input] = inputs;
  const width = steps[0].layer.inputs - (inputs.length > 1 ? 10 : 0);
  const lines = [`${input} = keras.Input((${width},))`];
  if (inputs.length > 1)
    lines.push('y = keras.Input((10,))', `h = layers.Concatenate()([${inputs.join(', ')}])`);
  const start = inputs.length > 1 ? 'h' : input;
  const images = new Set<string>();
  steps.forEach(({ layer, from, to }, i) => {
    let x = from ?? start;
    const read = imagesOf(layer);
    if (read) {
      const { side, channels } = read;
      if (!images.has(x)) {
        lines.push(`h = layers.Reshape((${side}, ${side}, ${channels}))(${x})`);
        x = 'h';
      }
      images.add(to);
      if (layer.kind === 'upsampledConvolution') {
        lines.push(`h = layers.UpSampling2D()(${x})`);
        if (layer.shape.outSide !== 2 * side) lines.push('h = layers.Cropping2D(((0, 1), (0, 1)))(h)');
        x = 'h';
      }
    } else if (images.delete(x)) lines.push(`${x} = layers.Flatten()(${x})`);
    lines.push(`${to} = ${construction(layer, i === steps.length - 1)}(${x})`);
    if (layer.kind === 'groupNormalisation' && layer.activation)
      lines.push(`${to} = layers.Activation(${ACTIVATIONS[layer.activation]})(${to})`);
    if (layer.kind === 'transposedConvolution' && layer.shape.outSide !== 2 * layer.shape.side) {
      const { before, after } = paddingOf(layer);
      lines.push(`${to} = layers.Cropping2D(((${before}, ${after}), (${before}, ${after})))(${to})`);
    }
  });
  for (const output of outputs) if (images.has(output)) lines.push(`${output} = layers.Flatten()(${output})`);
  const list = (names: readonly string[]) => (names.length === 1 ? names[0] : `[${names.join(', ')}]`);
  return define(`build_${name}()`, [...lines, `return keras.Model(${list(inputs)}, ${list(outputs)})`]);
}

function optimizer({ hyper }: Printed): string {
  switch (hyper.optimiser) {
    case 'adam':
      return 'keras.optimizers.Adam(LEARNING_RATE, MOMENTUM, 0.999, 1e-8)';
    case 'rmsprop':
      // The library adds ε below the root.
      return 'keras.optimizers.RMSprop(LEARNING_RATE, DECAY, epsilon=1e-16)';
    case 'momentum':
      return 'keras.optimizers.SGD(LEARNING_RATE, MOMENTUM)';
    case 'sgd':
      return 'keras.optimizers.SGD(LEARNING_RATE)';
    default:
      return hyper.optimiser satisfies never;
  }
}

const networksOf = ({ program }: Printed, { phase }: PhaseProgram): string =>
  program.networks
    .filter(({ learner }) => phase.learners.includes(learner))
    .map(({ name }) => JSON.stringify(name))
    .join(', ');

const LOAD = define('load(path)', [
  '"""Weights of a file from Latent Playground. It may also hold moments and losses, which are not read."""',
  'arrays = read_safetensors(path)',
  'for network in NETWORKS.values():',
  '    for layer in network.layers:',
  '        if layer.weights:',
  '            weight, bias = arrays[f"{layer.name}.weight"], arrays[f"{layer.name}.bias"]',
  '            layer.set_weights([weight.transpose(2, 3, 1, 0) if weight.ndim == 4 else weight.T, bias])',
]);

function training(printed: Printed): string[] {
  const { program, hyper, model } = printed;
  const args = [...argumentsOf(printed), 'key'];
  const y = model.spec.condition === 'none' ? '' : 'y, ';
  return [
    ...schedules(printed, { min: 'jnp.minimum', cos: 'jnp.cos', pi: 'jnp.pi' }),
    ...program.phases.flatMap((phase) => [
      '',
      '',
      '@jax.jit',
      '@functools.partial(jax.value_and_grad, has_aux=True)',
      ...define(`${phase.name}(own, others, ${args.join(', ')})`, [
        '"""What is minimised, in nats per image, and the losses by name; with the gradient by `own`."""',
        'values = {**others, **own}',
        ...objectiveBody(dialect(printed), printed, phase),
      ]).slice(2),
    ]),
    ...define('update(optimizer, networks, gradients, rate)', [
      '"""One step of the optimizer along the gradient."""',
      'variables = [v for name in networks for v in NETWORKS[name].trainable_variables]',
      ...(hyper.weightDecay > 0
        ? [
            'for v in variables:',
            '    if len(v.shape) > 1:',
            '        v.assign(v * (1 - rate * WEIGHT_DECAY))',
          ]
        : []),
      'optimizer.learning_rate = rate',
      'optimizer.apply([g for name in networks for g in gradients[name]], variables)',
    ]),
    ...define('make_optimizers()', [
      `return [${optimizer(printed)} for _ in range(${program.phases.length})]`,
    ]),
    ...define(
      `train_step(optimizers, x, ${y}step, key)`,
      stepLines(printed, (phase, losses, i) => [
        `networks = [${networksOf(printed, phase)}]`,
        `(_, ${losses}), gradients = ${phase.name}(values_of(networks), values_of(NETWORKS), ${args.join(', ')})`,
        `update(optimizers[${i}], networks, gradients, ${rateOf(printed, phase)})`,
      ]),
    ),
    '',
    '',
    ...BATCHES,
    ...define('main()', [
      'start = 0',
      'if os.path.exists(WEIGHTS):',
      '    load(WEIGHTS)',
      `    start = ${printed.subject.step}`,
      'images, labels = training_images()',
      ...(y ? [`labels = np.eye(${printed.model.spec.data.classes}, dtype=np.float32)[labels]`] : []),
      'optimizers, seed = make_optimizers(), jax.random.PRNGKey(SEED)',
      'for step, rows in zip(range(start, start + STEPS), batches(len(images))):',
      '    key = jax.random.fold_in(seed, step)',
      `    losses = train_step(optimizers, images[rows], ${y ? 'labels[rows], ' : ''}step, key)`,
      '    if step % 100 == 0:',
      '        print(step, {name: round(float(value), 3) for name, value in losses.items()})',
      'for name, network in NETWORKS.items():',
      '    network.save(f"{name}.keras")',
    ]),
  ];
}

function closedForm(printed: Printed): string[] {
  const { measure, networks } = printed.program;
  const layer = (name: string) => {
    const network = networks.find(({ steps }) => steps.some((step) => step.layer.name === name));
    return `NETWORKS["${network?.name}"].get_layer("${name}")`;
  };
  return [
    ...define('fit(x)', [
      '"""Principal components: the leading eigenvectors of the covariance, as rows of V."""',
      'mean = x.mean(0)',
      'v = np.linalg.eigh((x - mean).T @ (x - mean) / len(x)).eigenvectors.T[::-1][:LATENT]',
      `${layer('mu')}.set_weights([v.T, -v @ mean])`,
      `${layer('output')}.set_weights([v, mean])`,
    ]),
    ...(measure ? define('objective(values, x)', objectiveBody(dialect(printed), printed, measure)) : []),
    ...define('main()', [
      'images, _ = training_images()',
      'if os.path.exists(WEIGHTS):',
      '    load(WEIGHTS)',
      'else:',
      '    fit(images)',
      'print("recon", float(objective(values_of(NETWORKS), images)[0]))',
    ]),
  ];
}

export function keras(subject: Subject): CodeFile {
  const printed = printedOf(subject);
  const { program, model } = printed;
  const { layers } = model.layout;
  const closed = program.phases.length === 0;
  const imports = [...importsOf(printed), ...(closed ? [] : ['import functools'])].sort();
  const lines = [
    ...docstring(printed, 'Needs Keras 3 with JAX as its backend, and NumPy.'),
    ...imports,
    '',
    'os.environ["KERAS_BACKEND"] = "jax"',
    '',
    'import jax',
    'import jax.numpy as jnp',
    'import keras',
    'import numpy as np',
    'from keras import layers',
    '',
    ...constants(printed),
    ...readers(printed),
    ...(layers.some(({ activation }) => activation === 'leakyRelu') ? LEAKY : []),
    ...(layers.some(({ kind }) => kind === 'masked') ? masked(layers.at(-1)?.outputs ?? 0) : []),
    ...program.networks.flatMap(builder),
    '',
    '',
    'keras.utils.set_random_seed(SEED)  # first weights: uniform after Glorot & Bengio (2010)',
    'NETWORKS = {',
    ...indent(program.networks.map(({ name }) => `"${name}": build_${name}(),`)),
    '}',
    ...LOAD,
    ...define('values_of(names)', [
      'return {name: [v.value for v in NETWORKS[name].trainable_variables] for name in names}',
    ]),
    ...define('apply(name, values, *inputs)', [
      '"""A network with these values in place of its own."""',
      'return NETWORKS[name].stateless_call(values[name], [], inputs[0] if len(inputs) == 1 else list(inputs))[0]',
    ]),
    ...(closed ? closedForm(printed) : training(printed)),
    ...MAIN,
  ];
  return { filename: 'latent_playground_keras.py', text: lines.join('\n') };
}
