/**
 * Workers that end at every moment: by an error, silently, or by hanging. A notice appears in time, pending
 * calls settle, and the run continues from at most two seconds of work earlier.
 */
import { eachCase, within } from './part.mjs';
import { Random } from './random.mjs';
import { crashIn, noticesOf, PATIENCE, TINY, visit, wrongs } from './visit.mjs';
import { beforeWorkers } from './workers.mjs';

/** @typedef {'throws' | 'closes' | 'hangs'} How */
/**
 * @typedef {object} Kill Which worker ends, and when.
 * @property {'engine' | 'analysis'} entry
 * @property {How} how
 * @property {string} at `load`, or the command after whose arrival it ends.
 * @property {number} after So many ms after it.
 */

/**
 * A notice must appear within this many ms; the page's longest deadline, while it chooses an engine, is 60 s.
 */
const DEADLINE = 80_000;
/** Work that may be lost, in ms, and an allowance for a loaded machine. */
const LOST = 2000;
const SLACK = 1000;
const LEARNED = 30;

/** The call during which the worker dies. @type {Record<string, { at: string, after: number }>} */
const MOMENTS = {
  'before it listens': { at: 'load', after: 0 },
  'while it opens': { at: 'open', after: 20 },
  'while it trains': { at: 'train', after: 3500 },
  'while it evaluates': { at: 'evaluate', after: 0 },
  'while it saves': { at: 'exportCheckpoint', after: 0 },
  'while it loads': { at: 'importCheckpoint', after: 0 },
  'while it encodes': { at: 'encode', after: 0 },
};
/** @type {How[]} */
const HOWS = ['throws', 'closes', 'hangs'];

/**
 * A helper thread of the training worker: when it ends, and in which ways it can then.
 * @type {Record<string, How[]>}
 */
const HELPERS = {
  'before it listens': ['throws', 'closes', 'hangs'],
  'in its first order': ['throws', 'hangs'],
  'while it computes': ['throws', 'hangs'],
};

const CASES = [
  ...Object.entries(MOMENTS).flatMap(([when, moment]) =>
    HOWS.map((how) => ({ what: `the training worker ${how} ${when}`, kill: kill('engine', how, moment) })),
  ),
  ...HOWS.map((how) => ({
    what: `the analysis worker ${how}`,
    kill: kill('analysis', how, { at: 'load', after: 500 }),
  })),
  ...Object.entries(HELPERS).flatMap(([when, hows]) =>
    hows.map((how) => ({ what: `a helper thread ${how} ${when}`, helper: { when, how } })),
  ),
];

export const name = 'kills';
export const whole = CASES.length;
export const few = 1;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const cases = new Random(seed).sample(CASES, count);
  return eachCase(
    abuse,
    cases,
    ({ what }) => what,
    /** @returns {Promise<string[] | null>} */
    (one) => ('helper' in one ? withoutHelper(abuse, one.helper) : withKilledWorker(abuse, one.kill)),
  );
}

/** @param {Kill['entry']} entry @param {How} how @param {{ at: string, after: number }} moment @returns {Kill} */
function kill(entry, how, { at, after }) {
  return { entry, how, at, after };
}

/** In every worker: the one whose name describes a kill ends as described. */
const KILLABLE = `
  const kill = self.name.startsWith('{') ? JSON.parse(self.name) : null;
  const die = () => {
    const channel = new BroadcastChannel('abuse');
    channel.postMessage('dying');
    if (kill.how === 'throws') throw new Error('the abuse ends this worker');
    if (kill.how === 'closes') self.close();
    for (const end = kill.how === 'hangs' ? Infinity : 0; performance.now() < end; );
  };
  if (kill?.at === 'load' && !kill.after) die();
  else if (kill?.at === 'load') setTimeout(die, kill.after);
  else if (kill) self.addEventListener('message', ({ data }) => {
    if (data.type === kill.at) setTimeout(die, kill.after);
  });
`;

