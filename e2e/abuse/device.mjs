/**
 * GPU devices that are lost, refuse or never respond: at every point where a WebGPU engine waits for its
 * device while it trains, evaluates, saves, loads, changes data or draws the plane. All calls settle, the
 * model is kept, and another engine, or a new one of the same kind, continues.
 */
import { install } from './pageSide.mjs';
import { eachCase, within } from './part.mjs';
import { Random } from './random.mjs';
import { crashIn, PATIENCE, TINY, visit, wrongs } from './visit.mjs';
import { beforeWorkers } from './workers.mjs';

/** @typedef {import('./pageSide.mjs').Call} Call */
/** @typedef {import('./pageSide.mjs').AbusedWindow & typeof window} AbusedWindow */
/** @typedef {'is lost' | 'refuses' | 'never responds'} Fault */

/** @type {Record<string, Call>} */
const WORK = {
  train: { do: 'train', with: { steps: 4 } },
  evaluate: { do: 'evaluate' },
  save: { do: 'exportCheckpoint' },
  load: { do: 'importCheckpoint' },
  attach: { do: 'importDataset', with: { count: 60, labelled: true } },
  manifold: { do: 'zoom' },
  'another engine': { do: 'configure', with: { engine: 'simd' } },
  reset: { do: 'reset' },
};
/** An engine that does not respond is waited for 90 s (`select.ts`) before the next one is created. */
const DEADLINE = 150_000;
/** Upper bound in ms of the compilation for a software GPU, on a loaded machine. */
const COMPILED = 180_000;
const LEARNED = 6;
const REFUSED = /The engine webgpu failed \(the abuse refuses\)/;

/** Calls that wait for the device repeatedly do so in the same few places: later points are not tried. */
const MOST_POINTS = 12;

/**
 * In the training worker: once armed, counts the points at which the device is awaited, and does the given
 * fault at the n-th. Points are the calls that return a promise.
 */
const COUNTING = `
  if (entry === 'engine' && self.GPUDevice) {
    const abuse = { armed: false, at: 0, fault: '', points: 0, devices: [] };
    self.abuse = abuse;
    const atPoint = (own, device) => {
      if (!abuse.armed || ++abuse.points !== abuse.at) return own();
      if (abuse.fault === 'is lost') {
        for (const one of abuse.devices) one.destroy();
        return own();
      }
      return abuse.fault === 'refuses'
        ? Promise.reject(new DOMException('the abuse refuses', 'OperationError'))
        : new Promise(() => {});
    };
    for (const [kind, names] of [
      [GPUDevice, ['createComputePipelineAsync', 'popErrorScope']],
      [GPUBuffer, ['mapAsync']],
      [GPUQueue, ['onSubmittedWorkDone']],
      [GPU, ['requestAdapter']],
      [GPUAdapter, ['requestDevice']],
    ]) {
      for (const name of names) {
        const own = kind.prototype[name];
        kind.prototype[name] = function (...given) {
          return atPoint(() => own.apply(this, given));
        };
      }
    }
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...given) {
      const device = await request.apply(this, given);
      abuse.devices.push(device);
      return device;
    };
  }
`;

export const name = 'device';
export const whole = 150;
export const few = 1;

/** @typedef {{ work: string, at: number, fault: Fault }} Case */

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const kinds = new Random(seed).sample(Object.keys(WORK), count);
  /** @type {Case[][]} */
  const byWork = [];
  for (const work of kinds) {
    // Each waits at least once, which is enough to know for one case of each.
    const points = count <= kinds.length ? 1 : await pointsOf(abuse, work);
    abuse.log(`${work} waits for the device at ${points} points`);
    byWork.push(casesOf(work, Math.min(points, MOST_POINTS), new Random(seed, byWork.length)));
  }
  // Alternating, so that few cases cover many kinds.
  const most = Math.max(...byWork.map((cases) => cases.length));
  const cases = Array.from({ length: most }, (_, i) => byWork.flatMap((of) => of.slice(i, i + 1))).flat();
  return eachCase(
    abuse,
    cases.slice(0, count),
    ({ work, at, fault }) => `the device ${fault} at point ${at} of ${work}`,
    (one) => tried(abuse, one),
  );
}

/**
 * The device is lost at each point; at some it refuses, or never responds.
 * @param {string} work @param {number} points @param {Random} random @returns {Case[]}
 */
function casesOf(work, points, random) {
  const all = Array.from({ length: points }, (_, i) => i + 1);
  /** @type {(fault: Fault, places: number[]) => Case[]} */
  const each = (fault, places) => places.map((at) => ({ work, at, fault }));
  return [
    ...each('is lost', all),
    ...each('refuses', random.sample(all, 4)),
    ...each('never responds', random.sample(all, 2)),
  ];
}

