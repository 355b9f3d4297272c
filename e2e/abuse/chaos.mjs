/**
 * Random sequences of calls at once, by script and by hand. Whatever order they come in, afterwards every one is
 * answered, nothing pretends to have failed, the controls show what was asked, and a new run learns exactly what
 * it learns in a fresh page. What fails is shortened to the calls that it takes.
 */
import { install } from './pageSide.mjs';
import { wordsOf } from './part.mjs';
import { Random } from './random.mjs';
import { asked, sequence, spelt } from './sequences.mjs';
import { shrunk } from './shrink.mjs';
import { crashIn, noticesOf, TINY, VIEW, visit, wrongs } from './visit.mjs';

/** @typedef {import('./pageSide.mjs').Call} Call */
/** @typedef {import('./pageSide.mjs').Answer} Answer */
/** @typedef {import('./pageSide.mjs').AbusedWindow & typeof window} AbusedWindow */
/** @typedef {{ losses: string, engine: string }} Learned */

export const name = 'chaos';
export const whole = 300;
export const few = 1;

/** Each promise has settled so many ms after the last call; loaded machines are slow, waits without end are longer. */
const DEADLINE = 60_000;
/** Steps of the run that is compared with a fresh page's. */
const STEPS = 5;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const among = await abuse.browser.newContext(VIEW);
  /** What fresh pages learned, by their links. @type {Map<string, Learned>} */
  const references = new Map();
  const attempt = (/** @type {readonly Call[]} */ calls) => tried(abuse, among, references, calls);
  /** @type {import('./part.mjs').Failure[]} */
  const failures = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % 25 === 0) abuse.log(`${i} of ${count}`);
    const calls = sequence(new Random(seed, i));
    const found = await attempt(calls);
    if (found.length === 0) continue;
    const same = (/** @type {string[]} */ again) => again.some((one) => kindOf(one) === kindOf(found[0]));
    const short = await shrunk(calls, async (fewer) => same(await attempt(fewer)), 24);
    const text = `sequence ${i}: ${short.map(spelt).join('; ')}`;
    abuse.log(`${text}\n      ${found.join('; ')}`);
    failures.push({ case: text, what: found.join('; ') });
  }
  await among.close();
  return { cases: count, failures };
}

/** Two complaints are of one kind if they differ in numbers alone. @param {string} complaint */
const kindOf = (complaint) => complaint.replace(/[\d.,[\]]+/g, '#').slice(0, 60);

/**
 * Plays the calls in a new page; what was wrong then.
 * @param {import('./part.mjs').Abuse} abuse @param {import('playwright').BrowserContext} among
 * @param {Map<string, Learned>} references @param {readonly Call[]} calls @returns {Promise<string[]>}
 */
async function tried(abuse, among, references, calls) {
  const prepare = (/** @type {import('playwright').Page} */ page) => page.addInitScript(install);
  /** @type {import('./visit.mjs').Visit | undefined} */
  let open;
  try {
    open = await visit(abuse, { among, prepare });
    const { page } = open;
    /** @type {Call[]} */
    const all = [...SETUP, ...calls, { do: 'pause', wait: true }];
    const answers = await page.evaluate(
      ([given, patience]) => /** @type {AbusedWindow} */ (window).abuse.play(given, patience),
      /** @type {const} */ ([all, DEADLINE]),
    );
    const unanswered = all.filter((_, i) => answers[i].came === 'none');
    if (unanswered.length > 0) return unanswered.map((call) => `${spelt(call)} was never answered`);
    const found = answers.flatMap((answer, i) => badAnswer(all[i], answer));
    found.push(...(await unsettled(page, calls)));
    const { config, dataset } = await page.evaluate(() => window.playground.state());
    const expected = asked(all, answers);
    for (const [key, value] of Object.entries(expected)) {
      const shown = JSON.stringify(
        /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (config))[key],
      );
      if (shown !== JSON.stringify(value))
        found.push(`${key} is ${shown} where ${JSON.stringify(value)} was asked`);
    }
    if (dataset !== config.dataset)
      found.push(`the data is ${dataset} where the settings say ${config.dataset}`);
    found.push(...(await wrongs(open)));
    found.push(...(await noticesOf(page)).map((sentence) => `a notice says “${sentence}”`));
    if (found.length > 0) return found;

    const link = page.url();
    const own = config.dataset === 'own' ? calls.findLast((call) => call.do === 'importDataset') : undefined;
    const learned = await page.evaluate(learn, STEPS);
    const reference = await referenceOf(abuse, among, references, link, own);
    if (learned.engine !== reference.engine)
      found.push(`the engine is ${learned.engine} where a fresh page has ${reference.engine}`);
    else if (learned.losses !== reference.losses)
      found.push(
        `it learns ${learned.losses.slice(0, 90)} where a fresh page learns ${reference.losses.slice(0, 90)}`,
      );
    return [...found, ...(await wrongs(open))];
  } catch (error) {
    return [wordsOf(error)];
  } finally {
    await open?.close();
  }
}

/** Something to import is there from the start. @type {Call[]} */
const SETUP = [{ do: 'exportCheckpoint', wait: true }];

/** @param {number} steps */
const learn = (steps) => /** @type {AbusedWindow} */ (window).abuse.fresh(steps);

/** @param {Call} call @param {Answer} answer @returns {string[]} */
function badAnswer(call, answer) {
  if (answer.came !== 'error') return [];
  if (!answer.isError || answer.sync)
    return [`${spelt(call)} did not reject with an Error (${answer.message})`];
  const crash = crashIn(answer.message ?? '');
  return crash ? [`${spelt(call)} was answered ${crash}`] : [];
}

/**
 * Nothing runs on after the last pause, and an engine is there.
 * @param {import('playwright').Page} page @param {readonly Call[]} calls
 */
async function unsettled(page, calls) {
  // A Train that was pressed before there was data begins when it comes: that may be after the last pause.
  const late = calls.some((call) => call.do === 'press' && call.with === 'train');
  for (let pauses = 0; ; pauses++) {
    await page.waitForTimeout(250);
    const { run, engine } = await page.evaluate(() => window.playground.state());
    if (run.status !== 'running') return engine ? [] : ['there is no engine'];
    if (!late || pauses === 3) return ['it trains on after the last pause'];
    await page.evaluate(() => window.playground.pause());
  }
}

/**
 * What a fresh page with this link learns.
 * @param {import('./part.mjs').Abuse} abuse @param {import('playwright').BrowserContext} among
 * @param {Map<string, Learned>} references @param {string} link @param {Call | undefined} own
 */
async function referenceOf(abuse, among, references, link, own) {
  const settings = Object.fromEntries(new URLSearchParams(new URL(link).hash.slice(1)));
  // The reader's own data is in no link: it is brought again.
  if (own) settings.dataset = TINY.dataset;
  const key = JSON.stringify([settings, own?.with]);
  const known = references.get(key);
  if (known) return known;
  const { page, close } = await visit(abuse, {
    among,
    settings,
    prepare: (fresh) => fresh.addInitScript(install),
  });
  try {
    if (own) {
      const calls = [{ ...own, wait: true, after: 0 }];
      await page.evaluate(
        ([given, patience]) => /** @type {AbusedWindow} */ (window).abuse.play(given, patience),
        /** @type {const} */ ([calls, DEADLINE]),
      );
    }
    const learned = await page.evaluate(learn, STEPS);
    references.set(key, learned);
    return learned;
  } finally {
    await close();
  }
}
