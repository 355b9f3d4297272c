/** The JAX program of a run: parameters by the names of the page's files, and functions of them. No other library. */
import { isConvolutional, type Layer } from '../../model/layout';
import { imagesOf, paddingOf } from './convolution';
import type { Network } from './program';
import {
  argumentsOf,
  BATCHES,
  constants,
  type Dialect,
  define,
  degrees,
  docstring,
  importsOf,
  MAIN,
  objectiveBody,
  rateOf,
  readers,
  schedules,
  stepLines,
} from './python';
import { type CodeFile, type Printed, printedOf, type Subject } from './settings';

const ACTIVATIONS: Record<NonNullable<Layer['activation']>, string> = {
  relu: 'jax.nn.relu',
  leakyRelu: 'jax.nn.leaky_relu',
  tanh: 'jnp.tanh',
  elu: 'jax.nn.elu',
  sigmoid: 'jax.nn.sigmoid',
};

/** f′ of an activation, from its output. */
export const SLOPES: Record<NonNullable<Layer['activation']>, (h: string) => string> = {
  relu: (h) => `jnp.where(${h} > 0, 1.0, 0.0)`,
  leakyRelu: (h) => `jnp.where(${h} > 0, 1.0, 0.01)`,
  tanh: (h) => `1 - ${h} ** 2`,
  elu: (h) => `jnp.where(${h} > 0, 1.0, ${h} + 1)`,
  sigmoid: (h) => `${h} * (1 - ${h})`,
};

export const jaxDialect: Dialect = {
  stack: (parts) => `jnp.concatenate([${parts.join(', ')}])`,
  call: (network, inputs) => `${network}(params, ${inputs.join(', ')})`,
  normal: (k) => `jax.random.normal(jax.random.fold_in(key, ${k}), (len(x), LATENT))`,
  corrupt: {
    gaussian: ['noisy = x + NOISE * jax.random.normal(jax.random.fold_in(key, 0), x.shape)'],
    masking: ['noisy = jnp.where(jax.random.uniform(jax.random.fold_in(key, 0), x.shape) < NOISE, 0.0, x)'],
    saltPepper: [
      'u = jax.random.uniform(jax.random.fold_in(key, 0), x.shape)',
      'noisy = jnp.where(u < NOISE / 2, 0.0, jnp.where(u > 1 - NOISE / 2, 1.0, x))',
    ],
  },
  exp: (x) => `jnp.exp(${x})`,
  sigmoid: (x) => `jax.nn.sigmoid(${x})`,
  split: (x, count) => `jnp.split(${x}, ${count})`,
  held: (x) => `jax.lax.stop_gradient(${x})`,
  bernoulli: (output, x) => `(jax.nn.softplus(${output}) - ${output} * ${x}).sum(1).mean()`,
  gaussian: (output, x) => `0.5 * ((${output} - ${x}) ** 2).sum(1).mean()`,
  kl: (mu, logVar) => `0.5 * (jnp.exp(${logVar}) + ${mu} ** 2 - 1 - ${logVar})`,
  sumMean: (x) => `${x}.sum(1).mean()`,
  freeBits: (x) => `jnp.maximum(${x}.mean(0), FREE_BITS).sum()`,
  l1: (z) => `jnp.abs(${z}).sum(1).mean()`,
  l2: (z) => `0.5 * (${z} ** 2).sum(1).mean()`,
  sparsity: (z) => [
    `mean = jnp.clip(${z}.mean(0), 1e-6, 1 - 1e-6)`,
    'on = SPARSITY * jnp.log(SPARSITY / mean)',
    'off = (1 - SPARSITY) * jnp.log((1 - SPARSITY) / (1 - mean))',
    'penalty = (on + off).sum()',
  ],
  contraction: (code, layer) => [
    `slope = ${layer.activation ? SLOPES[layer.activation](code) : `jnp.ones_like(${code})`}`,
    `penalty = (slope ** 2 @ (params["${layer.name}.weight"] ** 2).sum(1)).mean()  # ‖∂${code}/∂x‖²`,
  ],
  softplus: (x) => `jax.nn.softplus(${x})`,
  mean: (x) => `${x}.mean()`,
  halfSquare: (a, b) => `0.5 * ((${a} - ${b}) ** 2).sum(1).mean()`,
  constants: (lines) => lines,
};

