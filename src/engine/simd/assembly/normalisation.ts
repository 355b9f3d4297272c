/**
 * Group normalisation of images, channels last (`model/normalisation.ts`), each with its activation: the image is read
 * four times while it is in the first-level cache.
 *
 * Rows are images, as in `elementwise.ts`. `groups` divides `channels`; a group's channels lie side by side in each pixel.
 */
import { activate, throughActivation } from './elementwise';
import { madd } from './products';

const EPSILON: f64 = 1e-5;

// @ts-ignore: decorator
@inline
function lanes(x: v128): f64 {
  const low = <f64>f32x4.extract_lane(x, 0) + <f64>f32x4.extract_lane(x, 1);
  return low + <f64>f32x4.extract_lane(x, 2) + <f64>f32x4.extract_lane(x, 3);
}

/** The sum of a group from its first number on, `next` bytes from pixel to pixel. */
function sumOf(x: usize, pixels: i32, each: i32, next: usize): f64 {
  let sum = f32x4.splat(0);
  let rest: f32 = 0;
  const whole = <usize>(each & ~3) << 2;
  const bytes = <usize>each << 2;
  for (let p = 0; p < pixels; p++, x += next) {
    let at: usize = 0;
    for (; at < whole; at += 16) sum = f32x4.add(sum, v128.load(x + at));
    for (; at < bytes; at += 4) rest += load<f32>(x + at);
  }
  return lanes(sum) + <f64>rest;
}

/** The sum of (x − mean)² of a group. */
function squaresOf(x: usize, pixels: i32, each: i32, next: usize, mean: f32): f64 {
  const means = f32x4.splat(mean);
  let sum = f32x4.splat(0);
  let rest: f32 = 0;
  const whole = <usize>(each & ~3) << 2;
  const bytes = <usize>each << 2;
  for (let p = 0; p < pixels; p++, x += next) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const off = f32x4.sub(v128.load(x + at), means);
      sum = madd(off, off, sum);
    }
    for (; at < bytes; at += 4) {
      const off = load<f32>(x + at) - mean;
      rest += off * off;
    }
  }
  return lanes(sum) + <f64>rest;
}

/**
 * y = f(γ (x − mean) rate + β) of some images, where γ and β of all channels lie at `scale` and `shift`. `statistics`
 * gets the mean and the rate, 1 / √(variance + ε), of each group of an image, one image after the other.
 */
export function normalise(
  kind: i32,
  x: usize,
  y: usize,
  ld: i32,
  rows: i32,
  pixels: i32,
  channels: i32,
  groups: i32,
  scale: usize,
  shift: usize,
  statistics: usize,
): void {
  const each = channels / groups;
  const count = <f64>(pixels * each);
  const next = <usize>channels << 2;
  const whole = <usize>(each & ~3) << 2;
  const bytes = <usize>each << 2;
  for (let row = 0; row < rows; row++, x += ld, y += ld) {
    for (let group = 0; group < groups; group++, statistics += 8) {
      const first = <usize>(group * each) << 2;
      const mean = <f32>(sumOf(x + first, pixels, each, next) / count);
      const variance = squaresOf(x + first, pixels, each, next, mean) / count;
      const rate = <f32>(1 / sqrt<f64>(variance + EPSILON));
      store<f32>(statistics, mean);
      store<f32>(statistics, rate, 4);
      const means = f32x4.splat(mean);
      const rates = f32x4.splat(rate);
      let from = x + first;
      let to = y + first;
      for (let p = 0; p < pixels; p++, from += next, to += next) {
        let at: usize = 0;
        for (; at < whole; at += 16) {
          const normal = f32x4.mul(f32x4.sub(v128.load(from + at), means), rates);
          const scales = v128.load(scale + first + at);
          v128.store(to + at, madd(normal, scales, v128.load(shift + first + at)));
        }
        for (; at < bytes; at += 4) {
          const normal = (load<f32>(from + at) - mean) * rate;
          store<f32>(to + at, normal * load<f32>(scale + first + at) + load<f32>(shift + first + at));
        }
      }
    }
    activate(kind, y, ld, 1, (pixels * channels + 3) & ~3);
  }
}

