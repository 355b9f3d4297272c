/**
 * Which data sets have classes other than digits. Their names are in `i18n/<locale>/classes.ts`, in the order
 * of the labels, as the authors of each set list them.
 */
import type { DatasetId } from '../experiment/config';

export const NAMED = ['fashion-mnist', 'kmnist'] as const satisfies readonly DatasetId[];
type Label = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
export type ClassKey = `classes.${(typeof NAMED)[number]}.${Label}`;

/** The key of a class's name, or null where the class is just a numeral. */
export function classKey(dataset: DatasetId, label: number): ClassKey | null {
  const named = NAMED.find((id) => id === dataset);
  return named && isLabel(label) ? `classes.${named}.${label}` : null;
}

const isLabel = (label: number): label is Label => Number.isInteger(label) && label >= 0 && label <= 9;
