/**
 * The images that are scored: test images, and others to compare them with. A pool creates its images on
 * demand, so that no frame waits for five hundred drawn digits.
 */
import { bytesInDepth } from '../../data/binary';
import { drawDigits } from '../../data/glyphs';
import { type ImageSet, imagesIn, inkOf } from '../../data/images';
import { type RemoteId, registry } from '../../data/registry';
import type { DatasetId, PixelDepth } from '../../experiment/config';
import { GREY_28, type ImageForm, imageSize, sameForm } from '../../experiment/dataShape';
import { fillUniform, Purpose } from '../../math/random';

/**
 * Digits that this page draws, test images inverted or without their colours, noise, or another data set.
 */
export type OtherId = 'inverted' | 'grey' | 'drawn' | 'noise' | RemoteId;

export interface Pool {
  count: number;
  /** `count` images from `from` on, as copies; with their classes, where known. */
  take(from: number, count: number): { images: Uint8Array; labels?: Uint8Array };
}

export const TEST_IMAGES = 2000;
export const OTHER_IMAGES = 500;
/** Not the seed of the page's own data set of drawn digits. */
const SEED = 2;

export const isRemote = (id: string): id is RemoteId => id in registry;
const REMOTE = Object.keys(registry).filter(isRemote);

/** The pools that a data set can be compared with, the simplest first. */
export const othersFor = (dataset: DatasetId | null, form: ImageForm = GREY_28): OtherId[] => {
  // The other data sets have the form of MNIST's images.
  const comparable = sameForm(form, GREY_28);
  return [
    'inverted',
    ...(form.channels === 3 ? (['grey'] as const) : []),
    ...(comparable && dataset !== 'drawn' ? (['drawn'] as const) : []),
    'noise',
    ...(comparable ? REMOTE.filter((id) => id !== dataset) : []),
  ];
};

export function poolOf(set: ImageSet, most = set.count): Pool {
  const { labels, count } = set;
  return {
    count: Math.min(count, most),
    take: (from, n) => ({
      images: imagesIn(set, from, from + n).slice(),
      labels: labels?.slice(from, from + n),
    }),
  };
}

/** Test images that are changed on their way. */
function changedPool(test: ImageSet, change: (images: Uint8Array) => Uint8Array): Pool {
  const pool = poolOf(test, OTHER_IMAGES);
  return {
    count: pool.count,
    take(from, n) {
      const { images, labels } = pool.take(from, n);
      return { images: change(images), labels };
    },
  };
}

export const invertedPool = (test: ImageSet): Pool =>
  changedPool(test, (images) => images.map((b) => 255 - b));

/**
 * As light as they were, in grey. Exchanged channels would be no anomaly where every hue is as frequent, as among the
 * coloured shapes.
 */
export const greyPool = (test: ImageSet): Pool =>
  changedPool(test, (images) => {
    const ink = inkOf(images, test);
    return images.map((_, at) => ink[Math.floor(at / test.channels)]);
  });

export const drawnPool = (): Pool => ({
  count: OTHER_IMAGES,
  take(from, n) {
    const { images, labels } = drawDigits(n, SEED, from);
    return { images, labels };
  },
});

/**
 * From the blank page to noise without a white pixel: in image i a pixel has ink with probability i / (count
 * − 1), of any grey.
 */
export const noisePool = (form: ImageForm = GREY_28): Pool => ({
  count: OTHER_IMAGES,
  take(from, n) {
    const size = imageSize(form);
    const images = new Uint8Array(n * size);
    const draws = new Float64Array(2 * size);
    for (let i = 0; i < n; i++) {
      fillUniform(draws, SEED, Purpose.corruption, from + i);
      const chance = (from + i) / (OTHER_IMAGES - 1);
      for (let p = 0; p < size; p++) if (draws[p] < chance) images[i * size + p] = 256 * draws[size + p];
    }
    return { images };
  },
});

/** A single image of unknown class. */
export const single = (image: Uint8Array, form: ImageForm = GREY_28): Pool =>
  poolOf({ side: form.side, channels: form.channels, images: image, labels: null, count: 1 });

/** The pool with the pixel depth of the settings. */
export function poolInDepth(pool: Pool, depth: PixelDepth): Pool {
  return {
    count: pool.count,
    take(from, n) {
      const { images, labels } = pool.take(from, n);
      return { images: bytesInDepth(images, depth), labels };
    },
  };
}
