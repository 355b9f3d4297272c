/** The class of an image by its nearest neighbours in a set. */
import type { ImageSet } from '../data/images';
import { CLASSES, IMAGE_SIDE, INPUT_SIZE } from '../model/spec';

/** How many images are searched, from the first on, and how many nearest ones vote. */
const SEARCHED = 10_000;
const VOTERS = 5;
/** Pixels between two checks whether an image is already too far away. */
const CHECK_EVERY = 56;
/** Blocks along a side of the image, and pixels along a side of a block. */
const BLOCKS = 7;
const BLOCK = IMAGE_SIDE / BLOCKS;
const BLURRED = BLOCKS * BLOCKS;
/** The block of each pixel. */
const BLOCK_OF = Uint8Array.from(
  { length: INPUT_SIZE },
  (_, i) => Math.floor(i / IMAGE_SIDE / BLOCK) * BLOCKS + Math.floor((i % IMAGE_SIDE) / BLOCK),
);
/** More than the rounding error of a sum of so few numbers. */
const ROUNDING = 1 + 1e-5;

/**
 * The class of each image (n × 784 in [0, 1]) by its nearest neighbours in pixels; ties go to the nearest
 * one's class.
 */
export const nearestClasses = (pixels: Float32Array, set: ImageSet): Uint8Array => createNearest(set)(pixels);

/** The same, for repeated calls on one set. */
export function createNearest({ images, labels, count }: ImageSet): (pixels: Float32Array) => Uint8Array {
  if (!labels) throw new Error('classes need labels');
  const among = Math.min(SEARCHED, count);
  const references = Float32Array.from(images.subarray(0, among * INPUT_SIZE), (byte) => byte / 255);
  const blurred = blur(references);

  function classOf(picture: Float32Array): number {
    const blocks = blur(picture);
    const best: { distance: number; label: number }[] = [];
    let farthest = Number.POSITIVE_INFINITY;
    for (let r = 0; r < among; r++) {
      if (squaredDistance(blocks, blurred, r * BLURRED, BLURRED, farthest) >= farthest * ROUNDING) continue;
      const distance = squaredDistance(picture, references, r * INPUT_SIZE, INPUT_SIZE, farthest);
      if (distance >= farthest) continue;
      best.push({ distance, label: labels![r] });
      best.sort((a, b) => a.distance - b.distance);
      best.length = Math.min(best.length, VOTERS);
      if (best.length === VOTERS) farthest = best[VOTERS - 1].distance;
    }
    const votes = new Array<number>(CLASSES).fill(0);
    for (const { label } of best) votes[label]++;
    const most = Math.max(...votes);
    return best.find(({ label }) => votes[label] === most)?.label ?? 0;
  }

  return (pixels) =>
    Uint8Array.from({ length: pixels.length / INPUT_SIZE }, (_, n) =>
      classOf(pixels.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE)),
    );
}

/**
 * The sums of 4 × 4 blocks, divided by 4: by the Cauchy–Schwarz inequality, two images are at least as far
 * apart as these, so most need not be compared pixel by pixel.
 */
function blur(pixels: Float32Array): Float32Array {
  const out = new Float32Array((pixels.length / INPUT_SIZE) * BLURRED);
  for (let from = 0, to = 0; from < pixels.length; from += INPUT_SIZE, to += BLURRED) {
    for (let i = 0; i < INPUT_SIZE; i++) out[to + BLOCK_OF[i]] += pixels[from + i] / BLOCK;
  }
  return out;
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
