/** What the printed Python programs share: their head, reading files, the objectives, and the loop. */

import type { Config } from '../../experiment/config';
import { imageSize, shapeOf } from '../../experiment/dataShape';
import type { Layer } from '../../model/layout';
import type { Expression, NamedLoss, PhaseProgram, Statement } from './program';
import { chosenOf, constantsOf, factorOf, IMAGES, imagesNote, type Printed, publishedOf } from './settings';

/** The expressions in which the libraries differ. `x`, `o` … are expressions, too. */
export interface Dialect {
  stack(parts: readonly string[]): string;
  /** Of a network with these inputs. */
  call(network: string, inputs: readonly string[]): string;
  /** Standard normal draws, one row an image; the k-th draw of a phase. */
  normal(k: number): string;
  /** x after corruption. */
  corrupt: Record<'gaussian' | 'masking' | 'saltPepper', readonly string[]>;
  exp(x: string): string;
  sigmoid(x: string): string;
  /** Batches that are stacked, as a tuple. */
  split(x: string, count: number): string;
  /** A constant for the gradient. */
  held(x: string): string;
  /** Losses, averaged over the images. */
  bernoulli(output: string, x: string): string;
  gaussian(output: string, x: string): string;
  /** Of each coordinate and image. */
  kl(mu: string, logVar: string): string;
  sumMean(x: string): string;
  /** Σ max(mean, FREE_BITS) over coordinates. */
  freeBits(x: string): string;
  l1(z: string): string;
  l2(z: string): string;
  sparsity(z: string): readonly string[];
  contraction(code: string, layer: Layer): readonly string[];
  softplus(x: string): string;
  mean(x: string): string;
  halfSquare(a: string, b: string): string;
  /** Lines that hold constants for the gradient, if the library needs them to be marked. */
  constants(lines: readonly string[]): readonly string[];
}

export const indent = (lines: readonly string[], by = 4): string[] =>
  lines.map((line) => (line ? ' '.repeat(by) + line : line));

export function expression(d: Pick<Dialect, 'stack'>, e: Expression): string {
  return typeof e === 'string' ? e : d.stack(e.stack.map((part) => expression(d, part)));
}

/** The module's docstring. */
export function docstring({ subject, model }: Printed, how: string): string[] {
  const { config, step, link, weights, title } = subject;
  const widths = model.layout.layers.map(({ name, inputs, outputs }) => `${name} ${inputs} → ${outputs}`);
  return [
    `"""${title}, as Latent Playground trains it on ${dataName(config)}: the same model, objective and settings.`,
    '',
    ...wrapped(`Layers: ${widths.join(', ')}.`),
    '',
    ...wrapped(
      `Continues from step ${step} where ${weights} is in this folder (Share → Model saves it); starts from SEED otherwise. ` +
        `Random numbers are those of the library, so that the same seed gives other weights than on the page. ${how}`,
    ),
    ...(link ? ['', link] : []),
    '"""',
  ];
}

const dataName = (config: Config): string => publishedOf(config)?.title ?? 'images of its own';

function wrapped(text: string, width = 100): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

