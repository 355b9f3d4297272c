/** The reader's images among those of a data set that the page knows: as classes of their own, or of the same name. */
import { type ImageForm, imageSize } from '../experiment/dataShape';
import { MOST_CLASSES } from '../experiment/labels';
import { ProblemError } from '../experiment/problem';
import { mostImages } from './formats/limits';
import { someOf } from './formats/sampled';
import type { Dataset, ImageSet } from './images';

/**
 * Where each class of the reader's goes: that of the same name, or a new one after those of `names`; and the names of all.
 */
export function placesAmong(names: readonly string[], own: readonly string[]) {
  const all = [...names];
  const places = own.map((name) => {
    const at = all.indexOf(name);
    return at >= 0 ? at : all.push(name) - 1;
  });
  return { all, places };
}

/** What the classes of the reader's labels are called. */
export const namesOf = ({ names, train, test }: Dataset): string[] =>
  names
    ? [...names]
    : Array.from({ length: 1 + Math.max(0, ...new Set(train.labels), ...new Set(test.labels)) }, (_, label) =>
        String(label),
      );

/** How many of `own` images can be mixed into `base` ones of this form. */
export const roomAmong = (form: ImageForm, base: number, own: number): number =>
  Math.max(0, Math.min(own, mostImages(form) - base));

/**
 * `own` among `base`, whose classes have these `names`. The reader's come first, so that they are also in a part of the
 * data. Both must be of one size and have labels. Throws `data.tooManyClasses`.
 */
export function mixed(base: Dataset, own: Dataset, names: readonly string[]): Dataset {
  const present = new Set([...(own.train.labels ?? []), ...(own.test.labels ?? [])]);
  const called = namesOf(own);
  const labels = [...present].sort((a, b) => a - b);
  const { all, places } = placesAmong(
    names,
    labels.map((label) => called[label]),
  );
  if (all.length > MOST_CLASSES)
    throw new ProblemError('data.tooManyClasses', { found: all.length, most: MOST_CLASSES });
  const placeOf = (label: number) => places[labels.indexOf(label)];
  const numbers = all.every((name, label) => name === String(label));
  return {
    id: 'own',
    train: joined(own.train, base.train, placeOf),
    test: joined(own.test, base.test, placeOf),
    names: numbers ? null : all,
    origin: 'reader',
  };
}

function joined(
  all: ImageSet,
  { first: _, ...base }: ImageSet,
  placeOf: (label: number) => number,
): ImageSet {
  const own = someOf(all, roomAmong(base, base.count, all.count));
  const count = own.count + base.count;
  const size = imageSize(base);
  const images = new Uint8Array(count * size);
  images.set(own.images);
  images.set(base.images, own.images.length);
  const labels = new Uint8Array(count);
  own.labels?.forEach((label, i) => {
    labels[i] = placeOf(label);
  });
  if (base.labels) labels.set(base.labels, own.count);
  return { ...base, images, labels, count };
}
