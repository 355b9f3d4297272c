/** The classes of generated images: a generator with mode collapse shows as a number. */
export interface Coverage {
  /** Number of draws. */
  count: number;
  /** For each class, how many draws look like it. */
  counts: number[];
  /** Number of classes with at least the share `COVERED` of the draws. */
  covered: number;
  /** Share of the draws classified as the label that they were generated with; null without labels. */
  matchingLabel: number | null;
}

/** A class counts as covered from this share of the draws on. */
export const COVERED = 0.01;

/** found: the class of each draw, one of `classes`; labels: the label that a conditional model generated it with. */
export function coverageOf(found: Uint8Array, labels: Uint8Array | null, classes: number): Coverage {
  const counts = new Array<number>(classes).fill(0);
  for (const label of found) counts[label]++;
  return {
    count: found.length,
    counts,
    covered: counts.filter((count) => count > 0 && count >= COVERED * found.length).length,
    matchingLabel: labels && found.filter((label, i) => label === labels[i]).length / found.length,
  };
}
