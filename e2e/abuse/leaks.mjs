/**
 * Hours of use in minutes: models are switched, runs restarted, tabs opened in turn. Afterwards the page
 * holds no more memory, workers or canvases than before. One case is one round; the first ones are for
 * warming up.
 */
import { within } from './part.mjs';
import { TINY, visit, wrongs } from './visit.mjs';

const WARM_UP = 5;
/** Allowed growth of the memory of page and workers after the warm-up, and what counts as noise, in bytes. */
const GROWTH = 0.05;
const NOISE = 1.5 * 2 ** 20;
const ROUND = 60_000;

const RESETS = 40;
const TABS_MINUTES = 10;
/**
 * Approximate duration of a round over all tabs, in seconds; on a loaded machine it takes longer, and there
 * are fewer.
 */
const TABS_ROUND = 6;
const TABS = (TABS_MINUTES * 60) / TABS_ROUND;

const MODELS = ['ae', 'vae', 'gan', 'aae', 'made', 'vaegan', 'pca'];
/**
 * WebAssembly's memory never shrinks, so it is as large as the largest model made it: each model is opened
 * twice in the warm-up.
 */
const SWITCHES_WARM_UP = 2 * MODELS.length;
const SWITCHES = SWITCHES_WARM_UP + 20;

/** @typedef {import('playwright').Page} Page */
/** @type {{ what: string, share: number, seconds?: number, settings?: Record<string, string>, warmUp?: number, round: (page: Page, i: number) => Promise<unknown> }[]} `seconds`: a round's; they end when the time of all is over. */
const HABITS = [
  { what: 'switching models', share: SWITCHES, warmUp: SWITCHES_WARM_UP, round: switchModel },
  {
    what: 'switching models on tfjs-wasm',
    share: SWITCHES,
    warmUp: SWITCHES_WARM_UP,
    settings: { engine: 'tfjs-wasm' },
    round: switchModel,
  },
  {
    what: 'resetting',
    share: RESETS,
    round: (page) =>
      page.evaluate(async () => {
        await window.playground.reset();
        await window.playground.train({ steps: 30 });
      }),
  },
  { what: 'going over the tabs', share: TABS, seconds: TABS_ROUND, round: overTabs },
];
const ROUNDS = HABITS.reduce((sum, { share }) => sum + share, 0);

export const name = 'leaks';
export const whole = ROUNDS;
export const few = 1;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count }) {
  /** @type {import('./part.mjs').Failure[]} */
  const failures = [];
  let cases = 0;
  // The browser takes seconds to measure workers, and a few rounds say little about them.
  const workersToo = count >= ROUNDS / 4;
  for (const habit of HABITS.slice(0, count).filter(({ what }) => abuse.only?.test(what) ?? true)) {
    const most = Math.max(4, Math.round((habit.share * count) / ROUNDS));
    const open = await visit(abuse, { settings: { ...TINY, ...habit.settings } });
    try {
      const warm = Math.min(habit.warmUp ?? WARM_UP, Math.floor(most / 2));
      /** @type {Held | undefined} */
      let before;
      const end = Date.now() + (habit.seconds ?? Number.POSITIVE_INFINITY) * most * 1000;
      let rounds = 0;
      for (; rounds < most && (rounds <= warm || Date.now() < end); rounds++) {
        if (rounds === warm) before = await heldBy(open.page, workersToo);
        // The same rounds as in the warm-up: what a model or tab loads at its first use is no growth.
        await within(habit.round(open.page, rounds % warm), ROUND, `round ${rounds} of ${habit.what}`);
      }
      cases += rounds;
      const after = await heldBy(open.page, workersToo);
      const grown = before ? growth(before, after) : [];
      abuse.log(`${habit.what}, ${rounds} rounds: ${spelt(before)} → ${spelt(after)}`);
      const found = [...grown, ...(await wrongs(open))];
      if (found.length > 0)
        failures.push({ case: `${habit.what}, ${rounds} rounds`, what: found.join('; ') });
    } finally {
      await open.close();
    }
  }
  return { cases, failures };
}

/** @typedef {{ bytes: Record<string, number>, workers: number, canvases: number, listeners: number, nodes: number }} Held */

/** The browser measures at its next garbage collection, which may take long. */
const MEASURING = 90_000;

