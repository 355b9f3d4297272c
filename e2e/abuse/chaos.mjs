/**
 * Random sequences of concurrent calls, by script and by simulated input. In whatever order they run,
 * afterwards every call has settled, nothing falsely reports a failure, the controls show the requested
 * settings, and a new run learns exactly what it learns in a fresh page. A failing sequence is shortened to
 * the calls that it needs.
 */
import { install } from './pageSide.mjs';
import { wordsOf } from './part.mjs';
import { Random } from './random.mjs';
import { expectedSettings, sequence, spelt } from './sequences.mjs';
import { shrunk } from './shrink.mjs';
import { crashIn, noticesOf, TINY, VIEW, visit, wrongs } from './visit.mjs';

/** @typedef {import('./pageSide.mjs').Call} Call */
/** @typedef {import('./pageSide.mjs').CallResult} CallResult */
/** @typedef {import('./pageSide.mjs').AbusedWindow & typeof window} AbusedWindow */
/** @typedef {{ losses: string, engine: string }} Learned */
/** @typedef {{ link: string, config: import('../../src/experiment/config').Config, own: Call | undefined }} Setting What is learned with. */

export const name = 'chaos';
export const whole = 300;
export const few = 1;

/** A named engine opens in a third of the time that choosing one takes; the sequences change it. */
const SETTINGS = { ...TINY, engine: 'simd' };
/**
 * Every promise must settle within this many ms of the last call; loaded machines are slow, but endless waits
 * are longer.
 */
const DEADLINE = 60_000;
/** Steps of the run that is compared with a fresh page's. */
const STEPS = 5;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed, first = 0 }) {
  const among = await abuse.browser.newContext(VIEW);
  const references = new References(abuse, among);
  const attempt = (/** @type {readonly Call[]} */ calls) => tried(abuse, among, references, calls);
  /** @type {import('./part.mjs').Failure[]} */
  const failures = [];
  /** Kinds of problems of which one sequence has been shortened. @type {Set<string>} */
  const known = new Set();
  for (let i = first; i < first + count; i++) {
    if (i > first && (i - first) % 10 === 0) abuse.log(`${i - first} of ${count}`);
    const calls = sequence(new Random(seed, i));
    const found = await attempt(calls);
    if (found.length === 0) continue;
    const kind = kindOf(found[0]);
    const same = (/** @type {string[]} */ again) => again.some((one) => kindOf(one) === kind);
    const short = known.has(kind)
      ? calls
      : await shrunk(calls, async (fewer) => same(await attempt(fewer)), 16);
    known.add(kind);
    const text = `sequence ${i}: ${short.map(spelt).join('; ')}`;
    abuse.log(`${text}\n      ${found.join('; ')}`);
    failures.push({ case: text, what: found.join('; ') });
  }
  await references.close();
  await among.close();
  return { cases: count, failures };
}

/** Two problems are of the same kind if they differ only in numbers. @param {string} complaint */
const kindOf = (complaint) => complaint.replace(/[\d.,[\]]+/g, '#').slice(0, 60);

/**
 * Plays the calls in a new page; returns what was wrong afterwards.
 * @param {import('./part.mjs').Abuse} abuse @param {import('playwright').BrowserContext} among
 * @param {References} references @param {readonly Call[]} calls @returns {Promise<string[]>}
 */
