/**
 * How many steps go into one submit: about ten milliseconds of them, so that the page can draw in between and
 * a pause takes effect at once. Learnt from the time that submits take.
 */

/** Milliseconds per submit. */
const TARGET = 10;

export interface Pacing {
  /** Steps for the next submit, from 1 to `most`. */
  steps(): number;
  /** Records that this many steps took this many milliseconds, from the first submit to the result. */
  took(steps: number, ms: number): void;
}

export function createPacing(most: number): Pacing {
  let msPerStep: number | null = null;
  return {
    steps: () => (msPerStep === null ? 1 : Math.max(1, Math.min(most, Math.round(TARGET / msPerStep)))),
    took(steps, ms) {
      // The time includes the readback, so the shortest recent one is nearest to the truth.
      const latest = ms / steps;
      msPerStep = msPerStep === null ? latest : Math.min(latest, msPerStep * 0.8 + latest * 0.2);
    },
  };
}
