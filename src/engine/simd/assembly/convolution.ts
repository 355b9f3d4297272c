/**
 * Convolutions and their transposes, channels last, on the products of dense layers.
 *
 * A convolution takes a large image to a small one. With a row for each pixel of the small image, and its window of
 * the large image in that row, it is the product of these rows and W [kernel² · large channels × small channels]. The
 * rows are never in memory: they are gathered while tiles are packed. The transpose is the product with Wᵀ, whose rows
 * are added to the windows. So there are three functions, for convolutions and their transposes alike:
 *
 *   down: large → small, y = windows(x) W    a convolution, and ∂x of a transposed one
 *   up: small → large, y = Σ windows of x Wᵀ    a transposed convolution, and ∂x of a convolution
 *   learnFilter: ∂W = windows(large)ᵀ small, followed by its update
 *
 * A row of a window, kernel pixels with their channels, is contiguous in the large image: a "run". The small image is
 * a matrix of pixels × channels without padding.
 */
import { flushMoments, Update, update } from './elementwise';
import { BLOCK, PANEL, packTile, PANEL_BYTES, product, TILE, tile, TILE_BYTES } from './products';

/** The windows of a layer, and the sizes of its images. */
// @ts-ignore: decorator
@unmanaged
export class Windows {
  /** Side and channels of the larger image, and of the smaller. */
  large: i32;
  largeChannels: i32;
  small: i32;
  smallChannels: i32;
  kernel: i32;
  stride: i32;
  /** Rows and columns of zeros before the larger image. */
  padding: i32;
}

/** Pixels of the small image that are packed, or scattered, at a time. */
const PIXELS: i32 = 64;

/** Rows of the windows that are packed at a time, so that a panel of W stays in the first-level cache. */
// @ts-ignore: decorator
@inline
function runsAtATime(run: i32): i32 {
  return max(1, BLOCK / run);
}

/**
 * The run of row `i` of a pixel's window: its address where it lies inside of the image, else a copy at `copy` with
 * zeros for what is outside.
 */
function runOf(x: usize, w: Windows, pixel: i32, i: i32, copy: usize): usize {
  const large = w.large;
  const channels = w.largeChannels;
  const kernel = w.kernel;
  const row = (pixel / w.small) * w.stride + i - w.padding;
  const column = (pixel % w.small) * w.stride - w.padding;
  const first = x + (<usize>((row * large + column) * channels) << 2);
  if (row >= 0 && row < large && column >= 0 && column + kernel <= large) return first;
  const bytes = (kernel * channels) << 2;
  memory.fill(copy, 0, bytes);
  if (row < 0 || row >= large) return copy;
  const from = max(0, -column);
  const to = min(kernel, large - column);
  const offset = <usize>(from * channels) << 2;
  if (from < to) memory.copy(copy + offset, first + offset, <usize>((to - from) * channels) << 2);
  return copy;
}

/** Four pixels' runs `from` to `to` as a tile; pixels beyond the last repeat it. `copies` has room for four runs. */
function packWindows(
  x: usize,
  w: Windows,
  pixel: i32,
  from: i32,
  to: i32,
  packed: usize,
  copies: usize,
): void {
  const last = w.small * w.small - 1;
  const run = w.kernel * w.largeChannels;
  const bytes = <usize>run << 2;
  for (let i = from; i < to; i++, packed += run * TILE_BYTES) {
    const r0 = runOf(x, w, min(pixel, last), i, copies);
    const r1 = runOf(x, w, min(pixel + 1, last), i, copies + bytes);
    const r2 = runOf(x, w, min(pixel + 2, last), i, copies + 2 * bytes);
    const r3 = runOf(x, w, min(pixel + 3, last), i, copies + 3 * bytes);
    packTile(r0, r1, r2, r3, run, packed);
  }
}

