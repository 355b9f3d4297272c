/** The class of a picture by its nearest neighbours in a set of images (k nearest neighbours, Cover & Hart 1967). */
import type { ImageSet } from '../data/images';
import { MOST_CLASSES } from '../experiment/labels';
import { imageSize } from '../model/spec';

/** How many images are searched, from the first on, and how many nearest ones vote. */
const SEARCHED = 10_000;
const VOTERS = 5;
/** Pixels between two checks whether an image is already too far away. */
const CHECK_EVERY = 56;
/** Pixels along a side of a block; sides of images are multiples of it. */
const BLOCK = 4;
/** More than the rounding error of a sum of so few numbers. */
const ROUNDING = 1 + 1e-5;

/** What the nearest images say of some pictures, for each of them. */
export interface Votes {
  /** The class with the most votes; ties go to the nearest one's class. */
  classes: Uint8Array;
  /** Its share of the votes, in (0, 1]. */
  shares: Float32Array;
  /** The distance to the nearest image, in pixels from paper to ink. */
  distances: Float32Array;
}

/** The class of each picture (n × pixels in [0, 1]) by its nearest neighbours in pixels. */
export const nearestClasses = (pixels: Float32Array, set: ImageSet): Uint8Array =>
  createNearest(set).vote(pixels).classes;

export interface Nearest {
  /** pixels: n × pixels in [0, 1]. Faster if each picture is similar to the one before. */
  vote(pixels: Float32Array): Votes;
  /** The distance from the i-th image of the set to the nearest other one. */
  apart(i: number): number;
  /** The number of images that are searched, and of those that vote. */
  readonly count: number;
  readonly voters: number;
}

/** For repeated calls on one set of images with labels. */
export function createNearest({ images, labels, count, side, channels }: ImageSet): Nearest {
  const size = imageSize({ side, channels });
  const blur = blurOf(side, channels);
  const blocksSize = blur.size;
  if (!labels) throw new Error('classes need labels');
  const among = Math.min(SEARCHED, count);
  const references = Float32Array.from(images.subarray(0, among * size), (byte) => byte / 255);
  const blurred = blur.of(references);
  /** The indices of the nearest images of the last picture: the next one's are at most as far from it as these. */
  let last: number[] = [];

  /** The nearest images with their squared distances, the nearest first; `except`: one that does not count. */
  function nearestTo(picture: Float32Array, except = -1): { squared: number; index: number }[] {
    const blocks = blur.of(picture);
    const best: { squared: number; index: number }[] = [];
    const guesses = last.filter((r) => r !== except);
    let farthest = Number.POSITIVE_INFINITY;
    if (guesses.length >= VOTERS)
      // A little more, so that those at just this distance count too.
      farthest =
        1e-6 +
        ROUNDING *
          Math.max(
            ...guesses.map((r) =>
              squaredDistance(picture, references, r * size, size, Number.POSITIVE_INFINITY),
            ),
          );
    for (let r = 0; r < among; r++) {
      if (r === except) continue;
      if (squaredDistance(blocks, blurred, r * blocksSize, blocksSize, farthest) >= farthest * ROUNDING)
        continue;
      const squared = squaredDistance(picture, references, r * size, size, farthest);
      // Written so that NaN fails.
      if (!(squared < farthest)) continue;
      best.push({ squared, index: r });
      best.sort((a, b) => a.squared - b.squared);
      best.length = Math.min(best.length, VOTERS);
      if (best.length === VOTERS) farthest = best[VOTERS - 1].squared;
    }
    last = best.map(({ index }) => index);
    return best;
  }

  return {
    count: among,
    voters: VOTERS,
    vote(pixels) {
      const n = pixels.length / size;
      const votes: Votes = {
        classes: new Uint8Array(n),
        shares: new Float32Array(n),
        distances: new Float32Array(n),
      };
      for (let i = 0; i < n; i++) {
        const best = nearestTo(pixels.subarray(i * size, (i + 1) * size));
        const counts = new Uint8Array(MOST_CLASSES);
        for (const { index } of best) counts[labels[index]]++;
        const most = Math.max(...counts);
        const winner = best.find(({ index }) => counts[labels[index]] === most);
        // Without any, the pixels are NaN.
        votes.classes[i] = winner ? labels[winner.index] : 0;
        votes.shares[i] = best.length > 0 ? most / best.length : 0;
        votes.distances[i] = best.length > 0 ? Math.sqrt(best[0].squared) : Number.POSITIVE_INFINITY;
      }
      return votes;
    },
    apart(i) {
      const [nearest] = nearestTo(references.subarray(i * size, (i + 1) * size), i);
      return nearest ? Math.sqrt(nearest.squared) : 0;
    },
  };
}

/**
 * The sums of 4 × 4 blocks, divided by 4, and the norm of what these leave out, the image minus the means of its blocks:
 * by the Cauchy–Schwarz inequality, two images are at least as far apart as these, so most need not be compared pixel
 * by pixel. Each channel has blocks of its own.
 */
function blurOf(side: number, channels: number): { size: number; of(pixels: Float32Array): Float32Array } {
  const blocks = Math.ceil(side / BLOCK);
  const pixels = side * side * channels;
  const blockOf = Uint16Array.from({ length: pixels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const block = Math.floor(pixel / side / BLOCK) * blocks + Math.floor((pixel % side) / BLOCK);
    return block * channels + (i % channels);
  });
  const size = blocks * blocks * channels + 1;
  return {
    size,
    of(images) {
      const out = new Float32Array((images.length / pixels) * size);
      for (let from = 0, to = 0; from < images.length; from += pixels, to += size) {
        for (let i = 0; i < pixels; i++) out[to + blockOf[i]] += images[from + i] / BLOCK;
        let rest = 0;
        for (let i = 0; i < pixels; i++) rest += (images[from + i] - out[to + blockOf[i]] / BLOCK) ** 2;
        out[to + size - 1] = Math.sqrt(rest);
      }
      return out;
    },
  };
}

/**
 * The squared distance of `a` from `b` at `from`; where that is not below `enough`, any number not below it.
 */
function squaredDistance(
  a: Float32Array,
  b: Float32Array,
  from: number,
  size: number,
  enough: number,
): number {
  let sum = 0;
  for (let begin = 0; begin < size && sum < enough; begin += CHECK_EVERY) {
    const end = Math.min(begin + CHECK_EVERY, size);
    for (let i = begin; i < end; i++) {
      const gap = a[i] - b[from + i];
      sum += gap * gap;
    }
  }
  return sum;
}
