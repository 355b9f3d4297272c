/**
 * The three products of a dense layer, y = x W + b, ∂x = δ Wᵀ and ∂W = xᵀ δ, on packed float32 operands.
 *
 * All three use one kernel: a tile of 4 × 8 sums held in eight registers while it runs along the depth. Eight
 * is what V8's register allocator keeps without spilling; a tile of 6 × 8 measured a quarter slower. The left
 * operand is packed in tiles of 4 rows ([depth][4]), the right one in panels of 8 columns ([depth][8]), so
 * that the kernel reads both sequentially.
 *
 * Where the left operand is mostly zeros (images are four fifths paper) it is packed without the depths at
 * which all four rows are zero, next to a list of those that are left.
 *
 * Matrices are row-major; `ld…` is the distance between rows in bytes. Outputs have room for whole tiles:
 * rows to a multiple of 4, columns to a multiple of 8; the values in the padding are undefined.
 */

export const TILE: i32 = 4;
export const PANEL: i32 = 8;

/** Bytes of one depth of a packed tile, and of a packed panel. */
export const TILE_BYTES: i32 = TILE * 4;
export const PANEL_BYTES: i32 = PANEL * 4;

/** Depths at a time: a panel of this many (8 KiB) stays in the first-level cache while the tiles use it. */
export const BLOCK: i32 = 256;

/** a b + c, with one rounding where the machine supports it. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/** y[4 × 8] = start[4 × 8] + a b; the rows of `start` lie `ldStart` apart: 0 for a bias. */
export function tile(
  a: usize,
  b: usize,
  depth: i32,
  y: usize,
  ldy: i32,
  start: usize,
  ldStart: i32,
): void {
  let c00 = v128.load(start);
  let c01 = v128.load(start, 16);
  start += ldStart;
  let c10 = v128.load(start);
  let c11 = v128.load(start, 16);
  start += ldStart;
  let c20 = v128.load(start);
  let c21 = v128.load(start, 16);
  start += ldStart;
  let c30 = v128.load(start);
  let c31 = v128.load(start, 16);
  for (let end = a + depth * TILE_BYTES; a < end; a += TILE_BYTES, b += PANEL_BYTES) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load32_splat(a);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    s = v128.load32_splat(a, 4);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    s = v128.load32_splat(a, 8);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    s = v128.load32_splat(a, 12);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
  }
  v128.store(y, c00);
  v128.store(y, c01, 16);
  y += ldy;
  v128.store(y, c10);
  v128.store(y, c11, 16);
  y += ldy;
  v128.store(y, c20);
  v128.store(y, c21, 16);
  y += ldy;
  v128.store(y, c30);
  v128.store(y, c31, 16);
}

/** The same where `a` holds only the depths listed in `at`, as byte offsets into the panel. */
function sparseTile(
  a: usize,
  at: usize,
  b: usize,
  depth: i32,
  y: usize,
  ldy: i32,
  start: usize,
  ldStart: i32,
): void {
  let c00 = v128.load(start);
  let c01 = v128.load(start, 16);
  start += ldStart;
  let c10 = v128.load(start);
  let c11 = v128.load(start, 16);
  start += ldStart;
  let c20 = v128.load(start);
  let c21 = v128.load(start, 16);
  start += ldStart;
  let c30 = v128.load(start);
  let c31 = v128.load(start, 16);
  for (let end = a + depth * TILE_BYTES; a < end; a += TILE_BYTES, at += 4) {
    const row = b + load<u32>(at);
    const b0 = v128.load(row);
    const b1 = v128.load(row, 16);
    let s = v128.load32_splat(a);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    s = v128.load32_splat(a, 4);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    s = v128.load32_splat(a, 8);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    s = v128.load32_splat(a, 12);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
  }
  v128.store(y, c00);
  v128.store(y, c01, 16);
  y += ldy;
  v128.store(y, c10);
  v128.store(y, c11, 16);
  y += ldy;
  v128.store(y, c20);
  v128.store(y, c21, 16);
  y += ldy;
  v128.store(y, c30);
  v128.store(y, c31, 16);
}

// ---------------------------------------------------------------------------------- packing