/** A tile of which only `rows` × `columns` are real, through a tile of its own. */
function partOfTile(
  a: usize,
  b: usize,
  depth: i32,
  y: usize,
  ldy: i32,
  start: usize,
  ldStart: i32,
  rows: i32,
  columns: i32,
  own: usize,
): void {
  tile(a, b, depth, own, PANEL_BYTES, start, ldStart);
  for (let row = 0; row < rows; row++, y += ldy, own += PANEL_BYTES) memory.copy(y, own, columns << 2);
}

/**
 * For each of `images`: y [small² × small channels] = start + windows(x) W, where `panels` holds W in panels.
 * `ldx` and `ldy` are the distances between images. `start` is a bias of small channels, or, if `adds`, unused: then
 * y is added to. `scratch` has room for PIXELS rows of as many runs as are packed at a time, four runs, and one tile.
 */
export function down(
  x: usize,
  ldx: i32,
  images: i32,
  w: Windows,
  panels: usize,
  start: usize,
  adds: bool,
  y: usize,
  ldy: i32,
  scratch: usize,
): void {
  const columns = w.smallChannels;
  const kernel = w.kernel;
  const pixels = w.small * w.small;
  const run = kernel * w.largeChannels;
  const depth = kernel * run;
  const runs = runsAtATime(run);
  const ld = columns << 2;
  const copies = scratch + PIXELS * 4 * min(runs, kernel) * run;
  const own = copies + 16 * run;
  for (let image = 0; image < images; image++, x += ldx, y += ldy) {
    for (let first = 0; first < pixels; first += PIXELS) {
      const end = min(pixels, first + PIXELS);
      for (let i = 0; i < kernel; i += runs) {
        const to = min(kernel, i + runs);
        const deep = (to - i) * run;
        const tileBytes = deep * TILE_BYTES;
        let packed = scratch;
        for (let pixel = first; pixel < end; pixel += TILE, packed += tileBytes)
          packWindows(x, w, pixel, i, to, packed, copies);
        let panel = panels + i * run * PANEL_BYTES;
        for (let j = 0; j < columns; j += PANEL, panel += depth * PANEL_BYTES) {
          const real = min(PANEL, columns - j);
          let a = scratch;
          for (let pixel = first; pixel < end; pixel += TILE, a += tileBytes) {
            const out = y + pixel * ld + (<usize>j << 2);
            const fresh = i == 0 && !adds;
            const from = fresh ? start + (<usize>j << 2) : out;
            const ldFrom = fresh ? 0 : ld;
            const rows = min(TILE, pixels - pixel);
            if (rows == TILE && real == PANEL) tile(a, panel, deep, out, ld, from, ldFrom);
            else partOfTile(a, panel, deep, out, ld, from, ldFrom, rows, real, own);
          }
        }
      }
    }
  }
}

/** y ← y + x for `count` numbers. */
// @ts-ignore: decorator
@inline
function addRun(y: usize, x: usize, count: i32): void {
  const end = y + (<usize>count << 2);
  for (const whole = y + (<usize>(count & ~3) << 2); y < whole; y += 16, x += 16)
    v128.store(y, f32x4.add(v128.load(y), v128.load(x)));
  for (; y < end; y += 4, x += 4) store<f32>(y, load<f32>(y) + load<f32>(x));
}

/**
 * For each of `images`: y [large² × large channels] = bias + the windows' sums of x Wᵀ, where `rowPanels` holds Wᵀ in
 * panels of eight rows of W. `bias` has large channels; 0 for none. With `adds` y is added to, without a bias.
 * `zeros` is as long as a window, `scratch` has room for PIXELS of them and for packed tiles.
 */