async function tried(abuse, among, references, calls) {
  const prepare = (/** @type {import('playwright').Page} */ page) => page.addInitScript(install);
  /** @type {import('./visit.mjs').Visit | undefined} */
  let open;
  try {
    open = await visit(abuse, { among, settings: SETTINGS, prepare });
    const { page } = open;
    /** @type {Call[]} */
    const all = [...SETUP, ...calls, { do: 'pause', wait: true }];
    const results = await page.evaluate(
      ([given, patience]) => /** @type {AbusedWindow} */ (window).abuse.play(given, patience),
      /** @type {const} */ ([all, DEADLINE]),
    );
    const pending = all.filter((_, i) => results[i].kind === 'none');
    if (pending.length > 0) return pending.map((call) => `${spelt(call)} never settled`);
    const found = results.flatMap((result, i) => badResult(all[i], result));
    found.push(...(await unsettled(page, calls)));
    const { config, dataset } = await dataInPlace(page);
    const expected = expectedSettings(all, results);
    for (const [key, value] of Object.entries(expected)) {
      const shown = JSON.stringify(
        /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (config))[key],
      );
      if (shown !== JSON.stringify(value))
        found.push(`${key} is ${shown} where ${JSON.stringify(value)} was expected`);
    }
    if (dataset !== config.dataset)
      found.push(`the data is ${dataset} where the settings say ${config.dataset}`);
    found.push(...(await wrongs(open)));
    found.push(...(await noticesOf(page)).map((sentence) => `a notice says “${sentence}”`));
    if (found.length > 0) return found;

    const link = page.url();
    const own = config.dataset === 'own' ? calls.findLast((call) => call.do === 'importDataset') : undefined;
    const learned = await page.evaluate(trainFresh, STEPS);
    const setting = { link, config, own };
    const quiet = await references.quiet(setting);
    const same = quiet.losses === learned.losses && quiet.engine === learned.engine;
    const reference = same ? quiet : await references.fresh(setting);
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

/** Something to import must exist from the start. @type {Call[]} */
const SETUP = [{ do: 'exportCheckpoint', wait: true }];

/** Time to load another data set. */
const ARRIVES = 30_000;

/**
 * The state once the data of the settings is loaded; or the present state, if it is not.
 * @param {import('playwright').Page} page
 */
async function dataInPlace(page) {
  const there = () => {
    const { config, dataset } = window.playground.state();
    return config.dataset === dataset;
  };
  await page.waitForFunction(there, undefined, { timeout: ARRIVES }).catch(() => {});
  return page.evaluate(() => window.playground.state());
}

/** @param {number} steps */
const trainFresh = (steps) => /** @type {AbusedWindow} */ (window).abuse.fresh(steps);

/** @param {Call} call @param {CallResult} result @returns {string[]} */
function badResult(call, result) {
  if (result.kind !== 'error') return [];
  if (!result.isError || result.sync)
    return [`${spelt(call)} did not reject with an Error (${result.message})`];
  const crash = crashIn(result.message ?? '');
  return crash ? [`${spelt(call)} ended with ${crash}`] : [];
}

/**
 * Checks that nothing runs after the last pause, and that there is an engine.
 * @param {import('playwright').Page} page @param {readonly Call[]} calls
 */
async function unsettled(page, calls) {
  // If Train was pressed before there was data, training starts when it is loaded: that may be after the last
  // pause.
  const late = calls.some((call) => call.do === 'press' && call.with === 'train');
  for (let pauses = 0; ; pauses++) {
    await page.waitForTimeout(250);
    const { run, engine } = await page.evaluate(() => window.playground.state());
    if (run.status !== 'running') return engine ? [] : ['there is no engine'];
    if (!late || pauses === 3) return ['it still trains after the last pause'];
    await page.evaluate(() => window.playground.pause());
  }
}

/** The quiet page is replaced after this many sequences. */
const QUIET_FOR = 20;

/**
 * The results of untouched pages. Opening one takes as long as a sequence does, so most results come from a quiet
 * page, which has only ever been given settings. Where its result differs, a fresh page decides.
 */
class References {
  #abuse;
  #among;
  /** @type {Map<string, Learned>} */
  #known = new Map();
  /** @type {import('./visit.mjs').Visit | null} */
  #quiet = null;
  #calls = 0;

  /** @param {import('./part.mjs').Abuse} abuse @param {import('playwright').BrowserContext} among */
  constructor(abuse, among) {
    this.#abuse = abuse;
    this.#among = among;
  }

  /** @param {Setting} setting @returns {Promise<Learned>} */
  async quiet({ config, own }) {
    if (this.#calls++ % QUIET_FOR === 0) await this.close();
    try {
      this.#quiet ??= await this.#open(SETTINGS);
      const { page } = this.#quiet;
      if (own) await bring(page, own);
      await page.evaluate((wanted) => window.playground.configure(wanted), config);
      return await page.evaluate(trainFresh, STEPS);
    } catch (error) {
      // It then gives no result.
      await this.close();
      return { losses: wordsOf(error), engine: '' };
    }
  }

  /** @param {Setting} setting @returns {Promise<Learned>} */
  async fresh({ link, own }) {
    const settings = Object.fromEntries(new URLSearchParams(new URL(link).hash.slice(1)));
    // The reader's own data is not part of a link: it is imported again.
    if (own) settings.dataset = SETTINGS.dataset;
    const key = JSON.stringify([settings, own?.with]);
    const known = this.#known.get(key);
    if (known) return known;
    const { page, close } = await this.#open(settings);
    try {
      if (own) await bring(page, own);
      const learned = await page.evaluate(trainFresh, STEPS);
      this.#known.set(key, learned);
      return learned;
    } finally {
      await close();
    }
  }

  /** @param {Record<string, string>} settings */
  #open(settings) {
    const prepare = (/** @type {import('playwright').Page} */ page) => page.addInitScript(install);
    return visit(this.#abuse, { among: this.#among, settings, prepare });
  }

  async close() {
    await this.#quiet?.close();
    this.#quiet = null;
  }
}

/** @param {import('playwright').Page} page @param {Call} own */
async function bring(page, own) {
  await page.evaluate(
    ([given, patience]) => /** @type {AbusedWindow} */ (window).abuse.play(given, patience),
    /** @type {[Call[], number]} */ ([[{ ...own, wait: true, after: 0 }], DEADLINE]),
  );
}
