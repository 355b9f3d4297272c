/** The TensorFlow.js program of a run: one module for Node and for browsers. */

import { imageSize, shapeOf } from '../../experiment/dataShape';
import type { Layer } from '../../model/layout';
import { imagesOf } from './convolution';
import type { Network } from './program';
import { indent } from './python';
import {
  type CodeFile,
  chosenOf,
  constantsOf,
  IMAGES,
  imagesNote,
  type Printed,
  printedOf,
  publishedOf,
  type Subject,
} from './settings';
import { READ_FILES, READ_IDX, READ_NPZ } from './tensorflowjsFiles';
import { argumentsOf, block, camel, objective } from './tensorflowjsObjective';

const ACTIVATIONS: Record<NonNullable<Layer['activation']>, (x: string) => string> = {
  relu: (x) => `tf.relu(${x})`,
  leakyRelu: (x) => `tf.leakyRelu(${x}, 0.01)`,
  tanh: (x) => `tf.tanh(${x})`,
  elu: (x) => `tf.elu(${x})`,
  sigmoid: (x) => `tf.sigmoid(${x})`,
};

/** Names of parameters, as the program writes them. */
const WEIGHT = "name + '.weight'";
const BIAS = "name + '.bias'";
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

function head(printed: Printed): string[] {
  const { subject } = printed;
  const { config, step, weights, link, title } = subject;
  const published = publishedOf(config);
  return [
    '/**',
    ` * ${title}, as Latent Playground trains it on ${published?.title ?? 'images of its own'}: the same model, objective and settings.`,
    ` * Continues from step ${step} where ${weights} is beside it (Share → Model saves it); starts anew otherwise.`,
    ' * Random numbers are those of the library: they give other weights than on the page.',
    ' * In Node: npm install @tensorflow/tfjs, then node with this file. In a browser: as a module.',
    ...(link ? [` * ${link}`] : []),
    ' */',
    "import * as tf from '@tensorflow/tfjs';",
    '',
    ...constantsOf(printed).map(
      ([name, value, note]) => `const ${name} = ${value};${note ? ` // ${note}` : ''}`,
    ),
    `const WEIGHTS = '${weights}';`,
    ...(published
      ? [`const DATA = '${(published.mirrors.find(({ cors }) => cors) ?? published.mirrors[0]).url}';`]
      : [...imagesNote(config).map((line) => `// ${line}`), `const IMAGES = '${IMAGES}';`]),
  ];
}

function images({ subject: { config } }: Printed): string[] {
  const size = imageSize(shapeOf(config));
  const { trainImages, pixels } = config;
  const chosen = chosenOf(config);
  const chooses = chosen !== null || trainImages > 0;
  const grey = pixels === 'binary' ? 'byte >= 128 ? 1 : 0' : 'byte / 255';
  return block('async function trainingImages()', [
    ...(publishedOf(config)
      ? [
          "const bytes = await readIdx('train-images-idx3-ubyte.gz');",
          "const labels = await readIdx('train-labels-idx1-ubyte.gz');",
        ]
      : [
          'const file = await readNpz(IMAGES);',
          'const bytes = file.x_train;',
          `const labels = file.y_train ?? new Uint8Array(bytes.length / ${size});`,
        ]),
    ...(chooses
      ? [
          `const all = [...labels.keys()]${chosen ? `.filter((i) => [${chosen.join(', ')}].includes(labels[i]))` : ''};`,
          `const rows = ${trainImages > 0 ? `all.slice(0, ${trainImages})` : 'all'};`,
          `const chosen = new Uint8Array(rows.length * ${size});`,
          `rows.forEach((row, i) => chosen.set(bytes.subarray(${size} * row, ${size} * (row + 1)), ${size} * i));`,
          `const x = tf.tensor(Float32Array.from(chosen, (byte) => ${grey}), [rows.length, ${size}]);`,
          'return { x, labels: Uint8Array.from(rows, (row) => labels[row]) };',
        ]
      : [
          `return { x: tf.tensor(Float32Array.from(bytes, (byte) => ${grey}), [labels.length, ${size}]), labels };`,
        ]),
  ]);
}

/** A line that is written for images of 784 pixels, for those of the run. */
function sized(line: string, { subject }: Printed): string {
  const size = imageSize(shapeOf(subject.config));
  return line.replace(/784|783/g, (number) => String(size - 784 + Number(number)));
}

