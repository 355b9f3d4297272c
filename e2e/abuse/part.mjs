/**
 * What a part of the abuse is: a module that exports its name, how many cases make the whole of it and how
 * few stand for it in `npm test`, and `run`. Types only, and the table of what came of the parts.
 *
 * @typedef {{ case: string, what: string }} Failure `case` is enough to see it again: a seed, a name, a sequence.
 * @typedef {{ cases: number, failures: Failure[] }} Outcome
 *
 * @typedef {object} Abuse What every part is given.
 * @property {string} url The built page as `vite preview` serves it, with a slash at the end.
 * @property {import('playwright').Browser} browser
 * @property {(text: string) => void} log A line for whoever watches.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {number} whole Cases in `npm run abuse`.
 * @property {number} few Cases in `npm test`.
 * @property {(abuse: Abuse, order: { count: number, seed: number }) => Promise<Outcome>} run
 */

/** More would be a wall. */
const SHOWN = 20;

/** The failures of one part in lines. @param {Failure[]} failures */
export function listed(failures) {
  const lines = failures.slice(0, SHOWN).map((failure) => `${failure.case}\n      ${failure.what}`);
  if (failures.length > SHOWN) lines.push(`… and ${failures.length - SHOWN} more`);
  return lines.join('\n    ');
}

/** A failure out of whatever a case threw. @param {string} name @param {unknown} error @returns {Failure} */
export const thrown = (name, error) => ({
  case: name,
  what: error instanceof Error ? error.message : String(error),
});