/** In the page: the first worker of the kind gets the kill, as JSON, as its name. @param {Kill} kill */
function scheduleKill(kill) {
  const Usual = Worker;
  let left = 1;
  window.Worker = class extends Usual {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      const name = `${url}`.includes(`${kill.entry}.worker`) && left-- > 0 ? JSON.stringify(kill) : '';
      super(url, { ...options, name });
    }
  };
  /** When it ended, and the steps learned by then. */
  const seen = { died: 0, steps: /** @type {[number, number][]} */ ([]) };
  Object.assign(window, { seen });
  new BroadcastChannel('abuse').onmessage = () => {
    seen.died ||= performance.now();
  };
  setInterval(() => {
    const step = window.playground?.state().run.step ?? 0;
    if (!seen.died && step !== seen.steps.at(-1)?.[1]) seen.steps.push([performance.now(), step]);
  }, 10);
}

/** @param {import('./part.mjs').Abuse} abuse @param {Kill} kill */
async function withKilledWorker(abuse, kill) {
  const open = await visit(abuse, {
    settings: TINY,
    ready: false,
    allow: [/the abuse ends this worker/],
    prepare: async (page) => {
      await page.addInitScript(scheduleKill, kill);
      await beforeWorkers(page, KILLABLE);
    },
  });
  const { page } = open;
  try {
    if (kill.entry === 'analysis') {
      await within(page.evaluate(train), PATIENCE, 'training');
      await page.getByRole('tab', { name: 'Classify' }).click();
      await page.getByRole('alert').first().waitFor({ timeout: DEADLINE });
      await within(
        page.evaluate(() => window.playground.train({ steps: 5 })),
        PATIENCE,
        'training on',
      );
      return await wrongs(open);
    }
    const calling = call(page, kill.at);
    await page.getByRole('alert').first().waitFor({ timeout: DEADLINE });
    const reply = await within(calling, DEADLINE, `the reply to ${kill.at}`);
    const crash = reply && crashIn(reply);
    if (crash) return [`${kill.at} ended with ${crash}`];
    const crashes = (await noticesOf(page)).map(crashIn).filter((why) => why !== null);
    if (crashes.length > 0) return crashes;

    const again = page.getByRole('alert').getByRole('button', { name: 'Start it again' });
    if (await again.isVisible()) await again.click();
    await page.waitForFunction(() => window.playground.state().engine !== '', undefined, {
      timeout: PATIENCE,
    });
    await again.waitFor({ state: 'detached', timeout: PATIENCE });
    const lost = await page.evaluate(() => {
      const { seen } = /** @type {typeof window & { seen: { died: number, steps: [number, number][] } }} */ (
        window
      );
      const { step } = window.playground.state().run;
      const beyond = seen.steps.find(([, learned]) => learned > step);
      return { ms: beyond ? seen.died - beyond[0] : 0, step, of: seen.steps.at(-1)?.[1] ?? 0 };
    });
    const found = [];
    if (lost.ms > LOST + SLACK)
      found.push(`${(lost.ms / 1000).toFixed(1)} s of work are lost (step ${lost.step} of ${lost.of})`);
    const { step } = await within(
      page.evaluate(() => window.playground.train({ steps: 5 })),
      PATIENCE,
      'training after the restart',
    );
    if (step !== lost.step + 5) found.push(`5 steps after step ${lost.step} it is at ${step}`);
    return [...found, ...(await wrongs(open))];
  } finally {
    await open.close();
  }
}

async function train() {
  await window.playground.ready;
  await window.playground.train({ steps: 20 });
}

/**
 * Calls the function during which the worker dies; returns null or the message of the rejection.
 * @param {import('playwright').Page} page @param {string} at @returns {Promise<string | null>}
 */
