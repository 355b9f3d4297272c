/**
 * A part of the stress tests: a module that exports its name, its number of cases in `npm run abuse` and in
 * `npm test`, and `run`. Types, and functions to run cases and to list failures.
 *
 * @typedef {{ case: string, what: string }} Failure `case` is enough to reproduce it: a seed, a name, a sequence.
 * @typedef {{ cases: number, failures: Failure[], untried?: number }} Outcome `untried`: cases in which
 *   the intended fault did not happen, so that they show nothing.
 *
 * @typedef {object} Abuse The input of every part.
 * @property {string} url The built page as `vite preview` serves it, with a slash at the end.
 * @property {import('playwright').Browser} browser
 * @property {(text: string) => void} log Prints a line of progress.
 * @property {RegExp} [only] Only cases with a matching title are run, where cases have titles.
 *
 * @typedef {object} Order
 * @property {number} count Number of cases.
 * @property {number} seed
 * @property {number} [first] The first case, where cases are numbered, so that one can be repeated alone.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {number} whole Cases in `npm run abuse`.
 * @property {number} few Cases in `npm test`.
 * @property {(abuse: Abuse, order: Order) => Promise<Outcome>} run
 */

/** More would fill the screen. */
const SHOWN = 20;

/** The failures of one part as lines of text. @param {Failure[]} failures */
export function listed(failures) {
  const lines = failures.slice(0, SHOWN).map((failure) => `${failure.case}\n      ${failure.what}`);
  if (failures.length > SHOWN) lines.push(`… and ${failures.length - SHOWN} more`);
  return lines.join('\n    ');
}

/**
 * The value of `promise`, or a rejection that names what is late.
 * @template T @param {Promise<T>} promise @param {number} ms @param {string} what @returns {Promise<T>}
 */
export async function within(promise, ms, what) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${ms / 1000} s`)), ms);
  });
  try {
    return /** @type {T} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** Time limit of a case. */
const CASE = 5 * 60_000;

/**
 * Runs one case after the other. `tried` returns what was wrong, or null where nothing could be tried;
 * whatever it throws counts as wrong too.
 * @template T
 * @param {Abuse} abuse @param {readonly T[]} all @param {(one: T) => string} titled
 * @param {(one: T) => Promise<string[] | null>} tried @returns {Promise<Outcome>}
 */
export async function eachCase(abuse, all, titled, tried) {
  const cases = all.filter((one) => abuse.only?.test(titled(one)) ?? true);
  /** @type {Failure[]} */
  const failures = [];
  let untried = 0;
  for (const [i, one] of cases.entries()) {
    if (i > 0 && i % 10 === 0) abuse.log(`${i} of ${cases.length}`);
    const found = await within(tried(one), CASE, 'the end of the case').catch((error) => [wordsOf(error)]);
    if (found === null) {
      untried++;
      abuse.log(`not tried: ${titled(one)}`);
      continue;
    }
    if (found.length === 0) continue;
    failures.push({ case: titled(one), what: found.join('; ') });
    abuse.log(`✗ ${titled(one)}: ${found.join('; ')}`);
  }
  return { cases: cases.length, failures, untried };
}

/** @param {unknown} error */
export const wordsOf = (error) => (error instanceof Error ? error.message : String(error));
