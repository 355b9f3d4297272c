/**
 * Lengths in pixel space: how far the decoded image moves along a curve. The distance of two images is the Euclidean
 * one of their pixels in [0, 1], so one pixel that turns from paper to ink counts 1. In the limit of short steps
 * this is the length in the decoder's pulled-back metric JᵀJ (Arvanitidis, Hansen & Hauberg 2018).
 */
import { INPUT_SIZE } from '../model/spec';
import type { Points } from './curve';

/** Writes the pixels, in [0, 1], of `count` codes (count × latent) to `out` (count × pixels). */
export interface Decode {
  (z: ArrayLike<number>, count: number, out: Float32Array): void;
  /** Numbers of an image; 28 × 28 if absent. */
  pixels?: number;
}

export const pixelsOf = ({ pixels = INPUT_SIZE }: Decode): number => pixels;

/** Images at a time. */
const BATCH = 16;
let scratch = new Float32Array(0);

/** The distance of images i and j of `images`. */
export function imageDistance(images: Float32Array, i: number, j: number, pixels = INPUT_SIZE): number {
  const [a, b] = [i * pixels, j * pixels];
  let sum = 0;
  for (let k = 0; k < pixels; k++) {
    const gap = images[a + k] - images[b + k];
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}

/** The length in pixels of the curve through `points` up to each of them; the first is 0. */
export function pixelLengthsAlong(points: Points, latent: number, decode: Decode): Float64Array {
  const count = points.length / latent;
  const out = new Float64Array(count);
  const pixels = pixelsOf(decode);
  if (scratch.length < (BATCH + 1) * pixels) scratch = new Float32Array((BATCH + 1) * pixels);
  // The last image of a batch stays, before those of the next.
  for (let first = 0; first < count; first += BATCH) {
    const some = Math.min(BATCH, count - first);
    decode(points.subarray(first * latent, (first + some) * latent), some, scratch.subarray(pixels));
    for (let i = 0; i < some; i++)
      if (first + i > 0) out[first + i] = out[first + i - 1] + imageDistance(scratch, i, i + 1, pixels);
    scratch.copyWithin(0, some * pixels, (some + 1) * pixels);
  }
  return out;
}

/** The cross-fade of two images in pixel space at t, (1 − t) a + t b, to `out`. */
export function crossFade(a: Float32Array, b: Float32Array, t: number, out: Float32Array): void {
  for (let k = 0; k < out.length; k++) out[k] = (1 - t) * a[k] + t * b[k];
}