async function call(page, at) {
  await page.waitForFunction(() => 'playground' in window, undefined, { timeout: PATIENCE });
  return page.evaluate(
    async ([command, steps]) => {
      if (command === 'load' || command === 'open') return null;
      try {
        await window.playground.ready;
        if (command === 'train') {
          await window.playground.train();
          return null;
        }
        await window.playground.train({ steps });
        const kept = command === 'importCheckpoint' ? await window.playground.exportCheckpoint() : null;
        if (command === 'evaluate') await window.playground.evaluate();
        if (command === 'exportCheckpoint') await window.playground.exportCheckpoint();
        if (command === 'encode') await window.playground.encode(new Uint8Array(784), 1);
        if (kept) await window.playground.importCheckpoint(kept);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : `${error}`;
      }
    },
    /** @type {const} */ ([at, LEARNED]),
  );
}

/** A helper that ends during computation lives this many ms first, so that the threads have been measured. */
const MEASURED = 6000;

/**
 * In the workers: a helper ends at a barrier, which comes at the end of every command; and the training
 * worker finds two threads faster than one, however loaded the machine is.
 * @param {{ when: string, how: string }} kill
 */
const withoutHelp = ({ when, how }) => {
  const helper = `
    const never = new Int32Array(new SharedArrayBuffer(4));
    const end = () => {
      new BroadcastChannel('abuse').postMessage('the helper ends');
      ${how === 'throws' ? "throw new Error('the abuse ends this thread');" : how === 'closes' ? 'self.close();' : 'Atomics.wait(never, 0, 0);'}
    };
    if (${when === 'before it listens'}) end();
    const usual = Atomics.add;
    Atomics.add = (...given) => {
      if (performance.now() > ${when === 'while it computes' ? MEASURED : 0}) {
        Atomics.add = usual;
        end();
      }
      return usual(...given);
    };
  `;
  // Requests of a worker's own workers cannot be intercepted: they start with a file of ours, which imports
  // theirs.
  return `
  if (entry === 'engine') {
    const now = performance.now.bind(performance);
    const Usual = self.Worker;
    let helped = Infinity;
    self.Worker = class extends Usual {
      constructor(url, options) {
        const code = ${JSON.stringify(helper)} + ';import(' + JSON.stringify(String(url)) + ');';
        super(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), options);
        helped = Math.min(helped, now());
      }
    };
    performance.now = () => Math.min(now(), helped) + Math.max(0, now() - helped) / 4;
  }
`;
};

/** @param {import('./part.mjs').Abuse} abuse @param {{ when: string, how: string }} kill @returns {Promise<string[] | null>} */
async function withoutHelper(abuse, kill) {
  const open = await visit(abuse, {
    // Large enough for two threads to be worth it.
    settings: { dataset: 'drawn', engine: 'simd' },
    ready: false,
    allow: [/the abuse ends this thread/],
    prepare: async (page) => {
      await page.addInitScript(() => {
        Object.assign(window, { died: false });
        new BroadcastChannel('abuse').onmessage = () => Object.assign(window, { died: true });
      });
      await beforeWorkers(page, withoutHelp(kill));
    },
  });
  const { page } = open;
  const hasDied = () => page.evaluate(() => /** @type {typeof window & { died: boolean }} */ (window).died);
  try {
    await within(
      page.evaluate(async () => {
        await window.playground.ready;
        void window.playground.train();
      }),
      2 * PATIENCE,
      'training',
    );
    for (let waited = 0; waited < 3 * MEASURED && !(await hasDied()); waited += 500)
      await page.waitForTimeout(500);
    const before = await page.evaluate(() => window.playground.state().run.step);
    await page.waitForFunction((step) => window.playground.state().run.step > step + 20, before, {
      timeout: 2 * PATIENCE,
    });
    await within(
      page.evaluate(() => window.playground.pause()),
      PATIENCE,
      'the pause',
    );
    const found = (await wrongs(open)).filter((what) => !/The engine simd failed \(a thread/.test(what));
    return found.length > 0 || (await hasDied()) ? found : null;
  } finally {
    await open.close();
  }
}
