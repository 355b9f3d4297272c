/**
 * How many steps go into one submit, and how many are asked for before their results are read: about ten milliseconds
 * of them, so that the page can draw in between, and about a frame. Learnt from the time that they take.
 */

/** ms of a submit, and from one readback to the next. */
const SUBMIT = 10;
const READ = 20;

export interface Pacing {
  /** Steps for the next submit, from 1 to `most`. */
  submitted(): number;
  /** Steps until the next readback. */
  read(): number;
  /** Records that this many steps took this many milliseconds, from the first submit to the result. */
  took(steps: number, ms: number): void;
}

/**
 * Of at most `most` steps in a submit. `every`: ms from one answer of the browser to the next, where they come late
 * (answers.ts).
 */
export function createPacing(most: number, every = 0): Pacing {
  const count = every > 0 ? countByAnswers(every) : countByTime();
  const within = (ms: number) => Math.max(1, Math.round(ms / count.msPerStep()));
  return {
    submitted: () => Math.min(most, within(SUBMIT)),
    read: () => count.together() ?? within(READ),
    took: count.took,
  };
}

interface Count extends Pick<Pacing, 'took'> {
  msPerStep(): number;
  /** Steps that fill the time until an answer; null where that is no matter. */
  together(): number | null;
}

function countByTime(): Count {
  let msPerStep: number | null = null;
  return {
    msPerStep: () => msPerStep ?? Number.POSITIVE_INFINITY,
    together: () => null,
    took(steps, ms) {
      // The time includes the readback, so the shortest recent one is nearest to the truth.
      const latest = ms / steps;
      msPerStep = msPerStep === null ? latest : Math.min(latest, msPerStep * 0.8 + latest * 0.2);
    },
  };
}

/** After so many answers in time, a few more steps are tried, and if these are in time too, many more. */
const PATIENCE = 8;
const A_FEW = 1.125;
const MANY = 1.5;

/**
 * Where answers come only every so often, the time of a few steps says nothing: as many are asked for as finish before
 * the next answer. A pause has to wait for it anyway, and so the GPU is not idle meanwhile.
 */
function countByAnswers(every: number): Count {
  /** The most steps that were in time, and those that are asked for; doubled until they are late for the first time. */
  let fit = 0;
  let asked = 1;
  let late = false;
  let inTime = 0;
  let slowest = every;
  return {
    // They take between 8/9 of the time and all of it.
    msPerStep: () => (fit > 0 ? (0.94 * every) / fit : slowest),
    together: () => asked,
    took(steps, ms) {
      if (ms < 1.5 * every) {
        const more = steps > fit;
        fit = Math.max(fit, steps);
        if (!late) asked = 2 * steps;
        else if (more || (steps === asked && ++inTime >= PATIENCE)) {
          inTime = 0;
          asked = Math.max(asked + 1, Math.floor((more ? MANY : A_FEW) * asked));
        }
        return;
      }
      late = true;
      inTime = 0;
      if (steps === 1) {
        fit = 0;
        slowest = ms;
      }
      // Late with what was in time before: steps have become slower.
      else if (steps <= fit) fit = Math.max(1, Math.floor(steps * Math.min(0.75, every / ms)));
      asked = Math.max(1, fit);
    },
  };
}