/** Functions that apply a layer by its name; only those of the model's kinds. */
const LAYERS: Record<Layer['kind'], readonly string[]> = {
  dense: define('dense(params, name, x)', ['return x @ params[f"{name}.weight"].T + params[f"{name}.bias"]']),
  masked: [
    ...define('masked(params, name, x, last)', [
      '"""A unit reads inputs of no higher degree than its own; an output pixel only those before it."""',
      'weight = params[f"{name}.weight"]',
      'own, below = degrees(weight.shape[0])[:, None], degrees(weight.shape[1])[None, :]',
      'mask = own > below if last else own >= below',
      'return x @ (weight * mask).T + params[f"{name}.bias"]',
    ]),
  ],
  convolution: define('convolution(params, name, x, padding)', [
    '"""Images [count, side, side, channels] to images of half the side; weights are [out, in, 4, 4]."""',
    'numbers = ("NHWC", "OIHW", "NHWC")',
    'y = jax.lax.conv_general_dilated(x, params[f"{name}.weight"], (2, 2), [padding] * 2, dimension_numbers=numbers)',
    'return y + params[f"{name}.bias"]',
  ]),
  upsampledConvolution: define('upsampled_convolution(params, name, x, side)', [
    '"""Over images in which each pixel is repeated, up to this side; weights are [out, in, 3, 3]."""',
    'x = jnp.repeat(jnp.repeat(x, 2, 1), 2, 2)[:, :side, :side]',
    'numbers = ("NHWC", "OIHW", "NHWC")',
    'y = jax.lax.conv_general_dilated(x, params[f"{name}.weight"], (1, 1), "SAME", dimension_numbers=numbers)',
    'return y + params[f"{name}.bias"]',
  ]),
  groupNormalisation: define('normalised(params, name, x, groups)', [
    '"""Group normalisation (Wu & He 2018) over all pixels and the channels of a group; the last axis has the channels."""',
    'grouped = x.reshape(len(x), -1, groups, x.shape[-1] // groups)',
    'mean, variance = grouped.mean((1, 3), keepdims=True), grouped.var((1, 3), keepdims=True)',
    'normal = ((grouped - mean) / jnp.sqrt(variance + 1e-5)).reshape(x.shape)',
    'return normal * params[f"{name}.weight"] + params[f"{name}.bias"]',
  ]),
  transposedConvolution: define('transposed_convolution(params, name, x, padding)', [
    '"""The transpose of a convolution with this padding; weights are [in, out, 4, 4]."""',
    'weight = params[f"{name}.weight"][:, :, ::-1, ::-1]',
    'padding = [(3 - padding[0], 3 - padding[1])] * 2',
    'numbers = ("NHWC", "IOHW", "NHWC")',
    'y = jax.lax.conv_general_dilated(x, weight, (1, 1), padding, (2, 2), dimension_numbers=numbers)',
    'return y + params[f"{name}.bias"]',
  ]),
};

function applied(layer: Layer, x: string, last: boolean): string {
  const name = JSON.stringify(layer.name);
  if (layer.kind === 'dense') return `dense(params, ${name}, ${x})`;
  if (layer.kind === 'masked') return `masked(params, ${name}, ${x}, last=${last ? 'True' : 'False'})`;
  if (layer.kind === 'groupNormalisation')
    return `normalised(params, ${name}, ${x}, ${layer.normalised.groups})`;
  if (layer.kind === 'upsampledConvolution')
    return `upsampled_convolution(params, ${name}, ${x}, ${layer.shape.outSide})`;
  const { before, after } = paddingOf(layer);
  const apply = layer.kind === 'convolution' ? 'convolution' : 'transposed_convolution';
  return `${apply}(params, ${name}, ${x}, (${before}, ${after}))`;
}

function networkFunction({ name, inputs, steps, outputs }: Network): string[] {
  const [input] = inputs;
  const lines = inputs.length > 1 ? [`${input} = jnp.concatenate([${inputs.join(', ')}], 1)`] : [];
  const images = new Set<string>();
  steps.forEach(({ layer, from, to }, i) => {
    let x = from ?? input;
    const read = imagesOf(layer);
    if (read) {
      const { side, channels } = read;
      if (!images.has(x)) {
        lines.push(`h = ${x}.reshape(-1, ${side}, ${side}, ${channels})`);
        x = 'h';
      }
      images.add(to);
    } else if (images.delete(x)) lines.push(`${x} = ${x}.reshape(len(${x}), -1)`);
    const result = applied(layer, x, i === steps.length - 1);
    lines.push(`${to} = ${layer.activation ? `${ACTIVATIONS[layer.activation]}(${result})` : result}`);
  });
  const results = outputs.map((output) =>
    images.has(output) ? `${output}.reshape(len(${output}), -1)` : output,
  );
  return define(`${name}(params, ${inputs.join(', ')})`, [...lines, `return ${results.join(', ')}`]);
}

