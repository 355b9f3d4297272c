/**
 * GPU devices that are lost, refuse or never answer: at every point where an engine on WebGPU waits for its device
 * while it trains, evaluates, saves, loads, takes other data or draws the plane. What was asked is answered, the
 * model is not lost, and another engine, or the same anew, goes on.
 */
import { install } from './pageSide.mjs';
import { eachCase, within } from './part.mjs';
import { Random } from './random.mjs';
import { crashIn, PATIENCE, TINY, visit, wrongs } from './visit.mjs';
import { beforeWorkers } from './workers.mjs';

/** @typedef {import('./pageSide.mjs').Call} Call */
/** @typedef {import('./pageSide.mjs').AbusedWindow & typeof window} AbusedWindow */
/** @typedef {'is lost' | 'refuses' | 'never answers'} Fault */

/** @type {Record<string, Call>} */
const WORK = {
  train: { do: 'train', with: { steps: 4 } },
  evaluate: { do: 'evaluate' },
  save: { do: 'exportCheckpoint' },
  load: { do: 'importCheckpoint' },
  attach: { do: 'importDataset', with: { count: 60, labelled: true } },
  manifold: { do: 'key', with: { key: '+', index: 0 } },
  'another engine': { do: 'configure', with: { engine: 'simd' } },
  reset: { do: 'reset' },
};
/** @type {readonly (readonly [number, Fault])[]} */
const FAULTS = [
  [3, 'is lost'],
  [2, 'refuses'],
  [1, 'never answers'],
];
const DEADLINE = 60_000;
const LEARNED = 6;

/**
 * In the training worker: counts the points at which somebody waits for the device, once armed, and does at the
 * n-th what it is told. Points are the calls that answer with a promise.
 */
const COUNTING = `
  if (entry === 'engine' && self.GPUDevice) {
    const abuse = { armed: false, at: 0, fault: '', points: 0, devices: [] };
    self.abuse = abuse;
    const meet = (own, device) => {
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
          return meet(() => own.apply(this, given));
        };
      }
    }
    const request = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...given) {
      const device = await request.apply(this, given);
      abuse.devices.push(device);
      return device;
    };
    new BroadcastChannel('abuse').onmessage = ({ data }) => Object.assign(abuse, data, { points: 0 });
  }
`;

export const name = 'device';
export const whole = 48;
export const few = 1;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const kinds = Object.keys(WORK);
  const cases = Array.from({ length: count }, (_, i) => {
    const random = new Random(seed, i);
    // The first points come again and again, so that is where most faults are.
    const at = random.weighted([
      [3, random.between(1, 4)],
      [1, random.between(5, 20)],
    ]);
    return { work: kinds[i % kinds.length], at, fault: random.weighted(FAULTS) };
  });
  return eachCase(
    abuse,
    cases,
    ({ work, at, fault }) => `the device ${fault} at point ${at} of ${work}`,
    ({ work, at, fault }) => tried(abuse, work, at, fault),
  );
}

/** @param {import('./part.mjs').Abuse} abuse @param {string} work @param {number} at @param {Fault} fault */
async function tried(abuse, work, at, fault) {
  const open = await visit(abuse, {
    settings: { ...TINY, engine: 'webgpu' },
    prepare: async (page) => {
      await page.addInitScript(install);
      await beforeWorkers(page, COUNTING);
    },
  });
  const { page } = open;
  try {
    if ((await page.evaluate(() => window.playground.state())).engine !== 'webgpu')
      return ['there is no WebGPU here, not even a software adapter'];
    await play(page, [
      { do: 'train', with: { steps: LEARNED }, wait: true },
      { do: 'exportCheckpoint', wait: true },
    ]);
    await arm(page, { armed: true, at, fault });
    const call = WORK[work];
    const found = await play(page, [{ ...call, wait: true }]);
    await page.waitForTimeout(500);
    await arm(page, { armed: false });
    const before = await page.evaluate(() => window.playground.state().run.step);
    const lost = work !== 'reset' && before < LEARNED;
    if (lost) found.push(`the model is back at step ${before}`);
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
    return [...found, ...(await wrongs(open))];
  } finally {
    await open.close();
  }
}

/** @param {import('playwright').Page} page @param {{ armed: boolean, at?: number, fault?: Fault }} order */
const arm = (page, order) =>
  page.evaluate((given) => {
    const channel = new BroadcastChannel('abuse');
    channel.postMessage(given);
    channel.close();
  }, order);

/** What was wrong with the answers. @param {import('playwright').Page} page @param {Call[]} calls @param {boolean} [alive] Whether each must be answered by a value. */
async function play(page, calls, alive = false) {
  const answers = await within(
    page.evaluate(
      ([given, patience]) => /** @type {AbusedWindow} */ (window).abuse.play(given, patience),
      /** @type {const} */ ([calls, DEADLINE]),
    ),
    DEADLINE + PATIENCE,
    'an answer',
  );
  return answers.flatMap(({ came, message, isError, sync }, i) => {
    if (came === 'none') return [`${calls[i].do} was never answered`];
    if (came === 'value') return [];
    const crash = isError && !sync ? crashIn(message ?? '') : 'not a rejection with an Error';
    // A device that complains has its words in the sentence.
    if (crash && !/The engine webgpu failed/.test(message ?? ''))
      return [`${calls[i].do} was answered ${crash}`];
    return alive ? [`${calls[i].do} is refused: ${message}`] : [];
  });
}
