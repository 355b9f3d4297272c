/** Images as ink and paper only. */
import type { PixelDepth } from '../experiment/config';
import type { Dataset, ImageSet } from './images';

/** Bytes from here on are ink. */
const INK = 128;

/** The set as the settings want its pixels: as it is, or each one ink or paper, whichever is nearer. */
export function inDepth(dataset: Dataset, depth: PixelDepth): Dataset {
  if (depth === 'grey') return dataset;
  const binary = (set: ImageSet): ImageSet => ({
    ...set,
    images: set.images.map((b) => (b < INK ? 0 : 255)),
  });
  return { ...dataset, train: binary(dataset.train), test: binary(dataset.test) };
}
