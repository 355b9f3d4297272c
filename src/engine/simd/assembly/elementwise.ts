/**
 * Elementwise functions between the products: activations and their derivatives, the likelihood, the latent,
 * the update of parameters. Four numbers at a time where there are many.
 *
 * Rows are as in `products.ts`: float32, `ld` bytes apart, with room to a multiple of eight columns.
 */
import { madd, PANEL } from './products';

/** Numbered as in `kernels.ts`. */
const RELU: i32 = 1;
const LEAKY_RELU: i32 = 2;
const TANH: i32 = 3;
const ELU: i32 = 4;
const SIGMOID: i32 = 5;
const LEAKY_SLOPE: f32 = 0.01;

const BERNOULLI: i32 = 0;

/** The limits of `model/flush.ts`, which gives the reason: 2⁻⁵⁶ and its square. */
const TINY: f32 = 1.3877787807814457e-17;
const TINY_SQUARE: f32 = 1.925929944387236e-34;

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** Zero where |x| is tiny; NaN is kept. Without a branch: a comparison gives the mask. */
// @ts-ignore: decorator
@inline
export function flushed(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), splat(TINY)));
}

/** The same for squares, never negative. */
// @ts-ignore: decorator
@inline
function flushedSquare(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(x, splat(TINY_SQUARE)));
}

// @ts-ignore: decorator
@inline
function flushedOne(x: f32): f32 {
  return abs<f32>(x) < TINY ? 0 : x;
}

/**
 * eˣ to 2 ulp for |x| ≤ 87, and its value at ±87 beyond, so never zero or infinite: 2ⁿ eʳ with |r| ≤ ½ ln 2,
 * and the Taylor series of eʳ to r⁷, whose remainder is below 6e-9 there. ln 2 is split in two (Cody &
 * Waite), so that r keeps all its bits.
 */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, splat(-87)), splat(87));
  const n = f32x4.nearest(f32x4.mul(x, splat(1.4426950408889634)));
  let r = f32x4.sub(x, f32x4.mul(n, splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, splat(-2.12194440054690583e-4)));
  let p = splat(1 / 5040.0);
  p = madd(p, r, splat(1 / 720.0));
  p = madd(p, r, splat(1 / 120.0));
  p = madd(p, r, splat(1 / 24.0));
  p = madd(p, r, splat(1 / 6.0));
  p = madd(p, r, splat(0.5));
  p = madd(p, r, splat(1));
  p = madd(p, r, splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** log(1 + e) for e in [0, 1]: 2 artanh(s) with s = e / (2 + e) ≤ ⅓, by its series to s¹⁵. */
// @ts-ignore: decorator
@inline
function log1p(e: v128): v128 {
  const s = f32x4.div(e, f32x4.add(e, splat(2)));
  const t = f32x4.mul(s, s);
  let p = splat(1 / 15.0);
  p = madd(p, t, splat(1 / 13.0));
  p = madd(p, t, splat(1 / 11.0));
  p = madd(p, t, splat(1 / 9.0));
  p = madd(p, t, splat(1 / 7.0));
  p = madd(p, t, splat(1 / 5.0));
  p = madd(p, t, splat(1 / 3.0));
  p = madd(p, t, splat(1));
  return f32x4.mul(f32x4.mul(p, s), splat(2));
}

/** 1 / (1 + e⁻ˣ), from the exponential of −|x|, which cannot overflow. */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const q = f32x4.div(splat(1), f32x4.add(e, splat(1)));
  return v128.bitselect(q, f32x4.mul(e, q), f32x4.ge(x, splat(0)));
}

/** 1 − 2 / (e²ˣ + 1), with an absolute error of at most 1e-7. */
// @ts-ignore: decorator
@inline
function tanh(x: v128): v128 {
  const e = exp(f32x4.mul(x, splat(2)));
  return f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(e, splat(1))));
}

/** y ← f(y), flushed; does nothing for `kind` 0. */
export function activate(kind: i32, y: usize, ld: i32, rows: i32, columns: i32): void {
  if (kind == 0) return;
  for (let row = 0; row < rows; row++, y += ld) {
    const end = y + (<usize>columns << 2);
    for (let at = y; at < end; at += 16) {
      v128.store(at, flushed(activated(kind, v128.load(at))));
    }
  }
}

// @ts-ignore: decorator
@inline
function activated(kind: i32, x: v128): v128 {
  if (kind == RELU) return f32x4.max(x, splat(0));
  if (kind == LEAKY_RELU) return f32x4.max(x, f32x4.mul(x, splat(LEAKY_SLOPE)));
  if (kind == TANH) return tanh(x);
  if (kind == SIGMOID) return sigmoid(x);
  const below = f32x4.sub(exp(f32x4.min(x, splat(0))), splat(1));
  return v128.bitselect(x, below, f32x4.gt(x, splat(0)));
}