const LAYERS: Record<Layer['kind'], readonly string[]> = {
  dense: `
const dense = (name, x) => x.matMul(params[name + '.weight']).add(params[name + '.bias']);`.split('\n'),
  masked: `
/** Pixels have degrees 1 … 784; those of hidden units are spread evenly over 1 … 783 (Germain et al. 2015). */
const degrees = (width) =>
  tf.tensor(Array.from({ length: width }, (_, i) => 1 + (width === 784 ? i : Math.floor((i * 783) / width))));

/** A unit reads inputs of no higher degree than its own; an output pixel only those before it. */
function masked(name, x, last) {
  const weight = params[name + '.weight'];
  const [own, below] = [degrees(weight.shape[1]), degrees(weight.shape[0]).expandDims(1)];
  const mask = last ? tf.greater(own, below) : tf.greaterEqual(own, below);
  return x.matMul(weight.mul(mask)).add(params[name + '.bias']);
}`.split('\n'),
  convolution: `
const convolution = (name, x) => tf.conv2d(x, params[name + '.weight'], 2, 'same').add(params[name + '.bias']);`.split(
    '\n',
  ),
  upsampledConvolution: `
/** Over images in which each pixel is repeated, up to this side. */
function upsampledConvolution(name, x, side) {
  const [count, before, , channels] = x.shape;
  const across = tf.stack([x, x], 3).reshape([count, before, 2 * before, channels]);
  const large = tf.stack([across, across], 2).reshape([count, 2 * before, 2 * before, channels]);
  const seen = large.slice([0, 0, 0, 0], [count, side, side, channels]);
  return tf.conv2d(seen, params[name + '.weight'], 1, 'same').add(params[name + '.bias']);
}`.split('\n'),
  groupNormalisation: `
/** Group normalisation (Wu & He 2018) over all pixels and the channels of a group; the last axis has the channels. */
function normalised(name, x, groups) {
  const channels = x.shape[x.rank - 1];
  const grouped = x.reshape([x.shape[0], -1, groups, channels / groups]);
  const { mean, variance } = tf.moments(grouped, [1, 3], true);
  const normal = grouped.sub(mean).div(variance.add(1e-5).sqrt()).reshape(x.shape);
  return normal.mul(params[name + '.weight']).add(params[name + '.bias']);
}`.split('\n'),
  transposedConvolution: `
/** To images [count, side, side, channels]. */
function transposedConvolution(name, x, side, channels) {
  const shape = [x.shape[0], side, side, channels];
  return tf.conv2dTranspose(x, params[name + '.weight'], shape, 2, 'same').add(params[name + '.bias']);
}`.split('\n'),
};

function applied(layer: Layer, x: string, last: boolean): string {
  if (layer.kind === 'dense') return `dense('${layer.name}', ${x})`;
  if (layer.kind === 'masked') return `masked('${layer.name}', ${x}, ${last})`;
  if (layer.kind === 'groupNormalisation')
    return `normalised('${layer.name}', ${x}, ${layer.normalised.groups})`;
  if (layer.kind === 'convolution') return `convolution('${layer.name}', ${x})`;
  const { outSide, outChannels } = layer.shape;
  if (layer.kind === 'upsampledConvolution') return `upsampledConvolution('${layer.name}', ${x}, ${outSide})`;
  return `transposedConvolution('${layer.name}', ${x}, ${outSide}, ${outChannels})`;
}

function networkFunction({ name, inputs, steps, outputs }: Network): string[] {
  const [input] = inputs;
  const images = new Set<string>();
  const known = new Set<string>();
  const lines: string[] = [];
  const set = (to: string, what: string) => {
    lines.push(
      `${known.has(to) ? '' : steps.filter((step) => step.to === to).length > 1 || to === 'h' ? 'let ' : 'const '}${to} = ${what};`,
    );
    known.add(to);
  };
  if (inputs.length > 1) lines.push(`${input} = tf.concat([${inputs.join(', ')}], 1);`);
  steps.forEach(({ layer, from, to: name }, i) => {
    let x = camel(from ?? input);
    const to = camel(name);
    const read = imagesOf(layer);
    if (read) {
      const { side, channels } = read;
      if (!images.has(x)) {
        set('h', `${x}.reshape([-1, ${side}, ${side}, ${channels}])`);
        x = 'h';
      }
      images.add(to);
    } else if (images.delete(x)) set(x, `${x}.reshape([${x}.shape[0], -1])`);
    const result = applied(layer, x, i === steps.length - 1);
    set(to, layer.activation ? ACTIVATIONS[layer.activation](result) : result);
  });
  const results = outputs
    .map(camel)
    .map((one) => (images.has(one) ? `${one}.reshape([-1, ${steps.at(-1)?.layer.outputs}])` : one));
  return block(`export function ${name}(${inputs.join(', ')})`, [
    ...lines,
    `return ${results.length === 1 ? results[0] : `[${results.join(', ')}]`};`,
  ]);
}

