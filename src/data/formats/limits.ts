/** The limits of the reader's own data, in one table. */
import { MOST_CLASSES } from '../../experiment/labels';
import { MAX_IDX_BYTES, PIXELS } from '../idx';

export const LIMITS = {
  /** Bytes of all files of a drop, unpacked, together. */
  unpackedBytes: 256 * 2 ** 20,
  /** Images of a drop: what one GPU buffer holds. Of more, the first are taken. */
  images: Math.floor(MAX_IDX_BYTES / PIXELS),
  /** Classes that a model, the legend and the colours know. */
  classes: MOST_CLASSES,
  /** Files of a drop, or entries of an archive. */
  files: 200_000,
  /** Pixels of one picture. */
  picturePixels: 64 * 2 ** 20,
} as const;
