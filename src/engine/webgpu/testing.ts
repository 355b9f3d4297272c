/** What the tests of this folder share: models, pictures, and how far apart two lists of numbers are. */

import { specWith } from '../../experiment/spec';
import { Purpose, randomBits } from '../../math/random';
import { INPUT_SIZE, type ModelSpec } from '../../model/spec';

export const VAE: ModelSpec = specWith({
  model: 'vae',
  encoder: [13, 7],
  decoder: [7, 13],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
});

/** Mostly paper, with ten kinds of strokes-like stripes, so that there is something to learn. */
export function sparseImages(count: number, seed = 5): Uint8Array {
  const images = new Uint8Array(count * INPUT_SIZE);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < INPUT_SIZE; i++) {
      const bits = randomBits(seed, Purpose.selfTest, n, i);
      const inked = (Math.floor(i / 28) + (i % 28)) % 10 === n % 10;
      if (inked || (bits & 31) === 0) images[n * INPUT_SIZE + i] = bits >>> 24;
    }
  }
  return images;
}

/** ‖a − b‖₂ / ‖b‖₂, or ‖a‖₂ where b is zero; NaN where either holds one, infinite where the lengths differ. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Math.sqrt(difference / (norm || 1));
}

export function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}
