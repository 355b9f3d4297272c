/**
 * The matrix product that every kernel is built on, C = A B, as WGSL in two forms. What the matrices are
 * is the business of the kernel around it (forward.ts, backward.ts, update.ts), which supplies
 *
 *   fn productOf(tile: u32) -> Product                sizes, and where things are, of a tile's product
 *   fn startA(p: Product, row4: u32) -> vec4u         what blockA needs to know of its four rows
 *   fn blockA(p: Product, start: vec4u, k4: u32) -> mat4x4f      column k: four rows of A
 *   fn startB(p: Product, column4: u32) -> vec4u
 *   fn blockB(p: Product, start: vec4u, k4: u32) -> mat4x4f      column k: four columns of B
 *   fn finish(p: Product, row: u32, column4: u32, value: vec4f)
 *
 * and optionally `depthOf(p: Product, k4: u32)`, computed once for all blocks at k4, which then get it in place of k4.
 * What the functions give each other may be of any type. Blocks are 4 × 4 and may be read past the edges; `finish` is called only inside. Both forms add up in the same
 * order.
 */
import { factors, type Half } from './half';
import { struct } from './struct';

/** What `productMain` needs to know of the kernel around it. */
export interface ProductUse {
  /** Whether neighbours in memory are neighbours along the sum, for A and B. */
  alongA: boolean;
  alongB: boolean;
  /** Whether it has `depthOf`. */
  deep?: boolean;
  /** The function that takes the results; by default `finish`. */
  finish?: string;
}

export type Variant = (
  | /** Blocks held in registers, each thread for itself: for adapters where barriers are slow. */
  { kind: 'registers' /** In blocks of four. */; rows: number; columns: number; workgroup: number }
  /** 32 × 32 tiles in workgroup memory, shared by 64 threads of 4 × 4 each: for real GPUs. */
  | { kind: 'tiled' }
) & {
  /** Factors in half precision. */
  half?: Half;
};

export function variantName(variant: Variant): string {
  return variant.kind === 'tiled' ? 'tiles 32×32' : `registers ${4 * variant.rows}×${4 * variant.columns}`;
}

/** The same form with factors in float32. */
export const exact = ({ half, ...variant }: Variant): Variant => variant;

/** Rows and columns of a tile, in blocks of four. */
export function tileOf(variant: Variant): { rows: number; columns: number } {
  return variant.kind === 'tiled' ? { rows: 8, columns: 8 } : variant;
}

/** Number of workgroups that cover `tiles` tiles. */
export function groupsOf(variant: Variant, tiles: number): number {
  return variant.kind === 'tiled' ? tiles : Math.ceil(tiles / variant.workgroup);
}

/** The parameters of one product. Sizes are in blocks of four, offsets and strides in vec4s. */
export const PRODUCT = struct('Product', {
  /** The first tile of this product, since several may share a dispatch. */
  firstTile: 'u32',
  rows: 'u32',
  columns: 'u32',
  depth: 'u32',
  /** Rows and columns in use, which may end within a block. */
  rowEnd: 'u32',
  columnEnd: 'u32',
  a: 'u32',
  aStride: 'u32',
  b: 'u32',
  bStride: 'u32',
  c: 'u32',
  cStride: 'u32',
  /** The row of biases, the first row of labels, and another matrix that `finish` may need. */
  bias: 'u32',
  labels: 'u32',
  side: 'u32',
  sideStride: 'u32',
  /** Number of batches on top of each other. */
  stack: 'u32',
  latent: 'u32',
  /** Offset of this pass's partial sums. */
  partials: 'u32',
  /** Index of the update, and offset of a masked layer's reach. */
  update: 'u32',
  reach: 'u32',
  /** The first row of those compared by a feature loss, and of those that they should resemble. */
  ofRow: 'u32',
  like: 'u32',
  /** Index of the block of normal numbers. */
  block: 'u32',
  /** Of a convolution, see gather.ts: the positions of an image, in all and in a row of them. */
  positions: 'u32',
  across: 'u32',
  /** Pixels of the gathered image from one position to the next, and from the first to before the image. */
  stepDown: 'u32',
  stepAcross: 'u32',
  before: 'u32',
  /** Pixels in a row of the gathered image, and vec4s of a pixel. */
  imageSide: 'u32',
  pixel: 'u32',
  /** The first of its taps. */
  taps: 'u32',
  /** Where the result of a position goes: in units of the written image, of which a row has `toSide`. */
  toDown: 'u32',
  toAcross: 'u32',
  toRow: 'u32',
  toColumn: 'u32',
  toSide: 'u32',
  toPixels: 'u32',
  /** The windows' own. */
  kernel: 'u32',
  stride: 'u32',
  padding: 'u32',
  /** Parts of the sum that are computed apart, blocks in each, and the first block of this one. */
  parts: 'u32',
  partBlocks: 'u32',
  firstBlock: 'u32',
  /** vec4s from the result of a part to that of the next. */
  partSize: 'u32',
  /** 1 where a filter's bias is summed over the larger image. */
  ofLarge: 'u32',
  /** 0 or 1: the arena that the input of a normalisation lies in. */
  arena: 'u32',
  /** The channels of packed pixels, of which the biases are folded out of as many vec4s; or 0. */
  folded: 'u32',
});
export type Product = typeof PRODUCT.zero;

/** The entry point. */
export function productMain(variant: Variant, use: ProductUse): string {
  return variant.kind === 'tiled' ? tiledMain(variant, use) : registersMain(variant, use);
}

