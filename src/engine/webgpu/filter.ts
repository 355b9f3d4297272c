/**
 * ∂W and ∂b of convolutions and their transposes, and their update (gather.ts).
 *
 * A filter is small and the sum behind its gradient long, over all pixels of all images: one tile a filter would leave
 * most of a GPU idle. So the sum is computed in parts, whose results lie one after another in `gradients`, and a second
 * kernel adds them up and takes the optimiser's step, for all filters at once. The number of parts depends on sizes
 * alone, so that both forms of the product add in the same order.
 */
import { type Gathered, gather, type Passage, TAPS } from './convolution';
import functions from './functions.wgsl?raw';
import { FLUSH, IMAGES, type Kernel, kernel, PICKS, products, read, STEP, VEC4S, write } from './kernel';
import { LANES } from './otherKernels';
import { PRODUCT, productMain, tileOf, type Variant } from './product';
import { STEP_WGSL } from './steps';
import { LEARNED, roomFor } from './update';

/** Tiles of 32 × 32, in parts of the sum, that keep a GPU busy; most parts of a sum; and fewest blocks of a part. */
const ENOUGH_TILES = 256;
const MOST_PARTS = 64;
const FEWEST_BLOCKS = 64;

/** Parts of a sum of `depth` blocks, for a result of rows × columns, all in blocks of four. */
export function partsOf(rows: number, columns: number, depth: number): { parts: number; partBlocks: number } {
  const tiles = Math.ceil(rows / 8) * Math.ceil(columns / 8);
  const wanted = Math.min(MOST_PARTS, Math.ceil(ENOUGH_TILES / tiles), Math.ceil(depth / FEWEST_BLOCKS));
  const partBlocks = Math.ceil(depth / Math.max(1, wanted));
  return { parts: Math.ceil(depth / partBlocks), partBlocks };
}

/** The images of a layer: how they are gathered, and the other's pixels read. */
export interface Read extends Pick<Passage, 'channels'> {
  large: Gathered;
  /** Whether the small image's pixels are repeated. */
  repeated: boolean;
}

/** The parts of the sums of several layers. A row of ones gives the sum of the other factor: the bias. */
export function learnFilterKernel(
  { large, channels, repeated }: Read,
  count: number,
  variant: Variant,
): Kernel {
  const { rows, columns } = tileOf(variant);
  const bytes = large === 'bytes';
  const small =
    'mat4x4f(small[at], small[at + p.bStride], small[at + 2u * p.bStride], small[at + 3u * p.bStride])';
  return kernel(
    `filter ${large}${repeated ? ' repeated' : ''}`,
    [
      STEP,
      products(roomFor(count)),
      ...(bytes ? [IMAGES, PICKS] : [read('large', VEC4S)]),
      read('small', VEC4S),
      TAPS,
      write('gradients', VEC4S),
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      gather(large, 'large', channels),
      /* wgsl */ `
fn productOf(tile: u32) -> Product {
  var i = 0u;
  while (i < ${roomFor(count) - 1}u && tile >= products[i + 1u].firstTile) {
    i++;
  }
  var p = products[i];
  let tiles = ((p.rows + ${rows - 1}u) / ${rows}u) * ((p.columns + ${columns - 1}u) / ${columns}u);
  let part = (tile - p.firstTile) / tiles;
  if (part >= p.parts) {
    p.rows = 0u;
  }
  p.firstTile += part * tiles;
  p.firstBlock = part * p.partBlocks;
  let depth = p.stack * (paddedRows(step.rows) / 4u) * p.positions;
  p.depth = min(p.partBlocks, depth - min(depth, p.firstBlock));
  p.c += part * p.partSize;
  return p;
}
fn startA(p: Product, row4: u32) -> vec4i {
  return taps[p.taps + row4];
}
fn depthOf(p: Product, k4: u32) -> Corner {
  return cornerOf(p, p.firstBlock + k4);
}
// Along the sum are four images.
fn blockA(p: Product, tap: vec4i, corner: Corner) -> mat4x4f {
  if (tap.w < 0) {
    let one = vec4f(1.0, 0.0, 0.0, 0.0);
    return mat4x4f(one, one, one, one);
  }
  return gathered(p, corner, tap);
}
fn startB(p: Product, column4: u32) -> u32 {
  return column4;
}
fn blockB(p: Product, column4: u32, corner: Corner) -> mat4x4f {
  var at = p.b + 4u * corner.image4 * p.bStride + corner.position * p.columns + column4;
  ${bytes ? '' : `if (p.ofLarge == 1u) {\n    return ${small.replaceAll('small', 'large')};\n  }`}
  ${repeated ? REPEATED : ''}
  return ${small};
}
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  gradients[p.c + row * p.cStride + column4] = value;
}
`,
      productMain(variant, { alongA: false, alongB: false, deep: true }),
    ],
  );
}

/** In memory the pixel of a position is at half its row and column. */
const REPEATED = /* wgsl */ `
  let row = u32(corner.y + i32(p.before)) / 2u;
  let column = u32(corner.x + i32(p.before)) / 2u;
  at = p.b + 4u * corner.image4 * p.bStride + (row * ((p.across + 1u) / 2u) + column) * p.columns + column4;
`;

/** Adds up the parts and updates the weights: one vec4 a thread. */
export function updateFiltersKernel(count: number): Kernel {
  return kernel(
    'update filters',
    [
      STEP,
      products(roomFor(count)),
      read('gradients', VEC4S),
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
      /* wgsl */ `
// The sums of each channel over four pixels, which lie in a vec4 for each of them.
fn folded(p: Product) -> vec4f {
  var total = vec4f();
  for (var i = 0u; i < p.folded; i++) {
    var g = vec4f();
    for (var part = 0u; part < p.parts; part++) {
      g += gradients[p.b + part * p.partSize + i];
    }
    for (var lane = 0u; lane < 4u; lane++) {
      total[(4u * i + lane) % p.folded] += g[lane];
    }
  }
  return total;
}
@compute @workgroup_size(${LANES})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let at = (group.x + group.y * groups.x) * ${LANES}u + lane;
  var i = 0u;
  while (i < ${roomFor(count) - 1}u && at >= products[i + 1u].firstTile) {
    i++;
  }
  let p = products[i];
  let n = at - p.firstTile;
  if (n >= p.rows) {
    return;
  }
  var g = vec4f();
  for (var part = 0u; part < p.parts; part++) {
    g += gradients[p.b + part * p.partSize + n];
  }
  // The bias of the channels of packed pixels.
  if (p.folded > 0u) {
    g = folded(p);
  }
  learned(p, p.c + n, g, n < p.bias);
}
`,
    ],
  );
}
