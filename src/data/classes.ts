/** How many classes a data set has, and what its files call them. */
import { namedShape } from '../experiment/dataShape';
import type { DataShape } from '../model/spec';
import type { Dataset } from './images';

/** Classes of images without labels. */
const TEN = 10;

/** Labels are 0 … n − 1. */
export function classCountOf({ id, names, train, test }: Dataset): number {
  if (id !== 'own') return namedShape(id).classes;
  if (names) return names.length;
  const labels = [train.labels, test.labels].filter((some) => some !== null);
  if (labels.every((some) => some.length === 0)) return TEN;
  return 1 + labels.reduce((most, some) => some.reduce((a, b) => Math.max(a, b), most), 0);
}

/** What a model of its images has to fit. */
export const shapeOfData = (dataset: Dataset): DataShape => ({
  side: dataset.test.side,
  channels: dataset.test.channels,
  classes: classCountOf(dataset),
});