function shapesOf({ model }: Printed): string[] {
  return [
    '',
    '',
    '# Shapes of the weights, as PyTorch has them; biases are as long as there are outputs or channels.',
    'SHAPES = {',
    ...model.layout.layers.map((layer) => {
      const { name, inputs, outputs } = layer;
      const shape = isConvolutional(layer)
        ? [
            ...(layer.kind === 'transposedConvolution'
              ? [layer.shape.channels, layer.shape.outChannels]
              : [layer.shape.outChannels, layer.shape.channels]),
            layer.shape.kernel,
            layer.shape.kernel,
          ]
        : layer.kind === 'groupNormalisation'
          ? [layer.normalised.channels]
          : [outputs, inputs];
      return `    ${JSON.stringify(name)}: (${shape.join(', ')}${shape.length === 1 ? ',' : ''}),`;
    }),
    '}',
    ...define('initial()', [
      '"""Uniform weights after Glorot & Bengio (2010), and biases of zero."""',
      'random, params = np.random.default_rng(SEED), {}',
      'for name, shape in SHAPES.items():',
      ...(model.layout.layers.some(({ kind }) => kind === 'groupNormalisation')
        ? [
            '    if len(shape) == 1:  # scales and shifts of a normalisation',
            '        params[f"{name}.weight"], params[f"{name}.bias"] = jnp.ones(shape), jnp.zeros(shape)',
            '        continue',
          ]
        : []),
      '    limit = np.sqrt(6 / ((shape[0] + shape[1]) * np.prod(shape[2:])))',
      '    params[f"{name}.weight"] = jnp.array(random.uniform(-limit, limit, shape), "float32")',
      `    params[f"{name}.bias"] = jnp.zeros(${
        model.layout.layers.some(({ kind }) => kind === 'transposedConvolution')
          ? 'shape[1 if name in TRANSPOSED else 0]'
          : 'shape[0]'
      })`,
      'return params',
    ]),
    ...define('load(path)', [
      '"""Parameters of a file from Latent Playground. It may also hold moments and losses, which are not read."""',
      'arrays = read_safetensors(path)',
      'return {f"{name}.{part}": jnp.array(arrays[f"{name}.{part}"]) for name in SHAPES for part in ("weight", "bias")}',
    ]),
  ];
}

/** Transposed convolutions have their outputs second. */
function transposed({ model }: Printed): string[] {
  const names = model.layout.layers
    .filter(({ kind }) => kind === 'transposedConvolution')
    .map(({ name }) => JSON.stringify(name));
  return names.length > 0 ? [`TRANSPOSED = {${names.join(', ')}}`] : [];
}

const NEW = (own: string) => `params = {name: ${own} for name, p in params.items()}`;

/** The optimiser, by hand. */
function updateFunction({ hyper }: Printed): string[] {
  const p = hyper.weightDecay > 0 ? '(1 - rate * WEIGHT_DECAY * (p.ndim > 1)) * p' : 'p';
  const each = (name: string, what: string) => `${name} = {name: ${what} for name, g in gradients.items()}`;
  const bodies: Record<typeof hyper.optimiser, string[]> = {
    sgd: [NEW(`${p} - rate * gradients[name]`), 'return params, state'],
    momentum: [
      each('m', 'MOMENTUM * state["m"][name] + g'),
      NEW(`${p} - rate * m[name]`),
      'return params, {**state, "m": m}',
    ],
    rmsprop: [
      each('v', 'DECAY * state["v"][name] + (1 - DECAY) * g ** 2'),
      NEW(`${p} - rate * gradients[name] / (jnp.sqrt(v[name]) + 1e-8)`),
      'return params, {**state, "v": v}',
    ],
    adam: [
      't = state["t"] + 1',
      each('m', 'MOMENTUM * state["m"][name] + (1 - MOMENTUM) * g'),
      each('v', '0.999 * state["v"][name] + 0.001 * g ** 2'),
      'm_short, v_short = 1 - MOMENTUM ** t, 1 - 0.999 ** t',
      NEW(`${p} - rate * (m[name] / m_short) / (jnp.sqrt(v[name] / v_short) + 1e-8)`),
      'return params, {"t": t, "m": m, "v": v}',
    ],
  };
  return define('update(params, gradients, state, rate)', [
    `"""One step of ${hyper.optimiser}, of these parameters."""`,
    ...bodies[hyper.optimiser],
  ]);
}

