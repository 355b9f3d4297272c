/** What can be mended with one click: images that lie on their side, and dark ink on white paper. */

import { type ImageForm, imageSize } from '../../experiment/dataShape';
import type { ImageSet } from '../images';

export interface Mends {
  /** Rows and columns exchanged, as EMNIST is published. */
  turn: boolean;
  invert: boolean;
  /** Whether the labels are used, if there are any. */
  labels: boolean;
}
export const NO_MENDS: Mends = { turn: false, invert: false, labels: true };

/** The images, turned and inverted; the same array where neither is asked for. */
export function mended(
  { images, side, channels }: Pick<ImageSet, 'images' | keyof ImageForm>,
  { turn, invert }: Mends,
): Uint8Array {
  if (!turn && !invert) return images;
  const out = new Uint8Array(images.length);
  const paper = invert ? 255 : 0;
  const size = imageSize({ side, channels });
  for (let from = 0; from < images.length; from += size)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const source = turn ? x * side + y : y * side + x;
        for (let c = 0; c < channels; c++)
          out[from + (y * side + x) * channels + c] = images[from + source * channels + c] ^ paper;
      }
  return out;
}

export const mendedSet = (set: ImageSet, mends: Mends): ImageSet => ({
  ...set,
  images: mended(set, mends),
  labels: mends.labels ? set.labels : null,
});
