/**
 * Y = f(X W + b), plus the row of weights of the label where there is one; followed by everything that can be
 * computed at the end of a layer while its outputs are in registers: samples and KL, likelihood,
 * discriminator loss, and the gradients that start there.
 */

import type { LayerActivation } from '../../model/activations';
import type { Role, Weight } from '../../model/operations';
import type { Likelihood, Penalty } from '../../model/spec';
import functions from './functions.wgsl?raw';
import {
  acrossOf,
  activationOf,
  activationOfPixels,
  type Binding,
  FLUSH,
  IMAGE_OF,
  IMAGES,
  type Kernel,
  kernel,
  LABELS,
  likelihoodOf,
  PICK_OF,
  PICKS,
  PRODUCT_OF_ROWS,
  products,
  read,
  rowsOf,
  type Source,
  STEP,
  VEC4S,
  WITHIN,
  WORDS,
  write,
} from './kernel';
import { PRODUCT, productMain, type Variant } from './product';
import { STEP_WGSL } from './steps';

export type ForwardEnd =
  /** Values, and the sum of a penalty on them. */
  | { end: 'values'; activation: LayerActivation | null; penalty: Penalty }
  /**
   * μ and log σ² into `heads`, z = μ + σ ε into the outputs (Kingma & Welling 2013), and optionally their KL.
   */
  | { end: 'heads'; kl: boolean }
  /** The pixels that the outputs represent, for display. */
  | { end: 'picture'; likelihood: Likelihood }
  /** Optionally −log p; and either its weighted gradient, or pixels for a discriminator. */
  | { end: 'output'; likelihood: Likelihood; recon: boolean; gives: { gradient: Weight } | 'pixels' }
  /** From the logits of each batch: the loss of its role, its gradient, and the mean D of some batches. */
  | {
      end: 'discriminator';
      weight: Weight;
      roles: readonly (Role | null)[];
      discriminatorMeans: readonly (readonly number[])[];
    };

interface Finish {
  bindings: readonly Binding[];
  code: string;
}

/** The factor of a loss in the objective, averaged over the batch. */
export const shareOf = (weight: Weight): string => (weight === 'none' ? '0.0' : `step.${weight}`);

export function forwardKernel(source: Source, labels: boolean, end: ForwardEnd, variant: Variant): Kernel {
  const finish = finishOf(end);
  const picks = source === 'bytes' || labels || finish.bindings.includes(IMAGES);
  return kernel(
    `forward ${source} ${end.end}`,
    [
      STEP,
      products(1),
      read('weights', VEC4S),
      ...(source === 'bytes' ? [IMAGES] : [read('inputs', VEC4S)]),
      ...(picks ? [PICKS] : []),
      ...(labels ? [LABELS] : []),
      ...finish.bindings,
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      functions,
      FLUSH,
      PRODUCT_OF_ROWS,
      picks ? PICK_OF : IMAGE_OF,
      source === 'bytes' ? PIXEL_ROWS : rowsOf('A', 'inputs', 'p.a', 'p.aStride'),
      acrossOf('B', 'weights', 'p.b', 'p.bStride'),
      labels ? LABEL_ROW + BIASED.columnsAndLabel : BIASED.columns,
      finish.code,
      productMain(variant, { alongA: true, alongB: false }),
    ],
  );
}

const biased = (bias: string) => /* wgsl */ `
fn biased(p: Product, row: u32, column4: u32, value: vec4f) -> vec4f {
  return value + ${bias};
}
fn there(row: u32) -> bool {
  return imageOf(row) < step.rows;
}
`;

/** Adds the bias: of the columns, that and what the row's label gives, or of packed pixels that of their channels. */
export const BIASED = {
  columns: biased('weights[p.bias + column4]'),
  columnsAndLabel: biased('weights[p.bias + column4] + labelRow(p, row, column4)'),
  packed: (channels: number) =>
    OF_CHANNELS +
    biased(`ofChannels(weights[p.bias], (vec4u(4u * column4) + vec4u(0u, 1u, 2u, 3u)) % ${channels}u)`),
} as const;

const OF_CHANNELS = /* wgsl */ `
fn ofChannels(x: vec4f, c: vec4u) -> vec4f {
  return vec4f(x[c.x], x[c.y], x[c.z], x[c.w]);
}
`;

/** The images of the batch, four numbers a word, read directly from the bytes of the data set. */
const PIXEL_ROWS = /* wgsl */ `
fn startA(p: Product, row4: u32) -> vec4u {
  return picks[step.picksAt / 4u + row4] * ${WORDS};
}
fn blockA(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = start + vec4u(k4);
  return transpose(mat4x4f(
    unpack4x8unorm(images[at.x]),
    unpack4x8unorm(images[at.y]),
    unpack4x8unorm(images[at.z]),
    unpack4x8unorm(images[at.w]),
  ));
}
`;

/** The row of weights of a label; zero for a label outside the model's classes, after whose rows the bias follows. */
const LABEL_ROW = /* wgsl */ `
fn labelRow(p: Product, row: u32, column4: u32) -> vec4f {
  let first = p.labels + labels[pickOf(row)] * p.bStride;
  if (first >= p.bias) {
    return vec4f();
  }
  return weights[first + column4];
}
`;

const OUTPUTS = write('outputs', VEC4S);
const PARTIALS = write('partials', 'array<f32>');