function training(printed: Printed): string[] {
  const { program, model } = printed;
  const args = [...argumentsOf(printed), 'key'];
  const y = model.spec.condition === 'none' ? '' : 'y, ';
  return [
    ...schedules(printed, { min: 'jnp.minimum', cos: 'jnp.cos', pi: 'jnp.pi' }),
    ...program.phases.flatMap((phase) =>
      define(`${phase.name}(params, ${args.join(', ')})`, [
        '"""What is minimised, in nats per image, and the losses by name."""',
        ...objectiveBody(jaxDialect, printed, phase),
      ]),
    ),
    ...define('part(params, *layers)', [
      'return {name: p for name, p in params.items() if name.rpartition(".")[0] in layers}',
    ]),
    ...define('start(params)', [
      '"""The state of the optimiser, for each phase of a step."""',
      'zeros = {name: jnp.zeros_like(p) for name, p in params.items()}',
      `return [{"t": 0, "m": part(zeros, *layers), "v": part(zeros, *layers)} for layers in LEARNING]`,
    ]),
    ...updateFunction(printed),
    '',
    '',
    '@jax.jit',
    ...define(`train_step(params, states, x, ${y}step, key)`, [
      'states = list(states)',
      ...stepLines(printed, (phase, losses, i) => [
        `own = part(params, *LEARNING[${i}])`,
        `objective_of = lambda own: ${phase.name}({**params, **own}, ${args.join(', ')})`,
        `(_, ${losses}), gradients = jax.value_and_grad(objective_of, has_aux=True)(own)`,
        `own, states[${i}] = update(own, gradients, states[${i}], ${rateOf(printed, phase)})`,
        'params = {**params, **own}',
      ]).map((line) => (line === 'return losses' ? 'return params, states, losses' : line)),
    ]).slice(2),
    '',
    '',
    ...BATCHES,
    ...define('main()', [
      'found = os.path.exists(WEIGHTS)',
      `params, begin = (load(WEIGHTS), ${printed.subject.step}) if found else (initial(), 0)`,
      'images, labels = training_images()',
      ...(y ? [`labels = np.eye(${printed.model.spec.data.classes}, dtype=np.float32)[labels]`] : []),
      'states, seed = start(params), jax.random.PRNGKey(SEED)',
      'for step, rows in zip(range(begin, begin + STEPS), batches(len(images))):',
      '    key = jax.random.fold_in(seed, step)',
      `    params, states, losses = train_step(params, states, images[rows], ${y ? 'labels[rows], ' : ''}step, key)`,
      '    if step % 100 == 0:',
      '        print(step, {name: round(float(value), 3) for name, value in losses.items()})',
      'np.savez("model.npz", **params)',
    ]),
  ];
}

/** The layers that learn in each phase. */
const learning = ({ program }: Printed): string[] => [
  '',
  '# The layers that learn in each phase of a step.',
  'LEARNING = [',
  ...program.phases.map(
    ({ phase }) => `    [${phase.learning.map(({ name }) => JSON.stringify(name)).join(', ')}],`,
  ),
  ']',
];

function closedForm(printed: Printed): string[] {
  const { measure } = printed.program;
  return [
    ...define('fit(x)', [
      '"""Principal components: the leading eigenvectors of the covariance, as rows of V."""',
      'mean = x.mean(0)',
      'v = np.linalg.eigh((x - mean).T @ (x - mean) / len(x)).eigenvectors.T[::-1][:LATENT]',
      'params = {"mu.weight": v, "mu.bias": -v @ mean, "output.weight": v.T, "output.bias": mean}',
      'return {name: jnp.array(p) for name, p in params.items()}',
    ]),
    ...(measure ? define('objective(params, x)', objectiveBody(jaxDialect, printed, measure)) : []),
    ...define('main()', [
      'images, _ = training_images()',
      'params = load(WEIGHTS) if os.path.exists(WEIGHTS) else fit(images)',
      'print("recon", float(objective(params, images)[0]))',
    ]),
  ];
}

export function jax(subject: Subject): CodeFile {
  const printed = printedOf(subject);
  const { layers } = printed.model.layout;
  const closed = printed.program.phases.length === 0;
  const lines = [
    ...docstring(printed, 'Needs JAX and NumPy.'),
    ...importsOf(printed),
    '',
    'import jax',
    'import jax.numpy as jnp',
    'import numpy as np',
    '',
    ...constants(printed),
    ...transposed(printed),
    ...readers(printed),
    ...shapesOf(printed),
    ...[...new Set(layers.map(({ kind }) => kind))].flatMap((kind) => [
      ...(kind === 'masked' ? degrees(layers.at(-1)?.outputs ?? 0) : []),
      ...LAYERS[kind],
    ]),
    ...printed.program.networks.flatMap(networkFunction),
    ...(closed ? closedForm(printed) : [...learning(printed), ...training(printed)]),
    ...MAIN,
  ];
  return { filename: 'latent_playground_jax.py', text: lines.join('\n') };
}
