/**
 * Browsers that lack or forbid a feature: one feature at a time is removed from page and workers before
 * anything of ours runs. The page opens and trains, or a message says what it lacks; its tabs open; a probe
 * moves.
 */
import { eachCase, within } from './part.mjs';
import { Random } from './random.mjs';
import { PATIENCE, TINY, visit, wrongs } from './visit.mjs';
import { beforeWorkers } from './workers.mjs';

/**
 * @typedef {object} Missing
 * @property {string} what
 * @property {string} code Removes it, in the page and in every worker.
 * @property {boolean} [fatal] Training is impossible without it, which a message has to say.
 */

const without = (/** @type {string[]} */ ...paths) =>
  paths
    .map((path) => {
      const [name, ...owner] = path.split('.').reverse();
      const from = owner.reverse().join('?.') || 'globalThis';
      return `try { hide(${from.startsWith('globalThis') ? from : `globalThis.${from}`}, '${name}'); } catch {}`;
    })
    .join('\n');
const refuses = (/** @type {string} */ owner, /** @type {string} */ method) =>
  `if (globalThis.${owner}) Object.defineProperty(globalThis.${owner}, '${method}', { configurable: true, value() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });`;
const closed = (/** @type {string[]} */ ...names) =>
  names
    .map(
      (name) =>
        `Object.defineProperty(globalThis, '${name}', { configurable: true, get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });`,
    )
    .join('\n');

/** Hides a property wherever it is on the prototype chain. */
const HIDE = `function hide(owner, name) {
  for (let at = owner; at; at = Object.getPrototypeOf(at)) {
    if (!Object.hasOwn(at, name)) continue;
    try { if (delete at[name] && !(name in owner)) return; } catch {}
  }
  Object.defineProperty(owner, name, { value: undefined, configurable: true });
}`;

/** @type {Missing[]} */
const LACKS = [
  { what: 'WebGPU', code: without('navigator.gpu') },
  {
    what: 'WebGL',
    code: `for (const kind of ['OffscreenCanvas', 'HTMLCanvasElement']) {
      const proto = globalThis[kind]?.prototype;
      const own = proto?.getContext;
      if (own) proto.getContext = function (id, ...rest) { return /webgl/.test(id) ? null : own.call(this, id, ...rest); };
    }`,
  },
  { what: 'WebAssembly', code: without('WebAssembly') },
  { what: 'OffscreenCanvas', code: without('OffscreenCanvas') },
  { what: 'SharedArrayBuffer', code: without('SharedArrayBuffer') },
  { what: 'DecompressionStream', code: without('DecompressionStream', 'CompressionStream') },
  { what: 'storage that throws', code: closed('localStorage', 'sessionStorage', 'indexedDB', 'caches') },
  { what: 'history that throws', code: refuses('history', 'replaceState') + refuses('history', 'pushState') },
  { what: 'ResizeObserver', code: without('ResizeObserver') },
  { what: 'matchMedia', code: without('matchMedia') },
  { what: 'structuredClone', code: without('structuredClone') },
  { what: 'crypto.subtle', code: without('crypto.subtle') },
  { what: 'crypto.getRandomValues', code: without('crypto.getRandomValues') },
  { what: 'Worker', code: without('Worker'), fatal: true },
  { what: 'IntersectionObserver', code: without('IntersectionObserver') },
  { what: 'requestIdleCallback', code: without('requestIdleCallback', 'cancelIdleCallback') },
  { what: 'BroadcastChannel', code: without('BroadcastChannel') },
  { what: 'createImageBitmap', code: without('createImageBitmap') },
  { what: 'caches', code: without('caches') },
  { what: 'indexedDB', code: without('indexedDB') },
  {
    what: 'Intl.PluralRules, Segmenter',
    code: without('Intl.PluralRules', 'Intl.Segmenter', 'Intl.ListFormat'),
  },
  { what: 'CSS.supports', code: without('CSS') },
  { what: 'navigator.storage, performance.memory', code: without('navigator.storage', 'performance.memory') },
  {
    what: 'pointer capture that throws',
    code: `for (const name of ['setPointerCapture', 'releasePointerCapture', 'hasPointerCapture'])
      if (globalThis.Element) Element.prototype[name] = () => { throw new DOMException('No active pointer.', 'NotFoundError'); };`,
  },
  { what: 'AbortSignal.timeout, any', code: without('AbortSignal.timeout', 'AbortSignal.any') },
  {
    what: 'what came to the language last',
    code: without(
      'Atomics.waitAsync',
      'Array.prototype.toSorted',
      'Array.prototype.findLast',
      'Object.groupBy',
      'Promise.withResolvers',
      'Set.prototype.union',
    ),
  },
];

export const name = 'missing';
export const whole = LACKS.length;
export const few = 1;

/** @type {import('./part.mjs').Part['run']} */
export async function run(abuse, { count, seed }) {
  const lacks = new Random(seed).sample(LACKS, count);
  return eachCase(
    abuse,
    lacks,
    ({ what }) => `without ${what}`,
    (lack) => tried(abuse, lack),
  );
}

/** A copy of the run is kept within this many ms. */
const KEPT = 2500;

/** @param {import('./part.mjs').Abuse} abuse @param {Missing} lack */
async function tried(abuse, { code, fatal }) {
  const open = await visit(abuse, {
    settings: TINY,
    ready: false,
    prepare: async (page) => {
      await page.addInitScript(`(() => { ${HIDE}\n${code} })();`);
      await beforeWorkers(page, `${HIDE}\n${code}`);
    },
  });
  try {
    const { page } = open;
    await page.waitForFunction(() => 'playground' in window, undefined, { timeout: PATIENCE });
    if (fatal) {
      await page.locator('[role="alert"]').first().waitFor({ timeout: PATIENCE });
    } else {
      const step = await within(page.evaluate(train), PATIENCE, 'training for 20 steps');
      if (step !== 20) return [`it is at step ${step} after 20`];
      await page.evaluate(() => void window.playground.train());
      await page.waitForTimeout(KEPT);
    }
    await lookAround(page);
    if (!fatal)
      await within(
        page.evaluate(() => window.playground.pause()),
        PATIENCE,
        'the pause',
      );
    return await wrongs(open);
  } finally {
    await open.close();
  }
}

async function train() {
  await window.playground.ready;
  return (await window.playground.train({ steps: 20 })).step;
}

/**
 * Opens every tab, sets a new seed, moves a probe by keys and by the mouse, and opens the family tree.
 * @param {import('playwright').Page} page
 */
async function lookAround(page) {
  const tabs = page.getByRole('tab');
  for (let i = 0; i < (await tabs.count()); i++) {
    await tabs.nth(i).click();
    await page.waitForTimeout(100);
  }
  await tabs.first().click();
  await page.locator('fieldset input[type="range"]').first().focus();
  await page.keyboard.press('ArrowRight');
  const handle = await page.getByRole('group', { name: /^Probe A/ }).boundingBox();
  if (handle) {
    await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
    await page.mouse.down();
    await page.mouse.move(handle.x + 40, handle.y + 20, { steps: 4 });
    await page.mouse.up();
  }
  await page.getByRole('button', { name: 'New seed' }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.waitForTimeout(300);
}
