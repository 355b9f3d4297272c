/**
 * ∂W = Xᵀ ∂Y of several layers, with the optimiser's update in the same kernel: gradients are never stored.
 */
import type { Weight } from '../../model/operations';
import { shareOf } from './forward';
import {
  acrossOf,
  FLUSH,
  IMAGES,
  type Kernel,
  kernel,
  LABELS,
  PICKS,
  products,
  read,
  type Source,
  STEP,
  VEC4S,
  WORDS,
  write,
} from './kernel';
import { PRODUCT, productMain, type Variant } from './product';
import { STEP_WGSL } from './steps';

/** What all layers of a model have in common. */
export interface UpdateForm {
  source: Source;
  /** Whether any has rows of weights for labels. */
  labels: boolean;
  /** Whether any is masked: a weight out of reach has no gradient. */
  masked: boolean;
  /**
   * The weight of a contraction of the layers, or null; it adds a multiple of each weight to its gradient.
   */
  contraction: Weight | null;
}

/** Capacity of a list of products, rounded so that the text does not depend on the exact number. */
export function roomFor(count: number): number {
  return 4 * Math.ceil(count / 4);
}

export function updateKernel(form: UpdateForm, count: number, variant: Variant): Kernel {
  const { source, labels, masked, contraction } = form;
  const bytes = source === 'bytes';
  const rows = bytes
    ? `picks[step.picksAt / 4u + k4] * ${WORDS}`
    : 'p.a + (vec4u(4u * k4) + vec4u(0u, 1u, 2u, 3u)) * p.aStride';
  const one = (c: string) => (bytes ? `unpack4x8unorm(images[at.${c}])` : `inputs[at.${c}]`);
  const hot = 'select(vec4f(), vec4f(1.0), row - start.w == vec4u(label))';
  return kernel(
    `update ${source}`,
    [
      STEP,
      products(roomFor(count)),
      ...(bytes ? [IMAGES, PICKS] : [read('inputs', VEC4S)]),
      ...(labels ? [PICKS, LABELS] : []),
      ...(masked ? [read('reach', 'array<u32>')] : []),
      ...(contraction ? [read('means', 'array<f32>')] : []),
      read('deltas', VEC4S),
      write('weights', VEC4S),
      write('firstMoments', VEC4S),
      write('secondMoments', VEC4S),
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      FLUSH,
      LEARNED,
      /* wgsl */ `
fn productOf(tile: u32) -> Product {
  var i = 0u;
  while (i < ${roomFor(count) - 1}u && tile >= products[i + 1u].firstTile) {
    i++;
  }
  var p = products[i];
  p.depth = p.stack * paddedRows(step.rows) / 4u;
  return p;
}

// Rows of Xᵀ are inputs; then come those of the labels, one-hot, and that of the bias, which is always 1.
fn startA(p: Product, row4: u32) -> vec4u {
  return vec4u(4u * row4, p.rowEnd - 1u, row4, p.labels);
}
fn beyond(start: vec4u, x: vec4f, label: u32) -> vec4f {
  let row = vec4u(start.x) + vec4u(0u, 1u, 2u, 3u);
  return select(${labels ? `select(x, ${hot}, row >= vec4u(start.w))` : 'x'}, vec4f(1.0), row == vec4u(start.y));
}
fn blockA(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = ${rows} + start.z;
  ${labels ? 'let pick = picks[step.picksAt / 4u + k4 % (paddedRows(step.rows) / 4u)];' : ''}
  return mat4x4f(
    ${['x', 'y', 'z', 'w'].map((c) => `beyond(start, ${one(c)}, ${labels ? `labels[pick.${c}]` : '0u'}),`).join('\n    ')}
  );
}

fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  let at = p.c + row * p.cStride + column4;
  ${masked ? 'var g = select(vec4f(), value, vec4u(4u * column4) + vec4u(0u, 1u, 2u, 3u) >= vec4u(reach[p.reach + row]));' : 'var g = value;'}
  ${contraction ? pullOf(contraction) : ''}
  learned(p, at, g, row + 1u < p.rowEnd);
}
`,
      acrossOf('B', 'deltas', 'p.b', 'p.bStride'),
      productMain(variant, { alongA: false, alongB: false }),
    ],
  );
}

/** The optimiser's step along the gradient of four weights; biases do not decay. */
export const LEARNED = /* wgsl */ `
fn learned(p: Product, at: u32, g: vec4f, decays: bool) {
  let moments = step.moments[p.update];
  let m = flushed(moments.beta1 * firstMoments[at] + moments.rest1 * g);
  let v = flushedSquare(moments.beta2 * secondMoments[at] + moments.squares * g * g);
  firstMoments[at] = m;
  secondMoments[at] = v;
  let update = step.moves[p.update];
  let keep = select(1.0, update.keep, decays);
  weights[at] = keep * weights[at] - update.rate * m / (sqrt(v) + update.epsilon);
}
`;

/** Rows from `labels` on are not weights of an input. */
const pullOf = (weight: Weight) => /* wgsl */ `
  if (row < p.labels) {
    let j = p.like + 4u * column4;
    g += 2.0 * ${shareOf(weight)} * vec4f(means[j], means[j + 1u], means[j + 2u], means[j + 3u]) * weights[at];
  }`;
