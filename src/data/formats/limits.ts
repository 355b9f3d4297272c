/** The limits of the reader's own data, in one table. */
import { type ImageForm, imageSize, SIDES } from '../../experiment/dataShape';
import { MOST_CLASSES } from '../../experiment/labels';
import { MAX_IDX_BYTES, PIXELS } from '../idx';

export const LIMITS = {
  /** Sides and channels that images can keep; others become 28 × 28 and grey. */
  sides: SIDES,
  channels: [1, 3],
  /** Bytes of all files of a drop, unpacked, together. */
  unpackedBytes: 256 * 2 ** 20,
  /** Images of 28 × 28 of a drop: what one GPU buffer holds (`mostImages`). Of more, the first are taken. */
  images: Math.floor(MAX_IDX_BYTES / PIXELS),
  /** Classes that a model, the legend and the colours know. */
  classes: MOST_CLASSES,
  /** Files of a drop, or entries of an archive. */
  files: 200_000,
  /** Pixels of one picture. */
  picturePixels: 64 * 2 ** 20,
} as const;

/** Images of this form of a drop, likewise. */
export const mostImages = (form: ImageForm): number => Math.floor(MAX_IDX_BYTES / imageSize(form));
