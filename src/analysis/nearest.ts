/** Which class a picture looks like, told by the nearest images of a set. */
import type { ImageSet } from '../data/images';
import { CLASSES, INPUT_SIZE } from '../model/spec';

/** The first so many images are asked, and so many of those vote. */
const ASKED = 10_000;
const VOTERS = 5;
/** Pixels between two looks at whether an image is too far away already. */
const STRETCH = 56;

/** The class of each picture (n × 784 in [0, 1]) by its nearest neighbours in pixels; of a tie, the nearest's. */
export const nearestClasses = (pixels: Float32Array, set: ImageSet): Uint8Array => createNearest(set)(pixels);

/** The same, for many calls. */
export function createNearest({ images, labels, count }: ImageSet): (pixels: Float32Array) => Uint8Array {
  if (!labels) throw new Error('classes need labels');
  const among = Math.min(ASKED, count);
  const references = Float32Array.from(images.subarray(0, among * INPUT_SIZE), (byte) => byte / 255);

  function classOf(picture: Float32Array): number {
    const best: { distance: number; label: number }[] = [];
    let farthest = Number.POSITIVE_INFINITY;
    for (let r = 0; r < among; r++) {
      const first = r * INPUT_SIZE;
      let distance = 0;
      for (let from = 0; from < INPUT_SIZE && distance < farthest; from += STRETCH) {
        for (let i = from; i < from + STRETCH; i++) {
          const gap = picture[i] - references[first + i];
          distance += gap * gap;
        }
      }
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