const finishing = (lines: readonly string[]) => /* wgsl */ `
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  let x = biased(p, row, column4, value);
  let at = p.c + row * p.cStride + column4;
  let at4 = p.partials + step.partialsAt + row * p.columns + column4;
  ${lines.join('\n  ')}
}
`;

export function finishOf(end: ForwardEnd): Finish {
  switch (end.end) {
    case 'values': {
      const { activation, penalty } = end;
      // A sigmoid turns the zeros of the padding into ½.
      const ours = activation === 'sigmoid' ? `select(vec4f(), activation(x), ${WITHIN})` : 'activation(x)';
      const y = activation ? `flushed(${ours})` : ours;
      const term = penalty === 'l1' ? 'abs(y)' : penalty === 'l2' ? '0.5 * y * y' : null;
      const summed = `partials[at4] = select(0.0, sum4(${term}), there(row));`;
      return {
        bindings: [OUTPUTS, ...(term ? [PARTIALS] : [])],
        code:
          activationOf(activation) +
          finishing([`let y = ${y};`, 'outputs[at] = y;', ...(term ? [summed] : [])]),
      };
    }
    case 'heads':
      return headsEnd(end.kl);
    case 'picture': {
      const ink = end.likelihood === 'bernoulli' ? 'sigmoid(x)' : 'clamp(x, vec4f(), vec4f(1.0))';
      return { bindings: [OUTPUTS], code: finishing([`outputs[at] = flushed(${ink});`]) };
    }
    case 'output':
      return outputEnd(end);
    case 'discriminator':
      return discriminatorEnd(end);
    default:
      return end satisfies never;
  }
}

/** A vec4 is two latent coordinates: μ, log σ², μ, log σ². */
function headsEnd(kl: boolean): Finish {
  const summed = [
    'let terms = 0.5 * (x.xz * x.xz + (expm1(x.ywyw).xy - x.yw));',
    'partials[at4] = select(0.0, terms.x + terms.y, there(row));',
  ];
  return {
    bindings: [OUTPUTS, write('heads', VEC4S), read('noise', 'array<f32>'), ...(kl ? [PARTIALS] : [])],
    code: finishing([
      'heads[p.side + row * p.sideStride + column4] = x;',
      'let j = vec2u(2u * column4, 2u * column4 + 1u);',
      'let first = step.noiseAt + row * p.latent;',
      'let drawn = vec2f(noise[first + j.x], noise[first + j.y]);',
      'let z = x.xz + exp(0.5 * x.yw) * select(vec2f(), drawn, j < vec2u(p.latent));',
      'outputs[at] = vec4f(z.x, 0.0, z.y, 0.0);',
      ...(kl ? summed : []),
    ]),
  };
}

function outputEnd({ likelihood, recon, gives }: Extract<ForwardEnd, { end: 'output' }>): Finish {
  const lines: string[] = [];
  if (recon) {
    lines.push(
      `let ink = unpack4x8unorm(images[pickOf(row) * ${WORDS} + column4]);`,
      'partials[at4] = select(0.0, sum4(reconTerm(x, ink)), there(row));',
    );
  }
  if (gives === 'pixels') lines.push('outputs[at] = flushed(activation(x));');
  else {
    const slope = `flushed(${shareOf(gives.gradient)} * reconSlope(x, ink))`;
    lines.push(`outputs[at] = select(vec4f(), ${slope}, there(row));`);
  }
  return {
    bindings: [...(recon ? [IMAGES, PARTIALS] : []), OUTPUTS],
    code: activationOf(activationOfPixels(likelihood)) + likelihoodOf(likelihood) + finishing(lines),
  };
}

function discriminatorEnd({
  weight,
  roles,
  discriminatorMeans,
}: Extract<ForwardEnd, { end: 'discriminator' }>): Finish {
  const batches = roles.map((role, i) =>
    role === null ? '' : `if (batch == ${i}u) { term = ${role}Term(s); slope = ${role}Slope(s); }`,
  );
  const discriminatorMean = discriminatorMeans.map((of, i) => {
    const among = of.map((n) => `batch == ${n}u`).join(' || ');
    return `partials[at4 + ${i + 1}u * p.rowEnd] = select(0.0, sigmoid(s).x, there(row) && (${among}));`;
  });
  return {
    bindings: [OUTPUTS, PARTIALS],
    code: /* wgsl */ `
// −log D, −log (1 − D), and the generator's own (Goodfellow et al. 2014), with D = 1 / (1 + e⁻ˢ).
fn realTerm(s: vec4f) -> f32 { return softplus(-s).x; }
fn realSlope(s: vec4f) -> f32 { return -sigmoid(-s).x; }
fn fakeTerm(s: vec4f) -> f32 { return softplus(s).x; }
fn fakeSlope(s: vec4f) -> f32 { return sigmoid(s).x; }
fn foolTerm(s: vec4f) -> f32 { return select(realTerm(s), -fakeTerm(s), step.minimax == 1u); }
fn foolSlope(s: vec4f) -> f32 { return select(realSlope(s), -fakeSlope(s), step.minimax == 1u); }
${finishing([
  // The one logit of a row.
  'let s = vec4f(x.x);',
  'let batch = row / paddedRows(step.rows);',
  'var term = 0.0;',
  'var slope = 0.0;',
  ...batches,
  'partials[at4] = select(0.0, term, there(row));',
  `outputs[at] = flushed(vec4f(select(0.0, ${shareOf(weight)} * slope, there(row)), 0.0, 0.0, 0.0));`,
  ...discriminatorMean,
])}`,
  };
}
