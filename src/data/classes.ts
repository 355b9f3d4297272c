/** How many classes a data set has, and what its files call them. */
import type { Dataset } from './images';

/** Classes of the sets that the page knows by name, and of images without labels. */
const TEN = 10;

/** Latin letters and numerals, two of which have room in a mark, or one sign of another script. */
const SIGN = /^([\u0020-\u02ff]{1,2}|\P{Cc})$/u;

/** Whether the name of a class is short enough for a mark on the plane. */
export const isSign = (name: string): boolean => SIGN.test(name);

/** A class in a mark on the plane or in the legend: its name where that is short enough, otherwise its number. */
export function signOf(label: number, names: readonly string[] | null | undefined): string {
  const name = names?.[label];
  return name && isSign(name) ? name : String(label);
}

/** Labels are 0 … n − 1. */
export function classCountOf({ id, names, train, test }: Dataset): number {
  if (id !== 'own') return TEN;
  if (names) return names.length;
  const labels = [train.labels, test.labels].filter((some) => some !== null);
  if (labels.every((some) => some.length === 0)) return TEN;
  return 1 + labels.reduce((most, some) => some.reduce((a, b) => Math.max(a, b), most), 0);
}
