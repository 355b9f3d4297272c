/** The kernels that are not matrix products: random draws, images as rows of numbers, means, and sums. */

import { Purpose } from '../../math/random';
import type { LayerActivation } from '../../model/activations';
import type { Corruption } from '../../model/spec';
import contraction from './contraction.wgsl?raw';
import functions from './functions.wgsl?raw';
import {
  activationOf,
  IMAGES,
  type Kernel,
  kernel,
  PICKS,
  products,
  read,
  SLOTS,
  STEP,
  VEC4S,
  WORDS,
  write,
} from './kernel';
import meansMain from './means.wgsl?raw';
import prepare from './prepare.wgsl?raw';
import { PRODUCT } from './product';
import random from './random.wgsl?raw';
import reduce from './reduce.wgsl?raw';
import sparsity from './sparsity.wgsl?raw';
import { STEP_WGSL } from './steps';
import { struct } from './struct';

/** Threads per workgroup of the kernels with one vec4 per thread. */
export const LANES = 64;
/** Sums that a pass may record. */
export const MAX_SUMS = 8;

/** A sum: its offset, the numbers per row of the pass, and how many more. */
export const RANGE = struct('Range', { at: 'u32', perRow: 'u32', fixed: 'u32' });

/** Draws the random numbers for all passes of a submit. */
export function prepareKernel(): Kernel {
  const bindings = [SLOTS, write('picks', 'array<u32>'), write('noise', 'array<f32>')];
  return kernel('prepare', bindings, [STEP_WGSL, random, prepare]);
}

/** Adds up the partial sums of all passes of a submit. */
export function reduceKernel(): Kernel {
  const ranges = { name: 'ranges', type: `array<Range, ${MAX_SUMS}>`, access: 'uniform' } as const;
  const bindings = [SLOTS, ranges, read('partials', 'array<f32>'), write('losses', 'array<f32>')];
  return kernel('reduce', bindings, [STEP_WGSL, RANGE.wgsl, reduce]);
}

/** One vec4 per thread: writes `value` of (row, column4) to the outputs. */
const rowsMain = (value: string) => /* wgsl */ `
@compute @workgroup_size(${LANES})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let p = products[0];
  let i = (group.x + group.y * groups.x) * ${LANES}u + lane;
  let row = i / p.columns;
  let column4 = i % p.columns;
  if (row < paddedRows(step.rows)) {
    outputs[p.c + row * p.cStride + column4] = ${value};
  }
}
`;

/** The images of the batch as numbers, as they are or corrupted (model/corruption.ts). */
export function imagesKernel(corruption: Corruption): Kernel {
  const normals = (block: string) => `normalPair(key.x, key.y, step.draw, ${block})`;
  const low = 'u < vec4f(0.5 * step.noise)';
  const high = '1.0 - u < vec4f(0.5 * step.noise)';
  const spoilt = {
    none: 'x',
    gaussian: `x + step.noise * vec4f(${normals('block')}, ${normals('block + 1u')})`,
    masking: 'select(x, vec4f(), u < vec4f(step.noise))',
    saltPepper: `select(select(x, vec4f(1.0), ${high}), vec4f(), ${low})`,
  }[corruption];
  const drawn = /* wgsl */ `
  let key = vec2u(step.seed, ${Purpose.corruption}u);
  let block = 2u * (row * ${WORDS} + column4);`;
  const uniform = /* wgsl */ `
  let first = threefry(key, vec2u(step.draw, block));
  let second = threefry(key, vec2u(step.draw, block + 1u));
  let u = vec4f(uniformOf(first.x), uniformOf(first.y), uniformOf(second.x), uniformOf(second.y));`;
  return kernel(
    `images ${corruption}`,
    [STEP, products(1), IMAGES, PICKS, write('outputs', VEC4S)],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      random,
      /* wgsl */ `
fn valueOf(row: u32, column4: u32) -> vec4f {
  let at = step.picksAt + row;
  let x = unpack4x8unorm(images[picks[at / 4u][at % 4u] * ${WORDS} + column4]);
  ${corruption === 'none' ? '' : drawn}${corruption === 'masking' || corruption === 'saltPepper' ? uniform : ''}
  return ${spoilt};
}
`,
      rowsMain('valueOf(row, column4)'),
    ],
  );
}

/** A block of normal numbers as rows that a layer can read, with the gaps of the latent. */
export function drawsKernel(spread: number): Kernel {
  const one = (lane: number) =>
    lane % spread === 0 ? `drawn(p, row, (4u * column4 + ${lane}u) / ${spread}u)` : '0.0';
  return kernel(
    `draws ${spread}`,
    [STEP, products(1), read('noise', 'array<f32>'), write('outputs', VEC4S)],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      /* wgsl */ `
fn drawn(p: Product, row: u32, j: u32) -> f32 {
  let at = step.noiseAt + (p.block * paddedRows(step.rows) + row) * p.latent + j;
  return select(0.0, noise[at], j < p.latent);
}
`,
      rowsMain(`vec4f(${[0, 1, 2, 3].map(one).join(', ')})`),
    ],
  );
}

/**
 * For each coordinate: the mean KL and its excess over the free bits; or the mean activation and its sparsity
 * penalty.
 */
export function meansKernel(of: 'kl' | 'code'): Kernel {
  const had = {
    kl: /* wgsl */ `
fn had(p: Product, row: u32, d: u32) -> f32 {
  let pair = inputs[p.side + row * p.sideStride + d / 2u];
  let h = select(pair.xy, pair.zw, d % 2u == 1u);
  return 0.5 * (h.x * h.x + (expm1(vec4f(h.y)).x - h.y));
}
fn cost(mean: f32) -> f32 { return max(mean, step.freeBits); }
`,
    code: /* wgsl */ `
${sparsity}
fn had(p: Product, row: u32, d: u32) -> f32 {
  return inputs[p.side + row * p.sideStride + d / 4u][d % 4u];
}
fn cost(mean: f32) -> f32 { return sparsityTerm(mean); }
`,
  }[of];
  const bindings = [STEP, products(1), read('inputs', VEC4S)];
  return kernel(
    `means ${of}`,
    [...bindings, write('means', 'array<f32>'), write('partials', 'array<f32>')],
    [STEP_WGSL, PRODUCT.wgsl, functions, had, meansMain],
  );
}

/** ‖∂h/∂x‖²_F of a layer, and the parts of its gradients: see `contraction.wgsl`. */
export function contractionKernel(activation: LayerActivation | null): Kernel {
  return kernel(
    'contraction',
    [
      STEP,
      products(1),
      read('inputs', VEC4S),
      read('weights', VEC4S),
      write('means', 'array<f32>'),
      write('partials', 'array<f32>'),
    ],
    [STEP_WGSL, PRODUCT.wgsl, functions, activationOf(activation), contraction],
  );
}
