/**
 * How many steps go into one submit: as many as take about ten milliseconds, so that the page draws in
 * between and a pause is heard at once. Learnt from how long answers take to come.
 */

/** Milliseconds a submit. */
const TARGET = 10;

export interface Pacing {
  /** Steps for the next submit, from 1 to `most`. */
  steps(): number;
  /** So many steps took so many milliseconds, from the first submit to the answer. */
  took(steps: number, ms: number): void;
}

export function createPacing(most: number): Pacing {
  let msPerStep: number | null = null;
  return {
    steps: () => (msPerStep === null ? 1 : Math.max(1, Math.min(most, Math.round(TARGET / msPerStep)))),
    took(steps, ms) {
      // The answer's own way back counts in; the shortest of late is nearest to the truth.
      const latest = ms / steps;
      msPerStep = msPerStep === null ? latest : Math.min(latest, msPerStep * 0.8 + latest * 0.2);
    },
  };
}
