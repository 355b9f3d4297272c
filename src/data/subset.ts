/**
 * A subset of the training images: those of some classes, and of these the first n. The test set stays whole,
 * so that overfitting shows in its loss, and left-out classes among its images.
 */
import { PIXELS } from './idx';
import type { Dataset, ImageSet } from './images';

const withTrain = (dataset: Dataset, train: ImageSet): Dataset => ({ ...dataset, train });

/** The training images of `classes`, in their order; all of them where there are no labels. */
export function ofClasses(dataset: Dataset, classes: readonly number[]): Dataset {
  const { labels } = dataset.train;
  if (!labels?.some((label) => !classes.includes(label))) return dataset;
  const chosen: number[] = [];
  labels.forEach((label, i) => {
    if (classes.includes(label)) chosen.push(i);
  });
  const { images } = dataset.train;
  const kept = new Uint8Array(chosen.length * PIXELS);
  chosen.forEach((from, to) => {
    kept.set(images.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS);
  });
  return withTrain(dataset, {
    images: kept,
    labels: Uint8Array.from(chosen, (i) => labels[i]),
    count: chosen.length,
  });
}

/** The first `most` training images; all where there are fewer, or where `most` is 0. */
export function firstImages(dataset: Dataset, most: number): Dataset {
  const { labels, count, first } = dataset.train;
  if (most === 0 || most >= count) return dataset;
  return withTrain(dataset, {
    images: first ? first(most) : dataset.train.images.subarray(0, most * PIXELS),
    labels: labels?.subarray(0, most) ?? null,
    count: most,
  });
}
