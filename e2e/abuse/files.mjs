/**
 * Shared by the parts that give the page damaged files: one visit, case after case, until something goes
 * wrong.
 */
import { wordsOf } from './part.mjs';
import { Random } from './random.mjs';
import { crashIn, VIEW, visit, wrongs } from './visit.mjs';

/** A file must be accepted or refused within this many ms. */
const DEADLINE = 40_000;
/** The whole page is checked after this many cases, and after each accepted file. */
const LOOK_EVERY = 25;

/**
 * @typedef {object} CaseResult
 * @property {'accepted' | 'refused' | 'none'} kind
 * @property {string} [message] The message of a refusal.
 * @property {string} [wrong] What is wrong with an accepted file.
 */

/**
 * @template Case
 * @param {import('./part.mjs').Abuse} abuse
 * @param {import('./part.mjs').Order} order
 * @param {{
 *   before: (visit: import('./visit.mjs').Visit) => Promise<(random: Random) => Case & { what: string }>,
 *   give: (visit: import('./visit.mjs').Visit, one: Case) => Promise<CaseResult>,
 * }} how `before` opens what there is to be opened and returns a function that creates cases; `give` passes one to the page.
 * @returns {Promise<import('./part.mjs').Outcome>}
 */
export async function giveAll(abuse, { count, seed, first = 0 }, { before, give }) {
  const context = await abuse.browser.newContext(VIEW);
  /** @type {import('./part.mjs').Failure[]} */
  const failures = [];
  const results = { accepted: 0, refused: 0, none: 0 };
  /** @type {import('./visit.mjs').Visit | null} */
  let open = null;
  /** @type {((random: Random) => Case & { what: string }) | null} */
  let make = null;
  for (let n = first; n < first + count; n++) {
    if (n > first && (n - first) % 250 === 0) abuse.log(`${n - first} of ${count}`);
    let title = `${n} of seed ${seed}`;
    try {
      open ??= await visit(abuse, { among: context });
      make ??= await before(open);
      const one = make(new Random(seed, n));
      title += ` (${one.what})`;
      const result = await Promise.race([give(open, one), late()]);
      results[result.kind]++;
      const what = result.kind === 'none' ? ['it never settled'] : [];
      if (result.wrong) what.push(result.wrong);
      const crash = result.kind === 'refused' ? crashIn(unquoted(result.message ?? '')) : null;
      if (crash) what.push(`it was refused with ${crash}`);
      if (what.length > 0 || result.kind !== 'refused' || n % LOOK_EVERY === 0)
        what.push(...(await wrongs(open)));
      if (what.length === 0) continue;
      failures.push({ case: title, what: what.join('; ') });
    } catch (error) {
      failures.push({ case: title, what: wordsOf(error) });
    }
    await open?.close();
    open = null;
    make = null;
  }
  if (open) {
    const last = await wrongs(open);
    if (last.length > 0) failures.push({ case: `the end of seed ${seed}`, what: last.join('; ') });
  }
  abuse.log(`${results.accepted} accepted, ${results.refused} refused, ${results.none} without a result`);
  await context.close();
  return { cases: count, failures };
}

/** @returns {Promise<CaseResult>} */
const late = () => new Promise((resolve) => setTimeout(resolve, DEADLINE, { kind: 'none' }).unref());

/**
 * Removes everything that the message quotes from a file or a link, including nested quotes.
 * @param {string} sentence
 */
export const unquoted = (sentence) => sentence.replace(/“.*”/g, '“…”');

/** Bytes encoded for the transfer to the page. @param {Uint8Array} bytes */
export const base64 = (bytes) => Buffer.from(bytes).toString('base64');
