import { type ImageForm, imageSize } from '../experiment/dataShape';

/**
 * A set of images, and one label per image where known. `images` are `count` × side × side × channels bytes: row by
 * row, and the channels of a pixel beside each other, as convolutions read them (`model/layout.ts`) and as PNG, NumPy
 * and a canvas hold them. Grey: 0 = paper, 255 = ink. Colour: red, green, blue, as they shine.
 */
export interface ImageSet extends ImageForm {
  images: Uint8Array;
  labels: Uint8Array | null;
  count: number;
  /** The first `n` images, where making all of them takes time: `images` then makes those that are missing. */
  first?: (n: number) => Uint8Array;
}

/** The training set and the test set of a run. */
export interface Dataset {
  id: import('../experiment/config').DatasetId;
  train: ImageSet;
  test: ImageSet;
  /** What the reader's files call the classes, by label, where that is not just their numbers. */
  names?: readonly string[] | null;
  /**
   * Where the bytes came from, for the badge: this page's server, a mirror, the cache, drawn by the page, or
   * the reader's files.
   */
  origin: 'server' | 'mirror' | 'cache' | 'drawn' | 'reader';
}

/** How its images lie in memory. */
export const formOf = ({ side, channels }: ImageForm): ImageForm => ({ side, channels });

/** Image `i`, a view. */
export const imageAt = (set: ImageSet, i: number): Uint8Array => imagesIn(set, i, i + 1);

/** The images from `from` up to `to`, a view. */
export function imagesIn({ images, side, channels }: ImageSet, from: number, to: number): Uint8Array {
  const size = imageSize({ side, channels });
  return images.subarray(from * size, to * size);
}

/** Copies of the images at these places, one after the other. */
export function imagesAt(set: ImageSet, places: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const size = imageSize(set);
  const out = new Uint8Array(places.length * size);
  for (let i = 0; i < places.length; i++) out.set(imageAt(set, places[i]), i * size);
  return out;
}

/** How light each pixel of an image, or of several, is: the image itself where it is grey, else its luma (ITU-R BT.601). */
export function inkOf(image: Uint8Array, { channels }: Pick<ImageForm, 'channels'>): Uint8Array {
  if (channels === 1) return image;
  return Uint8Array.from({ length: image.length / channels }, (_, p) =>
    Math.round(0.299 * image[3 * p] + 0.587 * image[3 * p + 1] + 0.114 * image[3 * p + 2]),
  );
}