function registersMain(
  { rows, columns, workgroup, half }: Extract<Variant, { kind: 'registers' }>,
  { deep = false, finish = 'finish' }: ProductUse,
): string {
  const held = (block: string) => (half ? `held(${block})` : block);
  const each = (n: number, line: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => line(i)).join('');
  const cell = (i: number, j: number) => `c${i}_${j}`;
  return /* wgsl */ `${factors(half).code}
@compute @workgroup_size(${workgroup})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tile = (group.x + group.y * groups.x) * ${workgroup}u + lane;
  let p = productOf(tile);
  let across = (p.columns + ${columns - 1}u) / ${columns}u;
  let row4 = (tile - p.firstTile) / across * ${rows}u;
  let column4 = (tile - p.firstTile) % across * ${columns}u;
  if (row4 >= p.rows) {
    return;
  }
${each(rows, (i) => `  let startA${i} = startA(p, row4 + ${i}u);\n`)}
${each(columns, (j) => `  let startB${j} = startB(p, column4 + ${j}u);\n`)}
${each(4 * rows, (i) => each(columns, (j) => `  var ${cell(i, j)} = vec4f();\n`))}
  for (var k4 = 0u; k4 < p.depth; k4++) {
    let at = ${deep ? 'depthOf(p, k4)' : 'k4'};
${each(rows, (i) => `    let a${i} = ${held(`blockA(p, startA${i}, at)`)};\n`)}
${each(columns, (j) => `    let b${j} = ${held(`blockB(p, startB${j}, at)`)};\n`)}
${each(4, (k) =>
  each(4 * rows, (i) =>
    each(columns, (j) => `    ${cell(i, j)} += f32(a${i >> 2}[${k}][${i & 3}]) * vec4f(b${j}[${k}]);\n`),
  ),
)}
  }
  // In a loop, to keep the code short for the compiler: the end of a layer may be long.
  var cells = array<vec4f, ${4 * rows * columns}>(${each(4 * rows, (i) => each(columns, (j) => `${cell(i, j)}, `))});
  for (var i = 0u; i < ${4 * rows * columns}u; i++) {
    let row = 4u * row4 + i / ${columns}u;
    let column = column4 + i % ${columns}u;
    if (row < p.rowEnd && column < p.columns) {
      ${finish}(p, row, column, cells[i]);
    }
  }
}
`;
}

function tiledMain(
  { half }: Variant,
  { alongA, alongB, deep = false, finish = 'finish' }: ProductUse,
): string {
  const { vector, block, code } = factors(half);
  const held = (loaded: string) => (half ? `held(${loaded})` : loaded);
  const at = (k4: string) => (deep ? `depthOf(p, ${k4})` : k4);
  // Neighbouring threads read neighbouring memory.
  const [rowA, depthA] = alongA ? ['y', 'x'] : ['x', 'y'];
  const [columnB, depthB] = alongB ? ['y', 'x'] : ['x', 'y'];
  const put = (tile: string, block: string, depth: string, other: string) =>
    [0, 1, 2, 3]
      .map((k) => `${tile}[(4u * ${depth} + ${k}u) * 8u + ${other}] = ${block}[${k}];`)
      .join('\n    ');
  return /* wgsl */ `${code}
// [k][block of four rows or columns].
var<workgroup> tileA: array<${vector}, 256>;
var<workgroup> tileB: array<${vector}, 256>;

@compute @workgroup_size(64)
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let tile = group.x + group.y * groups.x;
  let p = productOf(tile);
  let across = (p.columns + 7u) / 8u;
  let row4 = (tile - p.firstTile) / across * 8u;
  let column4 = (tile - p.firstTile) % across * 8u;
  if (row4 >= p.rows) {
    return;
  }
  let x = lane & 7u;
  let y = lane >> 3u;
  let start = startA(p, row4 + ${rowA});
  let startOfB = startB(p, column4 + ${columnB});
  var c0 = vec4f();
  var c1 = vec4f();
  var c2 = vec4f();
  var c3 = vec4f();
  for (var k4 = 0u; k4 < p.depth; k4 += 8u) {
    // Each thread loads one block of A and one of B; past the edges they are zero.
    var a = ${block}();
    var b = ${block}();
    if (row4 + ${rowA} < p.rows && k4 + ${depthA} < p.depth) {
      a = ${held(`blockA(p, start, ${at(`k4 + ${depthA}`)})`)};
    }
    if (column4 + ${columnB} < p.columns && k4 + ${depthB} < p.depth) {
      b = ${held(`blockB(p, startOfB, ${at(`k4 + ${depthB}`)})`)};
    }
    workgroupBarrier();
    ${put('tileA', 'a', depthA, rowA)}
    ${put('tileB', 'b', depthB, columnB)}
    workgroupBarrier();
    for (var k = 0u; k < 32u; k++) {
      let rows = vec4f(tileA[k * 8u + y]);
      let columns = vec4f(tileB[k * 8u + x]);
      c0 += rows.x * columns;
      c1 += rows.y * columns;
      c2 += rows.z * columns;
      c3 += rows.w * columns;
    }
  }
  if (column4 + x < p.columns) {
    let row = 4u * (row4 + y);
${[0, 1, 2, 3]
  .map((i) => `    if (row + ${i}u < p.rowEnd) { ${finish}(p, row + ${i}u, column4 + x, c${i}); }`)
  .join('\n')}
  }
}
`;
}