export function up(
  x: usize,
  ldx: i32,
  images: i32,
  w: Windows,
  rowPanels: usize,
  bias: usize,
  adds: bool,
  y: usize,
  ldy: i32,
  zeros: usize,
  scratch: usize,
): void {
  const large = w.large;
  const channels = w.largeChannels;
  const small = w.small;
  const depth = w.smallChannels;
  const kernel = w.kernel;
  const stride = w.stride;
  const padding = w.padding;
  const pixels = small * small;
  const run = kernel * channels;
  const window = kernel * run;
  const ld = ((window + PANEL - 1) & ~(PANEL - 1)) << 2;
  const tiles = scratch + PIXELS * ld;
  for (let image = 0; image < images; image++, x += ldx, y += ldy) {
    if (!adds) fillPixels(y, large * large, channels, bias);
    for (let first = 0; first < pixels; first += PIXELS) {
      const rows = min(PIXELS, pixels - first);
      product(x + <usize>(first * depth << 2), depth << 2, rows, depth, rowPanels, window, zeros, 0, scratch, ld, tiles);
      let from = scratch;
      for (let pixel = first; pixel < first + rows; pixel++, from += ld) {
        const top = (pixel / small) * stride - padding;
        const left = (pixel % small) * stride - padding;
        const skipped = max(0, -left);
        const count = (min(kernel, large - left) - skipped) * channels;
        if (count <= 0) continue;
        for (let i = max(0, -top); i < min(kernel, large - top); i++) {
          const to = y + (<usize>(((top + i) * large + left + skipped) * channels) << 2);
          addRun(to, from + (<usize>(i * run + skipped * channels) << 2), count);
        }
      }
    }
  }
}

/** Every pixel becomes `value` [channels], or zero if that is 0. */
function fillPixels(y: usize, pixels: i32, channels: i32, value: usize): void {
  const bytes = <usize>channels << 2;
  if (value == 0) memory.fill(y, 0, pixels * bytes);
  else if (channels == 1) {
    const one = load<f32>(value);
    for (let end = y + pixels * bytes; y < end; y += 4) store<f32>(y, one);
  } else for (let p = 0; p < pixels; p++, y += bytes) memory.copy(y, value, bytes);
}

/**
 * Numbers `offset` … `offset + 3` of the windows of all pixels of some images, [pixels][4]. Numbers beyond the window
 * are those of somewhere else: nobody reads their gradients.
 */
function gatherStrip(x: usize, ldx: i32, images: i32, w: Windows, offset: i32, strip: usize): void {
  const large = w.large;
  const channels = w.largeChannels;
  const small = w.small;
  const kernel = w.kernel;
  const stride = w.stride;
  const padding = w.padding;
  const run = kernel * channels;
  const i = offset / run;
  const rest = offset % run;
  // In one run, and of one pixel or of pixels side by side.
  if (rest + TILE <= run) {
    const from = rest / channels;
    const to = (rest + TILE - 1) / channels;
    // Columns of the small image whose pixels lie inside.
    const low = max(0, (padding - from + stride - 1) / stride);
    const high = min(small, (large - 1 - to + padding + stride) / stride);
    for (let image = 0; image < images; image++, x += ldx) {
      for (let r = 0; r < small; r++) {
        const row = r * stride + i - padding;
        if (row < 0 || row >= large) {
          memory.fill(strip, 0, small * TILE_BYTES);
          strip += small * TILE_BYTES;
          continue;
        }
        const start = x + (<usize>(row * large * channels) << 2);
        for (let c = 0; c < min(low, small); c++, strip += TILE_BYTES) gatherFour(start, w, c, rest, strip);
        let source = start + (<usize>((low * stride - padding) * channels + rest) << 2);
        for (let c = low; c < high; c++, strip += TILE_BYTES, source += <usize>(stride * channels) << 2)
          v128.store(strip, v128.load(source));
        for (let c = max(low, high); c < small; c++, strip += TILE_BYTES) gatherFour(start, w, c, rest, strip);
      }
    }
    return;
  }
  for (let image = 0; image < images; image++, x += ldx) {
    for (let r = 0; r < small; r++) {
      for (let c = 0; c < small; c++, strip += TILE_BYTES) {
        for (let k = 0; k < TILE; k++) {
          const number = offset + k;
          const row = r * stride + number / run - padding;
          const inside = number < kernel * run && row >= 0 && row < large;
          const start = x + (<usize>(row * large * channels) << 2);
          store<f32>(strip + (k << 2), inside ? oneOf(start, w, c, number % run) : 0);
        }
      }
    }
  }
}

