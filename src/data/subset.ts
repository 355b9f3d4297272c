/**
 * A subset of the training images: those of some classes, and of these the first n. The test set stays whole,
 * so that overfitting shows in its loss, and left-out classes among its images.
 */
import { type Dataset, type ImageSet, imagesAt, imagesIn } from './images';

const withTrain = (dataset: Dataset, train: ImageSet): Dataset => ({ ...dataset, train });

/** The training images of `classes`, in their order; all of them where there are no labels. */
export function ofClasses(dataset: Dataset, classes: readonly number[]): Dataset {
  const { labels } = dataset.train;
  if (!labels?.some((label) => !classes.includes(label))) return dataset;
  const chosen: number[] = [];
  labels.forEach((label, i) => {
    if (classes.includes(label)) chosen.push(i);
  });
  const { side, channels } = dataset.train;
  return withTrain(dataset, {
    side,
    channels,
    images: imagesAt(dataset.train, chosen),
    labels: Uint8Array.from(chosen, (i) => labels[i]),
    count: chosen.length,
  });
}

/** The first `most` training images; all where there are fewer, or where `most` is 0. */
export function firstImages(dataset: Dataset, most: number): Dataset {
  const { labels, count, first, side, channels } = dataset.train;
  if (most === 0 || most >= count) return dataset;
  return withTrain(dataset, {
    side,
    channels,
    images: first ? first(most) : imagesIn(dataset.train, 0, most),
    labels: labels?.subarray(0, most) ?? null,
    count: most,
  });
}