function parameters({ model, program }: Printed): string[] {
  const shapes = model.layout.layers.map(
    ({ name, weightShape, biasSize }) =>
      `  '${name}': { weight: [${weightShape.join(', ')}], bias: [${biasSize}] },`,
  );
  const steps = program.phases.length > 0;
  const normalises = model.layout.layers.some(({ kind }) => kind === 'groupNormalisation');
  return [
    '',
    '/** Shapes with the inputs first; files have the outputs first, as PyTorch does. */',
    'const SHAPES = {',
    ...shapes,
    '};',
    '',
    'const params = {};',
    ...block('function setParameter(name, value)', [
      'params[name]?.dispose();',
      'params[name] = tf.variable(value);',
    ]),
    '',
    '/** The file may also hold moments and losses, which are not read. */',
    ...block('export function load(bytes)', [
      'const tensors = readSafetensors(bytes);',
      'for (const name of Object.keys(SHAPES)) {',
      `  const weight = tensors[${WEIGHT}];`,
      `  setParameter(${WEIGHT}, weight.transpose(weight.rank === 4 ? [2, 3, 1, 0] : ${normalises ? '[1, 0].slice(-weight.rank)' : '[1, 0]'}));`,
      `  setParameter(${BIAS}, tensors[${BIAS}]);`,
      '}',
    ]).slice(1),
    ...(steps
      ? [
          '',
          '/** Uniform weights after Glorot & Bengio (2010), and biases of zero. */',
          ...block('function initialise()', [
            'Object.entries(SHAPES).forEach(([name, { weight, bias }], i) => {',
            '  const fans = weight.slice(-2).reduce((a, b) => a + b);',
            '  const window = weight.slice(0, -2).reduce((a, b) => a * b, 1);',
            '  const limit = Math.sqrt(6 / (fans * window));',
            ...(normalises
              ? [
                  `  setParameter(${BIAS}, tf.zeros(bias));`,
                  '  // Scales of a normalisation.',
                  `  if (weight.length === 1) return setParameter(${WEIGHT}, tf.ones(weight));`,
                ]
              : []),
            `  setParameter(${WEIGHT}, tf.randomUniform(weight, -limit, limit, 'float32', SEED + i));`,
            ...(normalises ? [] : [`  setParameter(${BIAS}, tf.zeros(bias));`]),
            '});',
          ]).slice(1),
        ]
      : []),
  ];
}

