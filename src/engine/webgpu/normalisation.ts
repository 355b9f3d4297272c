/**
 * Group normalisation of images with its activation (model/normalisation.ts), and its gradients: a workgroup for each
 * image, which reads it three times; and one for each four channels of all layers, which updates their scales and
 * shifts.
 *
 * Of a Product, `positions` are pixels, `columns` the vec4s of a pixel, `columnEnd` its channels, `parts` the groups,
 * `partSize` the channels of a group, and `side` is where the statistics begin: of each image the mean of each group,
 * then its rate 1 / √(variance + ε). For the updates, `firstTile` counts workgroups.
 */
import type { LayerActivation } from '../../model/activations';
import type { NormalisationLayer } from '../../model/layout';
import { NORMALISATION_EPSILON } from '../../model/normalisation';
import functions from './functions.wgsl?raw';
import {
  activationOf,
  FLUSH,
  type Kernel,
  kernel,
  products,
  read,
  STEP,
  VEC4S,
  WITHIN,
  write,
} from './kernel';
import { quads } from './memory';
import { PRODUCT, type Product } from './product';
import { STEP_WGSL } from './steps';
import { LEARNED, roomFor } from './update';

/** vec4s of an image's statistics, which have room for four groups. */
export const STATISTICS = 2;

/** The part of a Product that says what is normalised. */
export function shapeOf({ normalised }: NormalisationLayer): Partial<Product> {
  const { pixels, channels, groups } = normalised;
  if (groups > 4) throw new Error('statistics have room for four groups');
  return {
    positions: pixels,
    columns: quads(channels),
    columnEnd: channels,
    parts: groups,
    partSize: channels / groups,
  };
}

const COMMON = /* wgsl */ `
const LANES = 64u;
var<workgroup> sums: array<vec4f, LANES>;

// The sum over all lanes, for each of them.
fn total(lane: u32, value: vec4f) -> vec4f {
  workgroupBarrier();
  sums[lane] = value;
  for (var half = LANES / 2u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (lane < half) {
      sums[lane] += sums[lane + half];
    }
  }
  workgroupBarrier();
  return sums[0];
}

// The groups of four channels. Of channels in the padding they are beyond the last.
fn groupsAt(p: Product, column4: u32) -> vec4u {
  return (vec4u(4u * column4) + vec4u(0u, 1u, 2u, 3u)) / vec4u(p.partSize);
}
fn byGroup(x: vec4f, groups: vec4u) -> vec4f {
  return vec4f(
    sum4(select(vec4f(), x, groups == vec4u(0u))),
    sum4(select(vec4f(), x, groups == vec4u(1u))),
    sum4(select(vec4f(), x, groups == vec4u(2u))),
    sum4(select(vec4f(), x, groups == vec4u(3u))),
  );
}
fn ofGroups(x: vec4f, groups: vec4u) -> vec4f {
  let g = min(groups, vec4u(3u));
  return vec4f(x[g.x], x[g.y], x[g.z], x[g.w]);
}
`;

/** A workgroup for each image. */
const imageMain = (body: string) => /* wgsl */ `
@compute @workgroup_size(LANES)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = products[0];
  let row = group.x + group.y * workgroups.x;
  if (row >= p.stack * paddedRows(step.rows)) {
    return;
  }
  let size = p.positions * p.columns;
  let count = f32(p.positions * p.partSize);
  ${body}
}
`;

/** y = f(γ (x − mean) rate + β), and the statistics. */
export function normalisationKernel(activation: LayerActivation | null): Kernel {
  return kernel(
    'normalisation',
    [
      STEP,
      products(1),
      read('inputs', VEC4S),
      read('weights', VEC4S),
      write('statistics', VEC4S),
      write('outputs', VEC4S),
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      functions,
      FLUSH,
      activationOf(activation),
      COMMON,
      imageMain(/* wgsl */ `
  let start = p.a + row * p.aStride;
  var sum = vec4f();
  for (var i = lane; i < size; i += LANES) {
    sum += byGroup(inputs[start + i], groupsAt(p, i % p.columns));
  }
  let means = total(lane, sum) / count;
  sum = vec4f();
  for (var i = lane; i < size; i += LANES) {
    let groups = groupsAt(p, i % p.columns);
    let off = inputs[start + i] - ofGroups(means, groups);
    sum += byGroup(off * off, groups);
  }
  let rates = inverseSqrt(total(lane, sum) / count + ${NORMALISATION_EPSILON});
  if (lane == 0u) {
    statistics[p.side + ${STATISTICS}u * row] = means;
    statistics[p.side + ${STATISTICS}u * row + 1u] = rates;
  }
  for (var i = lane; i < size; i += LANES) {
    let column4 = i % p.columns;
    let groups = groupsAt(p, column4);
    let normal = (inputs[start + i] - ofGroups(means, groups)) * ofGroups(rates, groups);
    // Scales and shifts of the padding are zero.
    let y = activation(normal * weights[p.b + column4] + weights[p.bias + column4]);
    outputs[p.c + row * p.cStride + i] = flushed(y);
  }`),
    ],
  );
}

