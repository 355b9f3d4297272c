/**
 * The images that are scored: test images, and others to compare them with. A pool creates its images on
 * demand, so that no frame waits for five hundred drawn digits.
 */
import { bytesInDepth } from '../../data/binary';
import { drawDigits } from '../../data/glyphs';
import type { ImageSet } from '../../data/images';
import { type RemoteId, registry } from '../../data/registry';
import type { DatasetId, PixelDepth } from '../../experiment/config';
import { fillUniform, Purpose } from '../../math/random';
import { INPUT_SIZE } from '../../model/spec';

/** Digits that this page draws, test images with ink and paper exchanged, noise, or another data set. */
export type OtherId = 'inverted' | 'drawn' | 'noise' | RemoteId;

export interface Pool {
  count: number;
  /** `count` images from `from` on, 784 bytes each, as copies; with their classes, where known. */
  take(from: number, count: number): { images: Uint8Array; labels?: Uint8Array };
}

export const TEST_IMAGES = 2000;
export const OTHER_IMAGES = 500;
/** Not the seed of the page's own data set of drawn digits. */
const SEED = 2;

export const isRemote = (id: string): id is RemoteId => id in registry;
const REMOTE = Object.keys(registry).filter(isRemote);

/** The pools that a data set can be compared with, the simplest first. */
export const othersFor = (dataset: DatasetId | null): OtherId[] => [
  'inverted',
  ...(dataset === 'drawn' ? [] : (['drawn'] as const)),
  'noise',
  ...REMOTE.filter((id) => id !== dataset),
];

export function poolOf({ images, labels, count }: ImageSet, most = count): Pool {
  return {
    count: Math.min(count, most),
    take: (from, n) => ({
      images: images.slice(from * INPUT_SIZE, (from + n) * INPUT_SIZE),
      labels: labels?.slice(from, from + n),
    }),
  };
}

export function invertedPool(test: ImageSet): Pool {
  const pool = poolOf(test, OTHER_IMAGES);
  return {
    count: pool.count,
    take(from, n) {
      const { images, labels } = pool.take(from, n);
      return { images: images.map((b) => 255 - b), labels };
    },
  };
}

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
export const noisePool = (): Pool => ({
  count: OTHER_IMAGES,
  take(from, n) {
    const images = new Uint8Array(n * INPUT_SIZE);
    const draws = new Float64Array(2 * INPUT_SIZE);
    for (let i = 0; i < n; i++) {
      fillUniform(draws, SEED, Purpose.corruption, from + i);
      const chance = (from + i) / (OTHER_IMAGES - 1);
      for (let p = 0; p < INPUT_SIZE; p++)
        if (draws[p] < chance) images[i * INPUT_SIZE + p] = 256 * draws[INPUT_SIZE + p];
    }
    return { images };
  },
});

/** A single image of unknown class. */
export const single = (image: Uint8Array): Pool => poolOf({ images: image, labels: null, count: 1 });

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