function training(printed: Printed): string[] {
  const { program, hyper, model } = printed;
  const y = model.spec.condition === 'none' ? '' : 'y, ';
  const rate = (turn: string) => {
    const base = hyper.schedule === 'constant' ? 'LEARNING_RATE' : 'learningRate(step)';
    return turn === 'discriminator' ? `${base} * DISCRIMINATOR_RATE` : base;
  };
  const make = {
    sgd: 'tf.train.sgd(LEARNING_RATE)',
    momentum: 'tf.train.momentum(LEARNING_RATE, MOMENTUM)',
    // The library adds ε below the root.
    rmsprop: 'tf.train.rmsprop(LEARNING_RATE, DECAY, 0, 1e-16)',
    adam: 'tf.train.adam(LEARNING_RATE, MOMENTUM, 0.999, 1e-8)',
  }[hyper.optimiser];
  const setRate =
    hyper.optimiser === 'sgd' || hyper.optimiser === 'momentum'
      ? 'optimiser.setLearningRate(rate);'
      : 'optimiser.learningRate = rate;';
  const schedule = {
    constant: [],
    cosine: ['LEARNING_RATE * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / SCHEDULE_STEPS)))'],
    step: ['LEARNING_RATE * 0.1 ** Math.floor(step / SCHEDULE_STEPS)'],
  }[hyper.schedule];
  const beta = {
    none: '',
    linear: 'BETA * Math.min(1, step / WARM_UP_STEPS)',
    cyclical: 'BETA * Math.min(1, (2 * (step % WARM_UP_STEPS)) / WARM_UP_STEPS)',
  }[hyper.warmUp];
  return [
    ...(printed.stepped ? ['', `const beta = (step) => ${beta};`] : []),
    ...schedule.flatMap((formula) => ['', `const learningRate = (step) => ${formula};`]),
    ...program.phases.flatMap((phase) => objective(printed, phase)),
    '',
    '/** One step of an optimiser along the gradient of an objective; returns the losses as numbers. */',
    ...block('function update(optimiser, layers, objective, rate)', [
      'return tf.tidy(() => {',
      ...indent(
        [
          `const variables = layers.flatMap((name) => [params[${WEIGHT}], params[${BIAS}]]);`,
          'const numbers = {};',
          'const { grads } = tf.variableGrads(() => {',
          '  const { total, losses } = objective();',
          '  for (const [name, loss] of Object.entries(losses)) numbers[name] = loss.dataSync()[0];',
          '  return total;',
          '}, variables);',
          ...(hyper.weightDecay > 0
            ? ['for (const v of variables) if (v.rank > 1) v.assign(v.mul(1 - rate * WEIGHT_DECAY));']
            : []),
          setRate,
          'optimiser.applyGradients(grads);',
          'return numbers;',
        ],
        2,
      ),
      '});',
    ]).slice(1),
    '',
    '/** The layers that learn in each phase of a step, and their optimisers. */',
    'const LEARNING = [',
    ...program.phases.map(({ phase }) => `  [${quoted(phase.learning.map(({ name }) => name))}],`),
    '];',
    `const optimisers = LEARNING.map(() => ${make});`,
    ...block(`export function trainStep(x, ${y}step)`, [
      'return {',
      ...program.phases.map(
        ({ name, phase }, i) =>
          `  ...update(optimisers[${i}], LEARNING[${i}], () => ${camel(name)}(${argumentsOf(printed).join(', ')}), ${rate(phase.turn)}),`,
      ),
      '};',
    ]),
    ...block('async function main()', [
      'const file = await readFile(WEIGHTS);',
      'if (file) load(file);',
      'else initialise();',
      `const begin = file ? ${printed.subject.step} : 0;`,
      `const { x, labels } = await trainingImages();`,
      'let order = [];',
      'for (let step = begin; step < begin + STEPS; step++) {',
      '  if (order.length < BATCH) order = [...tf.util.createShuffledIndices(labels.length)];',
      "  const rows = tf.tensor(order.splice(0, BATCH), undefined, 'int32');",
      '  const images = tf.gather(x, rows);',
      ...(y
        ? [
            `  const y = tf.oneHot(Array.from(rows.dataSync(), (row) => labels[row]), ${printed.model.spec.data.classes}).toFloat();`,
          ]
        : []),
      `  const losses = trainStep(images, ${y}step);`,
      `  tf.dispose([rows, images${y ? ', y' : ''}]);`,
      '  if (step % 100 === 0) console.log(step, losses);',
      '}',
    ]),
  ];
}

function closedForm(printed: Printed): string[] {
  const { measure } = printed.program;
  return [
    '',
    '/** Principal components: the leading eigenvectors of the covariance, by orthogonal iteration. */',
    ...block('export function fit(x)', [
      'const mean = x.mean(0);',
      'const centred = x.sub(mean);',
      'const covariance = tf.matMul(centred, centred, true).div(x.shape[0]);',
      `let v = tf.randomNormal([LATENT, ${imageSize(shapeOf(printed.subject.config))}], 0, 1, undefined, SEED);`,
      'for (let i = 0; i < 200; i++) v = tf.tidy(() => tf.linalg.gramSchmidt(v.matMul(covariance)));',
      "setParameter('mu.weight', v.transpose());",
      "setParameter('mu.bias', tf.dot(v, mean).neg());",
      "setParameter('output.weight', v);",
      "setParameter('output.bias', mean);",
    ]).slice(1),
    ...(measure
      ? objective(printed, measure).map((line) => line.replace(/^function/, 'export function'))
      : []),
    ...block('async function main()', [
      'const { x } = await trainingImages();',
      'const file = await readFile(WEIGHTS);',
      'if (file) load(file);',
      'else fit(x);',
      "console.log('recon', objective(x).total.dataSync()[0]);",
    ]),
  ];
}

export function tensorflowjs(subject: Subject): CodeFile {
  const printed = printedOf(subject);
  const { layers } = printed.model.layout;
  const lines = [
    ...head(printed),
    ...(publishedOf(subject.config) ? READ_IDX : READ_NPZ),
    ...READ_FILES,
    ...images(printed),
    ...parameters(printed),
    ...[...new Set(layers.map(({ kind }) => kind))].flatMap((kind) =>
      LAYERS[kind].map((line) => sized(line, printed)),
    ),
    ...printed.program.networks.flatMap(networkFunction),
    ...(printed.program.phases.length > 0 ? training(printed) : closedForm(printed)),
    '',
    'await main();',
    '',
  ];
  return { filename: 'latent_playground_tensorflow.mjs', text: lines.join('\n') };
}
