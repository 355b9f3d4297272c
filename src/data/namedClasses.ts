/**
 * Which data sets have classes other than digits. Their names are in `i18n/<locale>/classes.ts`, in the order
 * of the labels, as the authors of each set list them.
 */
import type { DatasetId } from '../experiment/config';
import { namedShape } from '../experiment/dataShape';

export const NAMED = ['fashion-mnist', 'kmnist', 'shapes'] as const satisfies readonly DatasetId[];
type Eight = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type ClassKey =
  | `classes.${Exclude<(typeof NAMED)[number], 'shapes'>}.${Eight | 8 | 9}`
  | `classes.shapes.${Eight}`;

/** The key of a class's name, or null where the class is just a numeral. */
export function classKey(dataset: DatasetId, label: number): ClassKey | null {
  const named = NAMED.find((id) => id === dataset);
  const known = named && Number.isInteger(label) && label >= 0 && label < namedShape(named).classes;
  return known ? (`classes.${named}.${label}` as ClassKey) : null;
}
