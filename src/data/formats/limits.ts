/** The limits of the reader's own data, in one table: README.md states the same ones (`limits.test.ts`). */
import { type ImageForm, imageSize, SIDES } from '../../experiment/dataShape';
import { MOST_CLASSES } from '../../experiment/labels';

export const LIMITS = {
  /** Sides and channels that images can keep; others become 28 × 28 and grey. */
  sides: SIDES,
  channels: [1, 3],
  /** Bytes of all files of a drop, unpacked, together, and of what is made of them. */
  unpackedBytes: 256 * 2 ** 20,
  /** Images of a set, for training or for testing: as many as MNIST has. Of more, some are used (`sampled.ts`). */
  images: 70_000,
  /** Classes that a model, the legend and the colours know. */
  classes: MOST_CLASSES,
  /** Files of a drop, or entries of an archive. */
  files: 200_000,
  /** Pixels of one picture. */
  picturePixels: 64 * 2 ** 20,
} as const;

/** Images of this form that a set can have. */
export const mostImages = (form: ImageForm): number =>
  Math.min(LIMITS.images, Math.floor(LIMITS.unpackedBytes / imageSize(form)));