/** δ ← δ f′, with f′ computed from the output y, flushed; for `kind` 0, f′ is 1. */
export function throughActivation(kind: i32, delta: usize, y: usize, ld: i32, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++, delta += ld, y += ld) {
    const bytes = <usize>columns << 2;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(delta + at, flushed(sloped(kind, v128.load(delta + at), v128.load(y + at))));
    }
  }
}

// @ts-ignore: decorator
@inline
function sloped(kind: i32, d: v128, y: v128): v128 {
  if (kind == 0) return d;
  const above = f32x4.gt(y, splat(0));
  if (kind == RELU) return v128.and(d, above);
  if (kind == LEAKY_RELU) return v128.bitselect(d, f32x4.mul(d, splat(LEAKY_SLOPE)), above);
  if (kind == TANH) return f32x4.sub(d, f32x4.mul(d, f32x4.mul(y, y)));
  if (kind == SIGMOID) return f32x4.mul(d, f32x4.sub(y, f32x4.mul(y, y)));
  return v128.bitselect(d, f32x4.mul(d, f32x4.add(y, splat(1))), above);
}

/** Bytes, row by row, to numbers in [0, 1]; `columns` is a multiple of four. */
export function unpack(bytes: usize, x: usize, ldx: i32, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++, bytes += columns, x += ldx) {
    for (let i = 0; i < columns; i += 4) {
      const words = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes + i)));
      v128.store(x + (<usize>i << 2), f32x4.div(f32x4.convert_i32x4_u(words), splat(255)));
    }
  }
}

/**
 * −log p(x | o) in nats of each row, as float64 to `losses`. Where `scale` is not zero, o is overwritten by
 * its derivative, times `scale` and flushed.
 */
export function reconstruction(
  likelihood: i32,
  o: usize,
  x: usize,
  ld: i32,
  rows: i32,
  columns: i32,
  scale: f32,
  losses: usize,
): void {
  const bytes = <usize>columns << 2;
  const lanes = i32x4(0, 1, 2, 3);
  for (let row = 0; row < rows; row++, o += ld, x += ld, losses += 8) {
    let sum = splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const out = v128.load(o + at);
      const pixel = v128.load(x + at);
      let drawn = out;
      let term: v128;
      if (likelihood == BERNOULLI) {
        // Softplus and sigmoid from one exponential of −|o|, which cannot overflow.
        const e = exp(f32x4.neg(f32x4.abs(out)));
        const q = f32x4.div(splat(1), f32x4.add(e, splat(1)));
        drawn = v128.bitselect(q, f32x4.mul(e, q), f32x4.ge(out, splat(0)));
        term = f32x4.sub(f32x4.add(f32x4.max(out, splat(0)), log1p(e)), f32x4.mul(out, pixel));
      } else {
        const off = f32x4.sub(out, pixel);
        term = f32x4.mul(f32x4.mul(off, off), splat(0.5));
      }
      // Of the last four, those beyond the row do not count.
      if (at + 16 > bytes) term = v128.and(term, i32x4.gt_s(i32x4.splat(columns & 3), lanes));
      sum = f32x4.add(sum, term);
      if (scale != 0) v128.store(o + at, flushed(f32x4.mul(f32x4.sub(drawn, pixel), splat(scale))));
    }
    const low = <f64>f32x4.extract_lane(sum, 0) + <f64>f32x4.extract_lane(sum, 1);
    const high = <f64>f32x4.extract_lane(sum, 2) + <f64>f32x4.extract_lane(sum, 3);
    store<f64>(losses, low + high);
  }
}

/** Overwrites o by the pixel that it represents, in [0, 1]. */
export function toPixels(likelihood: i32, o: usize, ld: i32, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++, o += ld) {
    const end = o + (<usize>columns << 2);
    for (let at = o; at < end; at += 16) {
      const out = v128.load(at);
      if (likelihood == BERNOULLI) {
        v128.store(at, flushed(sigmoid(out)));
      } else {
        v128.store(at, flushed(f32x4.min(f32x4.max(out, splat(0)), splat(1))));
      }
    }
  }
}

/**
 * z = μ + σ ε, and KL(N(μ, σ²) ‖ N(0, 1)) in nats of each row as float64 to `losses`. ε is [rows × latent]
 * without padding.
 */
export function reparameterise(
  mu: usize,
  logVar: usize,
  epsilon: usize,
  z: usize,
  ld: i32,
  rows: i32,
  latent: i32,
  losses: usize,
): void {
  for (let row = 0; row < rows; row++, mu += ld, logVar += ld, z += ld, losses += 8) {
    let kl: f64 = 0;
    for (let d = 0; d < latent; d++, epsilon += 4) {
      const at = <usize>d << 2;
      const m = <f64>load<f32>(mu + at);
      const lv = <f64>load<f32>(logVar + at);
      const sigma = Math.exp(0.5 * lv);
      store<f32>(z + at, <f32>(m + sigma * <f64>load<f32>(epsilon)));
      kl += 0.5 * (sigma * sigma + m * m - 1 - lv);
    }
    store<f64>(losses, kl);
  }
}

