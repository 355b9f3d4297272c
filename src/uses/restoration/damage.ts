/** Ways to damage a digit, each a pure function of the image and a seed. */

import { Purpose, randomBits, toUniform } from '../../math/random';
import { corruptedBytes } from '../../model/corruption';
import { type Corruption, IMAGE_SIDE } from '../../model/spec';

/** For models that have not learned to remove noise. */
const USUAL = { kind: 'saltPepper', noise: 0.2 } as const;
const PATCH = 9;
/** A patch lies within the box of the digit, where there is something to erase. */
const MARGIN = 4;

/** The noise that a denoising model has learned to remove; for any other, salt and pepper. */
export function noisy(
  image: Uint8Array,
  { kind, noise }: { kind: Corruption; noise: number },
  seed: number,
): Uint8Array {
  return kind === 'none'
    ? corruptedBytes(USUAL.kind, image, USUAL.noise, seed)
    : corruptedBytes(kind, image, noise, seed);
}

/** A square of paper somewhere over the digit. */
export function patched(image: Uint8Array, seed: number): Uint8Array {
  const room = IMAGE_SIDE - 2 * MARGIN - PATCH + 1;
  const [left, top] = [0, 1].map(
    (i) => MARGIN + Math.floor(room * toUniform(randomBits(seed, Purpose.corruption, 1, i))),
  );
  const out = image.slice();
  for (let row = top; row < top + PATCH; row++) {
    out.fill(0, row * IMAGE_SIDE + left, row * IMAGE_SIDE + left + PATCH);
  }
  return out;
}
