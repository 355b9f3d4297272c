/**
 * The corrupted input of a denoising model's encoder (Vincent et al. 2008). Draw i of (seed, corruption,
 * step) is for number i mod n of image ⌊i / n⌋ of the batch, of n numbers an image.
 */

import { fillNormal, fillUniform, Purpose } from '../math/random';
import type { Corruption } from './spec';

/**
 * A copy of the pixels x, in [0, 1], after corruption of strength `noise`: Gaussian noise of that standard
 * deviation, which may leave [0, 1]; or that share of pixels turned into paper (masking), or half of it into
 * paper and half into ink. Images of a batch count from `first`. The comparisons are exact in float32, so
 * every engine corrupts the same pixels.
 */
export function corrupted(
  kind: Corruption,
  x: Float64Array,
  noise: number,
  { seed, step, first = 0 }: { seed: number; step: number; first?: number },
  width: number,
): Float64Array {
  const draws = new Float64Array(x.length);
  switch (kind) {
    case 'none':
      return x.slice();
    case 'gaussian':
      fillNormal(draws, seed, Purpose.corruption, step, first * width);
      return x.map((v, i) => v + noise * draws[i]);
    case 'masking': {
      fillUniform(draws, seed, Purpose.corruption, step, first * width);
      const share = Math.fround(noise);
      return x.map((v, i) => (draws[i] < share ? 0 : v));
    }
    case 'saltPepper': {
      fillUniform(draws, seed, Purpose.corruption, step, first * width);
      const half = Math.fround(noise / 2);
      return x.map((v, i) => (draws[i] < half ? 0 : 1 - draws[i] < half ? 1 : v));
    }
    default:
      return kind satisfies never;
  }
}

/** The same for images as bytes, clipped to 0 … 255: for display, and as the input of an encoder. */
export function corruptedBytes(
  kind: Corruption,
  images: Uint8Array,
  noise: number,
  seed: number,
): Uint8Array<ArrayBuffer> {
  const clean = Float64Array.from(images, (byte) => byte / 255);
  const spoiled = corrupted(kind, clean, noise, { seed, step: 0 }, images.length);
  return Uint8Array.from(spoiled, (x) => Math.round(255 * Math.min(1, Math.max(0, x))));
}