/** Number `rest` of the run of column c of the small image, in the row of the large one at `start`. */
// @ts-ignore: decorator
@inline
function oneOf(start: usize, w: Windows, c: i32, rest: i32): f32 {
  const channels = w.largeChannels;
  const column = c * w.stride + rest / channels - w.padding;
  if (column < 0 || column >= w.large) return 0;
  return load<f32>(start + (<usize>(column * channels + (rest % channels)) << 2));
}

function gatherFour(start: usize, w: Windows, c: i32, rest: i32, to: usize): void {
  for (let k = 0; k < TILE; k++) store<f32>(to + (k << 2), oneOf(start, w, c, rest + k));
}

/** Rows of a strip: as many as stay in the first-level cache beside a panel. */
const STRIP: i32 = 512;

/**
 * Updates rows `from` to `to`, exclusive, of W [window × small channels] at offset `weight` of the flat arrays p, m, v,
 * by the numbers of the update. x is the large image of each of `images`, and `panels` holds all pixels of the small
 * ones in panels (`packColumns`). `from` is a multiple of four. `strip` has room for max(STRIP, pixels) × 4 numbers,
 * `gradient` for 4 rows of W. With `flushes`, tiny moments are then set to zero.
 */
export function learnFilter(
  x: usize,
  ldx: i32,
  images: i32,
  w: Windows,
  panels: usize,
  p: usize,
  m: usize,
  v: usize,
  weight: i32,
  numbers: Update,
  zeros: usize,
  gradient: usize,
  strip: usize,
  from: i32,
  to: i32,
  flushes: bool,
): void {
  const columns = w.smallChannels;
  const pixels = w.small * w.small;
  const window = w.kernel * w.kernel * w.largeChannels;
  const depth = images * pixels;
  const ldg = ((columns + PANEL - 1) & ~(PANEL - 1)) << 2;
  const atATime = max(1, STRIP / pixels);
  for (let offset = from; offset < to; offset += TILE) {
    for (let image = 0; image < images; image += atATime) {
      const some = min(atATime, images - image);
      gatherStrip(x + image * ldx, ldx, some, w, offset, strip);
      let panel = panels + image * pixels * PANEL_BYTES;
      for (let j = 0; j < columns; j += PANEL, panel += depth * PANEL_BYTES) {
        const out = gradient + (<usize>j << 2);
        if (image == 0) tile(strip, panel, some * pixels, out, ldg, zeros, 0);
        else tile(strip, panel, some * pixels, out, ldg, out, ldg);
      }
    }
    for (let row = 0; row < min(TILE, window - offset); row++) {
      const at = <usize>(weight + (offset + row) * columns) << 2;
      update(p + at, m + at, v + at, gradient + row * ldg, columns, numbers, numbers.keep);
      if (flushes) flushMoments(m + at, v + at, columns);
    }
  }
}

/**
 * Updates a bias of `channels` at offset `bias` by the sum of δ over the pixels of all images; `ld` is the distance
 * between images. `gradient` has room for the channels.
 */
export function learnChannelBias(
  delta: usize,
  ld: i32,
  images: i32,
  pixels: i32,
  channels: i32,
  p: usize,
  m: usize,
  v: usize,
  bias: i32,
  numbers: Update,
  gradient: usize,
  flushes: bool,
): void {
  memory.fill(gradient, 0, channels << 2);
  for (let image = 0; image < images; image++, delta += ld) {
    let from = delta;
    if (channels == 1) {
      let sum = f32x4.splat(0);
      let rest: f32 = 0;
      let k = 0;
      for (; k < (pixels & ~3); k += 4, from += 16) sum = f32x4.add(sum, v128.load(from));
      for (; k < pixels; k++, from += 4) rest += load<f32>(from);
      const low = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
      const high = f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3);
      store<f32>(gradient, load<f32>(gradient) + (low + high + rest));
    } else for (let k = 0; k < pixels; k++, from += <usize>channels << 2) addRun(gradient, from, channels);
  }
  const at = <usize>bias << 2;
  update(p + at, m + at, v + at, gradient, channels, numbers, 1);
  if (flushes) flushMoments(m + at, v + at, channels);
}
