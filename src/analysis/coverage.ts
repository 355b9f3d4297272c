/** What a crowd of drawn images is of, class by class: a generator that has collapsed shows as a number. */
import { CLASSES } from '../model/spec';

export interface Coverage {
  /** Of the draws, so many look like each class. */
  counts: number[];
  /** Classes that at least `COVERED` of the draws look like. */
  covered: number;
  /** Share of the draws that look like the class that was asked for; null where none was. */
  asAsked: number | null;
}

/** A class counts as covered from this share of the draws on. */
export const COVERED = 0.01;

/** found: what each draw looks like; asked: the class that it was drawn under, of a conditional model. */
export function coverageOf(found: Uint8Array, asked: Uint8Array | null): Coverage {
  const counts = new Array<number>(CLASSES).fill(0);
  for (const label of found) counts[label]++;
  return {
    counts,
    covered: counts.filter((count) => count > 0 && count >= COVERED * found.length).length,
    asAsked: asked && found.filter((label, i) => label === asked[i]).length / found.length,
  };
}