/**
 * From ∂z in `delta` to ∂μ, in its place, and to ∂log σ², both flushed; `shares` holds β / batch of each
 * coordinate, in float64.
 */
export function throughLatent(
  delta: usize,
  deltaLogVar: usize,
  mu: usize,
  logVar: usize,
  epsilon: usize,
  ld: i32,
  rows: i32,
  latent: i32,
  shares: usize,
): void {
  for (let row = 0; row < rows; row++, delta += ld, deltaLogVar += ld, mu += ld, logVar += ld) {
    for (let d = 0; d < latent; d++, epsilon += 4) {
      const at = <usize>d << 2;
      const dz = <f64>load<f32>(delta + at);
      const sigma = Math.exp(0.5 * <f64>load<f32>(logVar + at));
      const share = load<f64>(shares + (<usize>d << 3));
      const pull = share * (sigma * sigma - 1);
      store<f32>(delta + at, flushedOne(<f32>(dz + share * <f64>load<f32>(mu + at))));
      const byLogVar = 0.5 * (dz * sigma * <f64>load<f32>(epsilon) + pull);
      store<f32>(deltaLogVar + at, flushedOne(<f32>byLogVar));
    }
  }
}

/** Column sums of δ [rows × columns], which lies in panels: the gradient of a bias. */
export function columnSums(panels: usize, rows: i32, columns: i32, out: usize): void {
  for (let j = 0; j < columns; j += PANEL, out += 4 * PANEL) {
    let low = splat(0);
    let high = splat(0);
    for (let row = 0; row < rows; row++, panels += 4 * PANEL) {
      low = f32x4.add(low, v128.load(panels));
      high = f32x4.add(high, v128.load(panels, 16));
    }
    v128.store(out, low);
    v128.store(out, high, 16);
  }
}

/** The numbers of an update, in the order of `UPDATE` of `model/optimiser.ts`. */
// @ts-ignore: decorator
@unmanaged
export class Update {
  beta1: f32;
  dampening: f32;
  beta2: f32;
  squares: f32;
  rate: f32;
  epsilon: f32;
  keep: f32;
}

/**
 * One update of `count` parameters p with gradient g, by the numbers of `model/optimiser.ts`:
 *   m ← β₁ m + (1 − dampening) g,  v ← β₂ v + squares g²,  p ← keep p − rate m / (√v + ε̂)
 * `keep` is the caller's, who knows weights from biases.
 */
export function update(
  p: usize,
  m: usize,
  v: usize,
  g: usize,
  count: i32,
  numbers: Update,
  keep: f32,
): void {
  const rest1: f32 = 1 - numbers.dampening;
  // Outside the loop, because V8 does not move them out of it: seven shuffles for every four parameters otherwise.
  const beta1s = splat(numbers.beta1);
  const rest1s = splat(rest1);
  const beta2s = splat(numbers.beta2);
  const squares = splat(numbers.squares);
  const rates = splat(numbers.rate);
  const epsilons = splat(numbers.epsilon);
  const keeps = splat(keep);
  const whole = <usize>(count & ~3) << 2;
  const bytes = <usize>count << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const gradient = v128.load(g + at);
    const m1 = madd(v128.load(m + at), beta1s, f32x4.mul(gradient, rest1s));
    const v1 = madd(v128.load(v + at), beta2s, f32x4.mul(gradient, f32x4.mul(gradient, squares)));
    v128.store(m + at, m1);
    v128.store(v + at, v1);
    const step = f32x4.div(f32x4.mul(m1, rates), f32x4.add(f32x4.sqrt(v1), epsilons));
    v128.store(p + at, f32x4.sub(f32x4.mul(v128.load(p + at), keeps), step));
  }
  for (; at < bytes; at += 4) {
    const gradient = load<f32>(g + at);
    const m1 = numbers.beta1 * load<f32>(m + at) + rest1 * gradient;
    const v1 = numbers.beta2 * load<f32>(v + at) + numbers.squares * gradient * gradient;
    store<f32>(m + at, m1);
    store<f32>(v + at, v1);
    store<f32>(p + at, keep * load<f32>(p + at) - (numbers.rate * m1) / (sqrt<f32>(v1) + numbers.epsilon));
  }
}

/**
 * Flushes `count` moments. A separate pass over what `update` has just brought into the cache: inside its
 * loop, which waits for memory, flushing would slow every step by 2%, and once in `FLUSH_EVERY` steps is
 * enough.
 */
export function flushMoments(m: usize, v: usize, count: i32): void {
  const whole = <usize>(count & ~3) << 2;
  const bytes = <usize>count << 2;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    v128.store(m + at, flushed(v128.load(m + at)));
    v128.store(v + at, flushedSquare(v128.load(v + at)));
  }
  for (; at < bytes; at += 4) {
    store<f32>(m + at, flushedOne(load<f32>(m + at)));
    if (load<f32>(v + at) < TINY_SQUARE) store<f32>(v + at, 0);
  }
}
