/** Converts images to pixels that are ink or paper only. */
import type { PixelDepth } from '../experiment/config';
import type { Dataset, ImageSet } from './images';

/** Bytes from here on are ink. */
const INK = 128;

/**
 * The set with the pixel depth of the settings: unchanged, or with each pixel turned into ink or paper,
 * whichever is nearer.
 */
export function withPixelDepth(dataset: Dataset, depth: PixelDepth): Dataset {
  if (depth === 'grey') return dataset;
  const seen = (set: ImageSet): ImageSet => ({ ...set, images: bytesInDepth(set.images, depth) });
  return { ...dataset, train: seen(dataset.train), test: seen(dataset.test) };
}

/** The same for any images. */
export function bytesInDepth(images: Uint8Array, depth: PixelDepth): Uint8Array {
  return depth === 'grey' ? images : images.map((b) => (b < INK ? 0 : 255));
}
