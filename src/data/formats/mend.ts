/** What can be mended with one click: images that lie on their side, and dark ink on white paper. */

import { PIXELS, SIDE } from '../idx';
import type { ImageSet } from '../images';

export interface Mends {
  /** Rows and columns exchanged, as EMNIST is published. */
  turn: boolean;
  invert: boolean;
  /** Whether the labels are used, if there are any. */
  labels: boolean;
}
export const NO_MENDS: Mends = { turn: false, invert: false, labels: true };

/** `images` (n × 784 bytes), turned and inverted; the same array where neither is asked for. */
export function mended(images: Uint8Array, { turn, invert }: Mends): Uint8Array {
  if (!turn && !invert) return images;
  const out = new Uint8Array(images.length);
  const paper = invert ? 255 : 0;
  for (let from = 0; from < images.length; from += PIXELS)
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++) {
        const source = turn ? x * SIDE + y : y * SIDE + x;
        out[from + y * SIDE + x] = images[from + source] ^ paper;
      }
  return out;
}

export const mendedSet = (set: ImageSet, mends: Mends): ImageSet => ({
  images: mended(set.images, mends),
  labels: mends.labels ? set.labels : null,
  count: set.count,
});
