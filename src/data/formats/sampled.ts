/** Some of many images: the same ones every time, spread evenly over each class. */
import { type ImageSet, imagesAt } from '../images';
import { mostImages } from './limits';
import type { Note } from './notes';

/**
 * The places of `count` of so many things, ascending. The share of each class stays the same to within one, whatever
 * their order: every second of things whose classes take turns would be of half of the classes.
 */
export function spreadPlaces(found: number, count: number, classes: ArrayLike<unknown> | null): number[] {
  const ofClass = new Map<unknown, number[]>();
  for (let i = 0; i < found; i++) {
    const places = ofClass.get(classes?.[i]);
    if (places) places.push(i);
    else ofClass.set(classes?.[i], [i]);
  }
  const inTurn = [...ofClass.values()].flat();
  return Array.from({ length: count }, (_, i) => inTurn[Math.floor((i * found) / count)]).sort(
    (a, b) => a - b,
  );
}

/** So many of its images with their labels; the set itself where it has no more. */
export function someOf(set: ImageSet, count: number): ImageSet {
  if (set.count <= count) return set;
  const { labels } = set;
  const places = spreadPlaces(set.count, count, labels);
  const chosen = labels && Uint8Array.from(places, (i) => labels[i]);
  return { ...set, images: imagesAt(set, places), labels: chosen, count };
}

/** The images of a file that a data set can have; the note says so where there are more. */
export function withinLimits(set: ImageSet, file: string, notes: Note[]): ImageSet {
  const count = mostImages(set);
  if (set.count > count) notes.push({ code: 'limited', params: { file, count, found: set.count } });
  return someOf(set, count);
}