/** From δ of the outputs before the activation: ∂x = rate (γδ − mean of γδ − x̂ · mean of γδ x̂). */
export function normalisationBackKernel(): Kernel {
  const numbers = /* wgsl */ `
    let column4 = i % p.columns;
    let groups = groupsAt(p, column4);
    let normal = (inputs[start + i] - ofGroups(means, groups)) * ofGroups(rates, groups);
    let d = deltas[p.a + row * p.aStride + i] * weights[p.b + column4];`;
  return kernel(
    'backward normalisation',
    [
      STEP,
      products(1),
      read('inputs', VEC4S),
      read('weights', VEC4S),
      read('statistics', VEC4S),
      read('deltas', VEC4S),
      write('outputs', VEC4S),
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      functions,
      FLUSH,
      COMMON,
      imageMain(/* wgsl */ `
  let start = p.like + row * p.sideStride;
  let means = statistics[p.side + ${STATISTICS}u * row];
  let rates = statistics[p.side + ${STATISTICS}u * row + 1u];
  var sum = vec4f();
  var along = vec4f();
  for (var i = lane; i < size; i += LANES) {${numbers}
    sum += byGroup(d, groups);
    along += byGroup(d * normal, groups);
  }
  let mean = total(lane, sum) / count;
  let meanAlong = total(lane, along) / count;
  for (var i = lane; i < size; i += LANES) {${numbers}
    let own = ofGroups(rates, groups) * (d - ofGroups(mean, groups) - normal * ofGroups(meanAlong, groups));
    outputs[p.c + row * p.cStride + i] = flushed(select(vec4f(), own, ${WITHIN}));
  }`),
    ],
  );
}

/**
 * The gradients of the scales and shifts of `count` layers, over all pixels of all images, and their update: a workgroup
 * for each four channels. Layers alternate between the arenas; both pairs are bound, which makes one dispatch of two,
 * and eight buffers, as many as every adapter binds.
 */
export function learnNormalisationsKernel(count: number): Kernel {
  return kernel(
    'update normalisations',
    [
      STEP,
      products(roomFor(count)),
      read('values0', VEC4S),
      read('values1', VEC4S),
      read('deltas0', VEC4S),
      read('deltas1', VEC4S),
      read('statistics', VEC4S),
      write('weights', VEC4S),
      write('firstMoments', VEC4S),
      write('secondMoments', VEC4S),
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      functions,
      FLUSH,
      LEARNED,
      COMMON,
      /* wgsl */ `
// A layer's δ lie in the arena that its input does not lie in.
fn inputAt(p: Product, at: u32) -> vec4f {
  if (p.arena == 0u) {
    return values0[at];
  }
  return values1[at];
}
fn deltaAt(p: Product, at: u32) -> vec4f {
  if (p.arena == 0u) {
    return deltas1[at];
  }
  return deltas0[at];
}
@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  var layer = 0u;
  while (layer < ${roomFor(count) - 1}u && group.x >= products[layer + 1u].firstTile) {
    layer++;
  }
  let p = products[layer];
  let column4 = group.x - p.firstTile;
  let groups = groupsAt(p, column4);
  var byScale = vec4f();
  var byShift = vec4f();
  for (var i = lane; i < p.stack * paddedRows(step.rows) * p.positions; i += LANES) {
    let row = i / p.positions;
    let at = i % p.positions * p.columns + column4;
    let means = ofGroups(statistics[p.side + ${STATISTICS}u * row], groups);
    let rates = ofGroups(statistics[p.side + ${STATISTICS}u * row + 1u], groups);
    // δ of images that are not there is zero.
    let d = deltaAt(p, p.b + row * p.bStride + at);
    byScale += d * (inputAt(p, p.a + row * p.aStride + at) - means) * rates;
    byShift += d;
  }
  byScale = total(lane, byScale);
  byShift = total(lane, byShift);
  if (lane == 0u) {
    learned(p, p.c + column4, byScale, false);
    learned(p, p.c + p.cStride + column4, byShift, false);
  }
}
`,
    ],
  );
}