/** The settings of the run. */
export const constants = (printed: Printed): string[] => [
  ...constantsOf(printed).map(([name, value, note]) => `${name} = ${value}${note ? `  # ${note}` : ''}`),
  `WEIGHTS = ${JSON.stringify(printed.subject.weights)}`,
];

/** Functions that read the images and safetensors files with NumPy. */
export function readers({ subject: { config } }: Printed): string[] {
  const published = publishedOf(config);
  const pixels = pixelsOf(config);
  return [
    ...(published ? idxReader(published.mirrors[0].url) : imagesNote(config).map((line) => `# ${line}`)),
    ...(published ? [] : [`IMAGES = ${JSON.stringify(IMAGES)}`]),
    '',
    '',
    'def training_images():',
    `    """Images as rows of ${pixels} numbers in [0, 1], and their labels."""`,
    ...(published
      ? [
          `    images = read_idx("train-images-idx3-ubyte.gz").reshape(-1, ${pixels}) / np.float32(255)`,
          '    labels = read_idx("train-labels-idx1-ubyte.gz")',
        ]
      : [
          '    with np.load(IMAGES) as file:',
          '        images = file["x_train"]',
          '        labels = file["y_train"] if "y_train" in file else np.zeros(len(images), np.uint8)',
          `    images, labels = images.reshape(len(images), ${pixels}) / np.float32(255), labels.reshape(-1)`,
        ]),
    ...indent(dataSettings(config)),
    '    return images, labels',
    '',
    '',
    'def read_safetensors(path):',
    '    """Arrays by name: eight bytes of header length, a header in JSON, then the numbers."""',
    '    with open(path, "rb") as file:',
    '        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))',
    '        content = file.read()',
    '    arrays = {}',
    '    for name, entry in header.items():',
    '        if entry.get("dtype") == "F32":',
    '            begin, end = entry["data_offsets"]',
    '            arrays[name] = np.frombuffer(content[begin:end], "<f4").reshape(entry["shape"])',
    '    return arrays',
  ];
}

const idxReader = (url: string): string[] => [
  `DATA = ${JSON.stringify(url)}`,
  'FOLDER = "data"',
  '',
  '',
  'def read_idx(name):',
  '    """The array of bytes in a gzipped IDX file: its shape, then its numbers."""',
  '    path = os.path.join(FOLDER, name)',
  '    if not os.path.exists(path):',
  '        os.makedirs(FOLDER, exist_ok=True)',
  '        urllib.request.urlretrieve(DATA + name, path)',
  '    with gzip.open(path) as file:',
  '        content = file.read()',
  '    shape = struct.unpack(f">{content[3]}I", content[4 : 4 + 4 * content[3]])',
  '    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(shape)',
];

function dataSettings(config: Config): string[] {
  const { trainImages, pixels } = config;
  const chosen = chosenOf(config);
  return [
    ...(chosen
      ? [
          `chosen = np.isin(labels, ${JSON.stringify(chosen)})`,
          'images, labels = images[chosen], labels[chosen]',
        ]
      : []),
    ...(trainImages > 0 ? [`images, labels = images[:${trainImages}], labels[:${trainImages}]`] : []),
    ...(pixels === 'binary' ? ['images = (images >= 0.5).astype(np.float32)'] : []),
  ];
}

/** β and the learning rate, where they depend on the step; `maths`: the library of `minimum` and `cos`. */
export function schedules(
  { hyper, stepped }: Printed,
  maths = { min: 'min', cos: 'math.cos', pi: 'math.pi' },
): string[] {
  const { min, cos, pi } = maths;
  const lines: string[] = [];
  if (stepped)
    lines.push(
      '',
      '',
      'def beta(step):',
      hyper.warmUp === 'linear'
        ? `    return BETA * ${min}(1, step / WARM_UP_STEPS)`
        : `    return BETA * ${min}(1, 2 * (step % WARM_UP_STEPS) / WARM_UP_STEPS)`,
    );
  if (hyper.schedule !== 'constant')
    lines.push(
      '',
      '',
      'def learning_rate(step):',
      hyper.schedule === 'cosine'
        ? `    return LEARNING_RATE * 0.5 * (1 + ${cos}(${pi} * ${min}(1, step / SCHEDULE_STEPS)))`
        : '    return LEARNING_RATE * 0.1 ** (step // SCHEDULE_STEPS)',
    );
  return lines;
}

/** The learning rate of a phase, as an expression. */
export function rateOf({ hyper }: Printed, { phase }: PhaseProgram): string {
  const rate = hyper.schedule === 'constant' ? 'LEARNING_RATE' : 'learning_rate(step)';
  return phase.turn === 'discriminator' ? `${rate} * DISCRIMINATOR_RATE` : rate;
}

/** What every objective needs besides the model. */
export const argumentsOf = ({ model, stepped }: Printed): string[] => [
  'x',
  ...(model.spec.condition === 'none' ? [] : ['y']),
  ...(stepped ? ['step'] : []),
];

/** The body of a phase's objective: statements, losses, and what it returns. */
export function objectiveBody(
  d: Dialect,
  printed: Printed,
  { statements, losses }: Omit<PhaseProgram, 'phase'>,
): string[] {
  const lines: string[] = [];
  let constant: string[] = [];
  let draws = 0;
  const flush = () => {
    if (constant.length > 0) lines.push(...d.constants(constant));
    constant = [];
  };
  for (const { statement, constant: isConstant } of statements) {
    const own = statementLines(d, printed, statement, draws);
    const drawn = statement.does === 'draw' || statement.does === 'corrupt';
    if (drawn) draws++;
    // Draws are constant, too, but need not be marked: they only stay with the constants around them.
    if (drawn ? constant.length > 0 : isConstant) constant.push(...own);
    else {
      flush();
      lines.push(...own);
    }
  }
  flush();
  for (const loss of losses) lines.push(...lossLines(d, printed, loss));
  const weighted = losses.flatMap(({ name, loss }) => {
    const factor = factorOf(loss.weight, printed.stepped);
    if (factor === null) return [];
    return [`${factor ? `${factor} * ` : ''}${countedName(name, loss, printed)}`];
  });
  const terms = losses.filter(({ loss }) => loss.term).map(({ name }) => `"${name}": ${name}`);
  return [...lines, `return ${weighted.join(' + ')}, {${terms.join(', ')}}`];
}

/** With free bits, the KL that counts is not the KL that is recorded. */
const countedName = (name: string, { loss }: NamedLoss['loss'], { hyper }: Printed): string =>
  loss === 'kl' && hyper.freeBits > 0 ? 'counted_kl' : name;

function statementLines(d: Dialect, { model }: Printed, s: Statement, draws: number): readonly string[] {
  const { spec } = model;
  switch (s.does) {
    case 'corrupt':
      return spec.corruption === 'none' ? [] : d.corrupt[spec.corruption];
    case 'draw':
      return [`${s.to} = ${d.normal(draws)}`];
    case 'call':
      return [
        `${s.to.join(', ')} = ${d.call(
          s.network.name,
          s.from.map((e) => expression(d, e)),
        )}`,
      ];
    case 'sample':
      return [`${s.to} = ${s.mu} + ${d.exp(`${s.logVar} / 2`)} * ${s.epsilon}`];
    case 'pixels': {
      const from = expression(d, s.from);
      return [`${s.to} = ${spec.likelihood === 'bernoulli' ? d.sigmoid(from) : from}`];
    }
    default:
      return s satisfies never;
  }
}

function lossLines(
  d: Dialect,
  { model, hyper }: Printed,
  { name, loss, reads }: NamedLoss,
): readonly string[] {
  const [a, b] = reads.map((e) => expression(d, e));
  switch (loss.loss) {
    case 'recon':
      return [`${name} = ${d[model.spec.likelihood](a, b)}`];
    case 'kl':
      return hyper.freeBits > 0
        ? [
            `each = ${d.kl(a, b)}`,
            `${name} = ${d.sumMean('each')}`,
            `counted_${name} = ${d.freeBits('each')}`,
          ]
        : [`${name} = ${d.sumMean(`(${d.kl(a, b)})`)}`];
    case 'penalty':
      return model.spec.penalty === 'sparsity'
        ? d.sparsity(a)
        : [`${name} = ${model.spec.penalty === 'l1' ? d.l1(a) : d.l2(a)}`];
    case 'contraction':
      return d.contraction(a, loss.layer);
    case 'adversarial': {
      const parts = loss.roles.map((role, i) => (role ? `${role}${i || ''}` : '_'));
      const one = parts.length === 1;
      const terms = loss.roles.flatMap((role, i) => {
        if (!role) return [];
        const s = one ? a : parts[i];
        if (role === 'fake') return [d.mean(d.softplus(s))];
        return [
          role === 'fool' && hyper.ganLoss === 'minimax'
            ? `-${d.mean(d.softplus(s))}`
            : d.mean(d.softplus(`-${s}`)),
        ];
      });
      return [
        ...(one ? [] : [`${parts.join(', ')} = ${d.split(a, parts.length)}`]),
        `${name} = ${terms.join(' + ')}`,
      ];
    }
    case 'feature':
      return [
        `parts = ${d.split(a, loss.features.stack)}`,
        `${name} = ${d.halfSquare(`parts[${loss.of}]`, d.held(`parts[${loss.like}]`))}`,
      ];
    default:
      return loss satisfies never;
  }
}

/** Rows of the batches. */
export const BATCHES: readonly string[] = [
  'def batches(count):',
  '    """Rows of images without end, BATCH at a time, every image once an epoch."""',
  '    random = np.random.default_rng(SEED)',
  '    while True:',
  '        order = random.permutation(count)',
  '        for i in range(0, count, BATCH):',
  '            yield order[i : i + BATCH]',
];

/** `def name(arguments):` with a body. */
export const define = (head: string, body: readonly string[]): string[] => [
  '',
  '',
  `def ${head}:`,
  ...indent(body),
];

/** A step of training: each phase in its order. `one(phase, i)` are the lines that set `total, ` and update. */
export function stepLines(
  { program: { phases } }: Printed,
  one: (phase: PhaseProgram, losses: string, i: number) => readonly string[],
): string[] {
  return [
    ...phases.flatMap((phase, i) => [
      ...one(phase, i === 0 ? 'losses' : 'more', i),
      ...(i === 0 ? [] : ['losses.update(more)']),
    ]),
    'return losses',
  ];
}

/** Imports that every program needs. */
export const importsOf = ({ subject: { config } }: Printed): string[] =>
  publishedOf(config)
    ? ['import gzip', 'import json', 'import os', 'import struct', 'import urllib.request']
    : ['import json', 'import os', 'import struct'];

export const MAIN: readonly string[] = ['', '', 'if __name__ == "__main__":', '    main()', ''];

/** MADE's degrees, from which masks follow (Germain et al. 2015); `np` is NumPy. */
export const degrees = (pixels: number): string[] =>
  define('degrees(width)', [
    `"""Pixels have degrees 1 … ${pixels}; those of hidden units are spread evenly over 1 … ${pixels - 1}."""`,
    'units = np.arange(width)',
    `return 1 + units if width == ${pixels} else 1 + units * ${pixels - 1} // width`,
  ]);

/** Numbers of an image of the run. */
export const pixelsOf = (config: Config): number => imageSize(shapeOf(config));