/**
 * Backward, from ∂y in `delta`, which becomes δ before the activation: to `dx`, unless it is 0, ∂x; and to `sums`, one
 * image after the other, each image's ∂γ of all channels, then its ∂β. All images write to the first one's place
 * where `keeps` is false.
 */
export function throughNormalisation(
  kind: i32,
  delta: usize,
  x: usize,
  y: usize,
  ld: i32,
  rows: i32,
  pixels: i32,
  channels: i32,
  groups: i32,
  scale: usize,
  statistics: usize,
  sums: usize,
  keeps: bool,
  dx: usize,
): void {
  const each = channels / groups;
  const count = <f64>(pixels * each);
  const next = <usize>channels << 2;
  const whole = <usize>(each & ~3) << 2;
  const bytes = <usize>each << 2;
  for (let row = 0; row < rows; row++, delta += ld, x += ld, y += ld) {
    throughActivation(kind, delta, y, ld, 1, (pixels * channels + 3) & ~3);
    memory.fill(sums, 0, 2 * next);
    for (let group = 0; group < groups; group++, statistics += 8) {
      const first = <usize>(group * each) << 2;
      const mean = load<f32>(statistics);
      const rate = load<f32>(statistics, 4);
      const means = f32x4.splat(mean);
      const rates = f32x4.splat(rate);
      const byScale = sums + first;
      const byShift = byScale + next;
      let from = x + first;
      let d = delta + first;
      for (let p = 0; p < pixels; p++, from += next, d += next) {
        let at: usize = 0;
        for (; at < whole; at += 16) {
          const normal = f32x4.mul(f32x4.sub(v128.load(from + at), means), rates);
          const own = v128.load(d + at);
          v128.store(byScale + at, madd(own, normal, v128.load(byScale + at)));
          v128.store(byShift + at, f32x4.add(v128.load(byShift + at), own));
        }
        for (; at < bytes; at += 4) {
          const own = load<f32>(d + at);
          const normal = (load<f32>(from + at) - mean) * rate;
          store<f32>(byScale + at, load<f32>(byScale + at) + own * normal);
          store<f32>(byShift + at, load<f32>(byShift + at) + own);
        }
      }
      if (dx == 0) continue;
      let sum: f64 = 0;
      let along: f64 = 0;
      for (let at: usize = 0; at < bytes; at += 4) {
        const factor = <f64>load<f32>(scale + first + at);
        sum += factor * <f64>load<f32>(byShift + at);
        along += factor * <f64>load<f32>(byScale + at);
      }
      const mean1 = <f32>(sum / count);
      const mean2 = <f32>(along / count);
      const means1 = f32x4.splat(mean1);
      const means2 = f32x4.splat(mean2);
      from = x + first;
      d = delta + first;
      let to = dx + first;
      for (let p = 0; p < pixels; p++, from += next, d += next, to += next) {
        let at: usize = 0;
        for (; at < whole; at += 16) {
          const normal = f32x4.mul(f32x4.sub(v128.load(from + at), means), rates);
          const own = f32x4.sub(f32x4.mul(v128.load(d + at), v128.load(scale + first + at)), means1);
          v128.store(to + at, f32x4.mul(f32x4.sub(own, f32x4.mul(normal, means2)), rates));
        }
        for (; at < bytes; at += 4) {
          const normal = (load<f32>(from + at) - mean) * rate;
          const own = load<f32>(d + at) * load<f32>(scale + first + at) - mean1;
          store<f32>(to + at, (own - normal * mean2) * rate);
        }
      }
    }
    if (keeps) sums += 2 * next;
    if (dx != 0) dx += ld;
  }
}
