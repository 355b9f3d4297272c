/**
 * Every two of the page's methods called at once, in either order, with a trained model: both settle, with a
 * value or an error message, and the page still works.
 */
import { install } from './pageSide.mjs';
import { eachCase } from './part.mjs';
import { Random } from './random.mjs';
import { crashIn, VIEW, visit, wrongs } from './visit.mjs';

/** @typedef {import('./pageSide.mjs').Call} Call */
/** @typedef {import('./pageSide.mjs').AbusedWindow} AbusedWindow */

/** @type {Record<string, Call>} */
const CALLS = {
  train: { do: 'train', with: { steps: 40 } },
  step: { do: 'step', with: 3 },
  pause: { do: 'pause' },
  reset: { do: 'reset' },
  evaluate: { do: 'evaluate' },
  encode: { do: 'encode', with: 3 },
  decode: { do: 'decode', with: 3 },
  exportCheckpoint: { do: 'exportCheckpoint' },
  importCheckpoint: { do: 'importCheckpoint' },
  importDataset: { do: 'importDataset', with: { count: 120, labelled: true } },
  dataset: { do: 'configure', with: { dataset: 'drawn' } },
  pixels: { do: 'configure', with: { pixels: 'binary' } },
  engine: { do: 'configure', with: { engine: 'tfjs-cpu' } },
  'engine and dataset': { do: 'configure', with: { engine: 'simd', dataset: 'drawn' } },
  model: { do: 'configure', with: { model: 'ae', latent: 3 } },
};
const KINDS = Object.keys(CALLS);
const PAIRS = KINDS.flatMap((first) => KINDS.map((second) => [first, second]));

/**
 * Calls before each pair. `own` data first, so that `drawn` is a change; a checkpoint to import.
 * @type {Call[]}
 */
const BEFORE = [
  { do: 'pause', wait: true },
  { do: 'importDataset', with: { count: 90, labelled: true }, wait: true },
  {
    do: 'configure',
    with: { model: 'vae', latent: 2, pixels: 'grey', engine: 'auto' },
    wait: true,
  },
  { do: 'reset', wait: true },
  { do: 'step', with: 4, wait: true },
  { do: 'exportCheckpoint', wait: true },
];
/** @type {Call[]} */
const AFTER = [
  { do: 'pause', wait: true },
  { do: 'step', with: 2, wait: true },
];

/** A call must settle within this many ms; loaded machines are slow, but endless waits are longer. */
const DEADLINE = 40_000;

export const name = 'pairs';
export const whole = PAIRS.length;
export const few = 3;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const context = await abuse.browser.newContext(VIEW);
  const pairs = new Random(seed).sample(PAIRS, count);
  /** Pages without an error are used again. @type {import('./visit.mjs').Visit | undefined} */
  let open;
  const outcome = await eachCase(
    abuse,
    pairs,
    (pair) => pair.join(', '),
    async ([first, second]) => {
      const used =
        open ?? (await visit(abuse, { among: context, prepare: (page) => page.addInitScript(install) }));
      open = undefined;
      const found = await tried(used, [CALLS[first], CALLS[second]]);
      if (found.length === 0) open = used;
      else await used.close();
      return found;
    },
  );
  await context.close();
  return outcome;
}

/** Returns what went wrong. @param {import('./visit.mjs').Visit} visit @param {Call[]} pair */
async function tried(visit, pair) {
  const calls = [...BEFORE, ...pair, ...AFTER];
  const results = await visit.page.evaluate(
    ([calls, patience]) => /** @type {AbusedWindow & typeof window} */ (window).abuse.play(calls, patience),
    /** @type {const} */ ([calls, DEADLINE]),
  );
  const found = results.flatMap((result, i) => {
    const call = `${calls[i].do}(${JSON.stringify(calls[i].with) ?? ''})`;
    const setUp = i < BEFORE.length || i >= BEFORE.length + pair.length;
    if (result.kind === 'none') return [`${call} never settled`];
    if (result.kind === 'value') return [];
    const crash =
      result.isError && !result.sync ? crashIn(result.message ?? '') : 'not a rejection with an Error';
    if (crash) return [`${call} ended with ${crash}`];
    return setUp ? [`${call} was refused: ${result.message}`] : [];
  });
  return [...found, ...(await wrongs(visit))];
}