/** Columns a, b, c, d of four rows become four vectors of one column each. */
// @ts-ignore: decorator
@inline
function transposed(to: usize, stride: usize, r0: v128, r1: v128, r2: v128, r3: v128): void {
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to + stride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(to + 2 * stride, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(to + 3 * stride, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** The first `depth` numbers of four rows as a tile. */
export function packTile(x: usize, x1: usize, x2: usize, x3: usize, depth: i32, to: usize): void {
  const whole = depth & ~3;
  let k = 0;
  for (; k < whole; k += 4, to += 4 * TILE_BYTES) {
    const at = <usize>k << 2;
    transposed(to, TILE_BYTES, v128.load(x + at), v128.load(x1 + at), v128.load(x2 + at), v128.load(x3 + at));
  }
  for (; k < depth; k++, to += TILE_BYTES) {
    const at = <usize>k << 2;
    store<f32>(to, load<f32>(x + at));
    store<f32>(to, load<f32>(x1 + at), 4);
    store<f32>(to, load<f32>(x2 + at), 8);
    store<f32>(to, load<f32>(x3 + at), 12);
  }
}

/**
 * Rows of x as panels of 8 columns, [depth][8] each; missing columns are zero. `packed` is the address of the
 * first row in the first panel: a matrix of `depth` rows may be packed in parts.
 */
export function packColumns(x: usize, rows: i32, columns: i32, ldx: i32, packed: usize, depth: i32): void {
  for (let j = 0; j < columns; j += PANEL, packed += depth * PANEL_BYTES) {
    const real = min(PANEL, columns - j);
    let source = x + (<usize>j << 2);
    let out = packed;
    if (real == PANEL) {
      for (let i = 0; i < rows; i++, source += ldx, out += PANEL_BYTES) {
        v128.store(out, v128.load(source));
        v128.store(out, v128.load(source, 16), 16);
      }
    } else {
      for (let i = 0; i < rows; i++, source += ldx, out += PANEL_BYTES) {
        v128.store(out, f32x4.splat(0));
        v128.store(out, f32x4.splat(0), 16);
        for (let k = 0; k < real; k++) store<f32>(out + (k << 2), load<f32>(source + (k << 2)));
      }
    }
  }
}

/**
 * Wᵀ as panels of 8 inputs, [outputs][8] each, from W [inputs × outputs]; missing ones are zero.
 * Panels `from` to `to` (exclusive).
 */
export function packRows(w: usize, inputs: i32, outputs: i32, packed: usize, from: i32, to: i32): void {
  const ldw = <usize>outputs << 2;
  const whole = outputs & ~3;
  for (let panel = from; panel < to; panel++) {
    const rows = min(PANEL, inputs - panel * PANEL);
    const source = w + <usize>(panel * PANEL) * ldw;
    let out = packed + panel * outputs * PANEL_BYTES;
    let n = 0;
    if (rows == PANEL) {
      for (; n < whole; n += 4, out += 4 * PANEL_BYTES) {
        let at = source + (<usize>n << 2);
        const r0 = v128.load(at);
        const r1 = v128.load((at += ldw));
        const r2 = v128.load((at += ldw));
        const r3 = v128.load((at += ldw));
        transposed(out, PANEL_BYTES, r0, r1, r2, r3);
        const r4 = v128.load((at += ldw));
        const r5 = v128.load((at += ldw));
        const r6 = v128.load((at += ldw));
        const r7 = v128.load((at += ldw));
        transposed(out + 16, PANEL_BYTES, r4, r5, r6, r7);
      }
    }
    for (; n < outputs; n++, out += PANEL_BYTES) {
      for (let i = 0; i < PANEL; i++) {
        store<f32>(out + (i << 2), i < rows ? load<f32>(source + <usize>i * ldw + (<usize>n << 2)) : 0);
      }
    }
  }
}

/** Bytes of a sparse tile: its count, its offsets and its values, for a depth of at most `depth`. */
// @ts-ignore: decorator
@inline
function sparseTileBytes(depth: i32): i32 {
  return 16 + depth * (4 + TILE_BYTES);
}

/** Four values at depth k, unless all are zero. */
// @ts-ignore: decorator
@inline
function keep(values: v128, k: i32, count: i32, offsets: usize, packed: usize): i32 {
  // Written first and counted after, which avoids a branch.
  v128.store(packed + count * TILE_BYTES, values);
  store<u32>(offsets + (count << 2), k * PANEL_BYTES);
  return count + i32(v128.any_true(values));
}

/** Rows of x as sparse tiles; `rows` may end within the last tile. */
export function packSparseRows(x: usize, ldx: i32, rows: i32, depth: i32, packed: usize): void {
  const bytes = sparseTileBytes(depth);
  for (let row = 0; row < rows; row += TILE, packed += bytes) {
    const offsets = packed + 16;
    const values = offsets + (<usize>depth << 2);
    const last = rows - 1;
    const x0 = x + row * ldx;
    const x1 = x + min(row + 1, last) * ldx;
    const x2 = x + min(row + 2, last) * ldx;
    const x3 = x + min(row + 3, last) * ldx;
    let count = 0;
    for (let k = 0; k < depth; k++) {
      const at = <usize>k << 2;
      let four = v128.load32_zero(x0 + at);
      four = f32x4.replace_lane(four, 1, load<f32>(x1 + at));
      four = f32x4.replace_lane(four, 2, load<f32>(x2 + at));
      four = f32x4.replace_lane(four, 3, load<f32>(x3 + at));
      count = keep(four, k, count, offsets, values);
    }
    store<i32>(packed, count);
  }
}

// --------------------------------------------------------------------------------- products

/**
 * y [rows × columns] = start + x B, where x is [rows × depth] and B [depth × columns] in panels.
 * `tiles` has room for 4-row tiles of x, min(depth, 256) deep.
 */
export function product(
  x: usize,
  ldx: i32,
  rows: i32,
  depth: i32,
  panels: usize,
  columns: i32,
  start: usize,
  ldStart: i32,
  y: usize,
  ldy: i32,
  tiles: usize,
): void {
  for (let k = 0; k < depth; k += BLOCK) {
    const deep = min(BLOCK, depth - k);
    const tileBytes = deep * TILE_BYTES;
    let packed = tiles;
    for (let row = 0; row < rows; row += TILE, packed += tileBytes) {
      const x0 = x + row * ldx + (<usize>k << 2);
      // Missing rows repeat the first.
      const x1 = row + 1 < rows ? x0 + ldx : x0;
      const x2 = row + 2 < rows ? x0 + 2 * ldx : x0;
      const x3 = row + 3 < rows ? x0 + 3 * ldx : x0;
      packTile(x0, x1, x2, x3, deep, packed);
    }
    let panel = panels + k * PANEL_BYTES;
    for (let j = 0; j < columns; j += PANEL, panel += depth * PANEL_BYTES) {
      let a = tiles;
      for (let row = 0; row < rows; row += TILE, a += tileBytes) {
        const out = y + row * ldy + (<usize>j << 2);
        if (k == 0) tile(a, panel, deep, out, ldy, start + row * ldStart + (<usize>j << 2), ldStart);
        else tile(a, panel, deep, out, ldy, out, ldy);
      }
    }
  }
}

/** The same for rows that `packSparseRows` has packed. */
export function sparseProduct(
  sparse: usize,
  rows: i32,
  depth: i32,
  panels: usize,
  columns: i32,
  start: usize,
  ldStart: i32,
  y: usize,
  ldy: i32,
): void {
  const bytes = sparseTileBytes(depth);
  let panel = panels;
  for (let j = 0; j < columns; j += PANEL, panel += depth * PANEL_BYTES) {
    let a = sparse;
    for (let row = 0; row < rows; row += TILE, a += bytes) {
      const offsets = a + 16;
      const out = y + row * ldy + (<usize>j << 2);
      const from = start + row * ldStart + (<usize>j << 2);
      sparseTile(offsets + (<usize>depth << 2), offsets, panel, load<i32>(a), out, ldy, from, ldStart);
    }
  }
}

/**
 * Four rows of ∂W = xᵀ δ: those of inputs `input` … `input + 3`, of which only `inputs − input` need be
 * real. `panels` holds δ [batch × outputs] in panels; `strip` has room for batch × 4 values.
 */
export function weightGradient(
  x: usize,
  ldx: i32,
  batch: i32,
  input: i32,
  panels: usize,
  outputs: i32,
  zeros: usize,
  gradient: usize,
  ldg: i32,
  strip: usize,
): void {
  let from = x + (<usize>input << 2);
  let to = strip;
  for (let n = 0; n < batch; n++, from += ldx, to += TILE_BYTES) v128.store(to, v128.load(from));
  for (let j = 0; j < outputs; j += PANEL) {
    tile(strip, panels, batch, gradient + (<usize>j << 2), ldg, zeros, 0);
    panels += batch * PANEL_BYTES;
  }
}

/** The same, skipping images in which all four inputs are zero. */
export function sparseWeightGradient(
  x: usize,
  ldx: i32,
  batch: i32,
  input: i32,
  panels: usize,
  outputs: i32,
  zeros: usize,
  gradient: usize,
  ldg: i32,
  strip: usize,
): void {
  const offsets = strip;
  const values = strip + (<usize>batch << 2);
  let from = x + (<usize>input << 2);
  let count = 0;
  for (let n = 0; n < batch; n++, from += ldx) count = keep(v128.load(from), n, count, offsets, values);
  for (let j = 0; j < outputs; j += PANEL) {
    sparseTile(values, offsets, panels, count, gradient + (<usize>j << 2), ldg, zeros, 0);
    panels += batch * PANEL_BYTES;
  }
}
