/** Which digit a picture looks like, told by the nearest training images. */
import type { ImageSet } from '../../src/data/images';
import { INPUT_SIZE } from '../../src/model/spec';

/** Of 60,000 training images the first so many are asked, and so many of those vote. */
const ASKED = 10_000;
const VOTERS = 5;

/** The class of each picture (n × 784 in [0, 1]) by its nearest neighbours in pixels; of a tie, the nearest's. */
export function nearestClasses(pixels: Float32Array, { images, labels, count }: ImageSet): Uint8Array {
  if (!labels) throw new Error('classes need labels');
  const among = Math.min(ASKED, count);
  const references = Float32Array.from(images.subarray(0, among * INPUT_SIZE), (byte) => byte / 255);
  return Uint8Array.from({ length: pixels.length / INPUT_SIZE }, (_, n) => {
    const picture = pixels.subarray(n * INPUT_SIZE, (n + 1) * INPUT_SIZE);
    const best: { distance: number; label: number }[] = [];
    for (let r = 0; r < among; r++) {
      let distance = 0;
      for (let i = 0, at = r * INPUT_SIZE; i < INPUT_SIZE; i++, at++) {
        const gap = picture[i] - references[at];
        distance += gap * gap;
      }
      if (best.length === VOTERS && distance >= best[VOTERS - 1].distance) continue;
      best.push({ distance, label: labels[r] });
      best.sort((a, b) => a.distance - b.distance);
      best.length = Math.min(best.length, VOTERS);
    }
    const votes = new Array(10).fill(0);
    for (const { label } of best) votes[label]++;
    const most = Math.max(...votes);
    return best.find(({ label }) => votes[label] === most)?.label ?? 0;
  });
}