/** Opens a page on WebGPU that has learned. @param {import('./part.mjs').Abuse} abuse */
async function opened(abuse) {
  const open = await visit(abuse, {
    settings: { ...TINY, engine: 'webgpu' },
    patience: COMPILED,
    prepare: async (page) => {
      await page.addInitScript(install);
      await beforeWorkers(page, COUNTING);
    },
  });
  try {
    const { engine } = await open.page.evaluate(() => window.playground.state());
    if (engine !== 'webgpu') throw new Error('there is no WebGPU here, not even a software adapter');
    await play(open.page, [
      { do: 'train', with: { steps: LEARNED }, wait: true },
      { do: 'exportCheckpoint', wait: true },
    ]);
    return open;
  } catch (error) {
    await open.close();
    throw error;
  }
}

/**
 * The number of points at which this work waits for the device, without a fault.
 * @param {import('./part.mjs').Abuse} abuse @param {string} work
 */
async function pointsOf(abuse, work) {
  const open = await opened(abuse);
  try {
    const { page } = open;
    await arm(page, { armed: true, at: 0, fault: '' });
    await play(page, [{ ...WORK[work], wait: true }]);
    await page.waitForTimeout(1000);
    return await pointsReached(page);
  } finally {
    await open.close();
  }
}

/** @param {import('./part.mjs').Abuse} abuse @param {Case} one @returns {Promise<string[] | null>} */
async function tried(abuse, { work, at, fault }) {
  const open = await opened(abuse);
  const { page } = open;
  try {
    await arm(page, { armed: true, at, fault });
    const found = await play(page, [{ ...WORK[work], wait: true }]);
    // Simulated input is not awaited; nor is what an engine does by itself afterwards.
    for (let i = 0; i < 20 && (await pointsReached(page)) < at; i++) await page.waitForTimeout(100);
    const applied = (await pointsReached(page)) >= at;
    await page.waitForTimeout(500);
    await arm(page, { armed: false });
    const { step: before } = (await page.evaluate(() => window.playground.state())).run;
    if (work !== 'reset' && before < LEARNED) found.push(`the model is back at step ${before}`);
    found.push(
      ...(await play(
        page,
        [
          { do: 'pause', wait: true },
          { do: 'train', with: { steps: 3 }, wait: true },
        ],
        true,
      )),
    );
    await page.waitForTimeout(300);
    const wrong = await wrongs(open);
    // Errors that a refusing device causes.
    found.push(...wrong.filter((what) => fault !== 'refuses' || !REFUSED.test(what)));
    return applied || found.length > 0 ? found : null;
  } finally {
    await open.close();
  }
}

/**
 * The engine's worker. It may have been replaced, and its successor has no fault.
 * @param {import('playwright').Page} page
 */
const workerOf = (page) => page.workers().find((worker) => worker.url().includes('/engine.worker-'));

/** @typedef {typeof globalThis & { abuse: { points: number } }} Armed */

/** @param {import('playwright').Page} page @param {{ armed: boolean, at?: number, fault?: string }} order */
const arm = (page, order) =>
  workerOf(page)?.evaluate((given) => {
    Object.assign(/** @type {Armed} */ (globalThis).abuse, given, given.armed ? { points: 0 } : {});
  }, order);

/** @param {import('playwright').Page} page @returns {Promise<number>} */
const pointsReached = async (page) =>
  (await workerOf(page)?.evaluate(() => /** @type {Armed} */ (globalThis).abuse.points)) ?? 0;

/**
 * Returns what was wrong with the results.
 * @param {import('playwright').Page} page @param {Call[]} calls @param {boolean} [alive] Whether each must return a value.
 */
async function play(page, calls, alive = false) {
  const results = await within(
    page.evaluate(
      ([given, patience]) => /** @type {AbusedWindow} */ (window).abuse.play(given, patience),
      /** @type {const} */ ([calls, DEADLINE]),
    ),
    DEADLINE + PATIENCE,
    'the results',
  );
  return results.flatMap(({ kind, message, isError, sync }, i) => {
    if (kind === 'none') return [`${calls[i].do} never settled`];
    if (kind === 'value') return [];
    const crash = isError && !sync ? crashIn(message ?? '') : 'not a rejection with an Error';
    // A refusing device is quoted in the message.
    if (crash && !REFUSED.test(message ?? '')) return [`${calls[i].do} ended with ${crash}`];
    return alive ? [`${calls[i].do} is refused: ${message}`] : [];
  });
}
