/** Chooses the test images in the row of reconstructions. */
import type { ImageSet } from '../../data/images';

export const SAMPLES = 10;

/**
 * Indices of test images: one of each class in order where classes are known, any others where they are not.
 * `random` returns numbers in [0, 1); if it always returns 0, the first of each is chosen.
 */
export function pickSamples(test: ImageSet, random: () => number): number[] {
  const all = Array.from({ length: test.count }, (_, i) => i);
  const draw = (from: number[]) => from[Math.floor(random() * from.length)];
  const picked: number[] = [];
  for (let label = 0; label < SAMPLES; label++) {
    const members = all.filter((i) => test.labels === null || test.labels[i] === label);
    const left = (members.length > 0 ? members : all).filter((i) => !picked.includes(i));
    if (left.length > 0) picked.push(draw(left));
  }
  return picked;
}