/**
 * What the page and its workers hold after a garbage collection.
 * @param {Page} page @param {boolean} workersToo @returns {Promise<Held>}
 */
async function heldBy(page, workersToo) {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('HeapProfiler.enable');
    // Memory freed by finalisers is collected the next time.
    for (let i = 0; i < 3; i++) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(200);
    }
    const bytes = workersToo
      ? await within(page.evaluate(measured), MEASURING, 'the measure of the memory')
      : { page: (await session.send('Runtime.getHeapUsage')).usedSize };
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    const canvases = await page.locator('canvas').count();
    // Without the threads of the SIMD engine: how many are the fastest depends on what else the machine does.
    const named = (/** @type {string} */ name) => page.workers().filter((w) => w.url().includes(name)).length;
    // One worker saves the run, from the first save on.
    const saving = Math.min(1, named('autosave.worker'));
    const workers = page.workers().length - named('helper.worker') - saving;
    return { bytes, workers, canvases, listeners: jsEventListeners, nodes };
  } finally {
    await session.detach();
  }
}

/**
 * Bytes by owner: the page, its workers, and shared or unattributed memory.
 * @returns {Promise<Record<string, number>>}
 */
async function measured() {
  /** @typedef {{ breakdown: { bytes: number, attribution: { scope: string }[] }[] }} Measurement */
  const { breakdown } = await /** @type {{ measureUserAgentSpecificMemory(): Promise<Measurement> }} */ (
    /** @type {unknown} */ (performance)
  ).measureUserAgentSpecificMemory();
  /** @type {Record<string, number>} */
  const bytes = { page: 0, workers: 0, shared: 0 };
  for (const part of breakdown) {
    const scope = part.attribution[0]?.scope ?? '';
    bytes[scope === 'Window' ? 'page' : scope.includes('Worker') ? 'workers' : 'shared'] += part.bytes;
  }
  return bytes;
}

/** @param {Held} before @param {Held} after */
function growth(before, after) {
  const found = [];
  for (const [owner, held] of Object.entries(before.bytes)) {
    const now = after.bytes[owner];
    if (now - held > Math.max(GROWTH * held, NOISE))
      found.push(`memory (${owner}) grew from ${megabytes(held)} to ${megabytes(now)}`);
  }
  for (const what of /** @type {const} */ (['workers', 'canvases'])) {
    if (after[what] > before[what]) found.push(`there were ${before[what]} ${what}, and now ${after[what]}`);
  }
  for (const what of /** @type {const} */ (['nodes', 'listeners'])) {
    if (after[what] > 1.2 * before[what] + 50)
      found.push(`there were ${before[what]} ${what}, and now ${after[what]}`);
  }
  return found;
}

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
/** @param {Held | undefined} held */
const spelt = (held) =>
  held
    ? `${Object.entries(held.bytes).map(([owner, bytes]) => `${owner} ${megabytes(bytes)}`)}, ${held.workers} workers, ${held.canvases} canvases, ${held.nodes} nodes, ${held.listeners} listeners`
    : 'not known';

/** Switches to another model, trains, and opens another tab. @param {Page} page @param {number} i */
async function switchModel(page, i) {
  const tabs = page.getByRole('tab');
  await page.evaluate(
    async ([model, latent]) => {
      await window.playground.configure({ model, latent });
      await window.playground.reset();
      await window.playground.train({ steps: 50 });
    },
    /** @type {[import('../../src/model/spec').ModelFamily, number]} */ ([
      /** @type {any} */ (MODELS[i % MODELS.length]),
      2 + (i % 2),
    ]),
  );
  await tabs.nth(i % (await tabs.count())).click();
  // The same model and tab whenever memory is measured.
  await page.evaluate(async () => {
    await window.playground.configure({ model: 'vae', latent: 2 });
    await window.playground.reset();
    await window.playground.train({ steps: 5 });
  });
  await tabs.first().click();
}

/** Opens every tab for a moment, during training. @param {Page} page */
async function overTabs(page) {
  await page.evaluate(() => void window.playground.train());
  const tabs = page.getByRole('tab');
  for (let i = 0; i < (await tabs.count()); i++) {
    await tabs.nth(i).click();
    await page.waitForTimeout(700);
  }
  await tabs.first().click();
  await page.evaluate(() => window.playground.pause());
}
