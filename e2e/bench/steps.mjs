/**
 * Training steps and decodes of our engines and their peers, in one Chromium, each in its own worker,
 * alternating, so that other load on the machine affects all of them alike.
 */
import { show, summary, table } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';
import { findPyTorch, nativeSteps } from './native.mjs';

/** By model: the default on all, a small one where calls and not arithmetic dominate, and a convolutional one. */
const SUBJECTS = {
  '784-512-256-2': [
    'ours simd',
    'ours simd 2 threads',
    'ours webgpu',
    'ours tfjs-wasm',
    'ours tfjs-webgpu',
    'ours tfjs-webgl',
    'ours tfjs-cpu',
    'tfjs wasm',
    'tfjs webgpu',
    'tfjs webgl',
    'tfjs cpu',
    'jax-js wasm',
    'jax-js webgpu',
  ],
  '784-64-2': [
    'ours simd',
    'ours simd 2 threads',
    'ours webgpu',
    'tfjs wasm',
    'tfjs webgpu',
    'jax-js wasm',
    'jax-js webgpu',
  ],
  // tfjs has no gradient of a convolution on WebAssembly.
  'conv 16-32-2': [
    'ours simd',
    'ours simd 2 threads',
    'ours webgpu',
    'ours tfjs-webgl',
    'ours tfjs-webgpu',
    'tfjs webgpu',
    'tfjs webgl',
    'jax-js wasm',
    'jax-js webgpu',
  ],
};

/** Our kernels in each precision, where the page would choose one; left out where the adapter has no half. */
const PRECISIONS = ['ours webgpu float32', 'ours webgpu float16'];

/** Not in the browser: what the machine can do. */
export const NATIVE = 'native PyTorch, one thread';

/** A subject whose loss differs more from the reference's computes something else. Relative. */
const LOSS_GAP = 1e-4;
/** Of products in half precision. */
const HALF_LOSS_GAP = 1e-3;

/** Steps of native PyTorch in a round. */
const NATIVE_STEPS = 12;

/** A step slower than this is timed alone; faster ones in groups of about this duration. In ms. */
const TURN = 600;

/** @param {{ rounds: number, filter: string | null, built: boolean, precisions?: boolean }} options */
export async function measureSteps({ rounds, filter, built, precisions = false }) {
  const server = await buildAndServe('e2e/bench/vite.config.ts', 4171, built);
  const browser = await launch();
  try {
    const page = await benchPage(browser, `${server.url}bench.html`);
    const isolated = await benchPage(browser, `${server.url}bench.html?isolated`);
    const adapter = await page.evaluate(() => window.bench.adapter());
    /** @type {Record<string, Awaited<ReturnType<typeof measureModel>>>} */
    const models = {};
    for (const [model, subjects] of Object.entries(SUBJECTS)) {
      const all = precisions ? [...subjects, ...PRECISIONS] : subjects;
      const wanted = all.filter((s) => !filter || filter.split(',').some((f) => s.includes(f)));
      models[model] = await measureModel({ page, isolated }, model, wanted, rounds);
    }
    return { adapter, models };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {import('playwright').Browser} browser @param {string} url */
async function benchPage(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in window);
  return page;
}

/**
 * @param {{ page: import('playwright').Page, isolated: import('playwright').Page }} pages
 * @param {string} model @param {string[]} subjects @param {number} rounds
 */
async function measureModel({ page, isolated }, model, subjects, rounds) {
  /** The page of a subject: threads need the isolated page. @param {string} name */
  const home = (name) => (name.endsWith('threads') ? isolated : page);
  console.log(`  ${model}`);
  /** @type {Record<string, any>} */
  const results = {};
  for (const one of [page, isolated]) await one.evaluate((m) => window.bench.draw(m), model);
  const reference = await page.evaluate(() => window.bench.referenceLoss());
  /** @type {Record<string, ReturnType<typeof summary>>} */
  const onPage = {};
  for (const count of [1, 16]) {
    const { decode, load } = await page.evaluate((n) => window.bench.decodeOnPage(n, 300), count);
    onPage[`decode ${count}`] = summary(decode.slice(100));
    onPage.load = summary(load.slice(100));
  }
  /** @type {string[]} */
  const open = [];
  for (const name of subjects) {
    process.stdout.write(`  ${name} …`);
    try {
      const begin = Date.now();
      const device = await home(name).evaluate((s) => window.bench.open(s), name);
      const loss = await home(name).evaluate((s) => window.bench.firstLoss(s), name);
      await home(name).evaluate((s) => window.bench.train(s, 1), name);
      const started = Date.now() - begin;
      const once = Number(await home(name).evaluate((s) => window.bench.train(s, 1), name));
      const group = Math.min(10, Math.max(1, Math.round(TURN / once)));
      results[name] = { device, loss, started, group, times: [] };
      open.push(name);
      const gap = Math.abs(Number(loss) / reference - 1);
      // The page may have chosen half precision, too.
      const allowed = /^ours webgpu(?! float32)/.test(name) ? HALF_LOSS_GAP : LOSS_GAP;
      if (!(gap < allowed)) throw new Error(`its first loss is ${loss}, the reference's ${reference}`);
      console.log(
        ` first loss ${Number(loss).toFixed(4)}, ready after ${show(started / 1000)} s ${device ?? ''}`,
      );
    } catch (error) {
      const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
      results[name] = { failed: message };
      console.log(` left out: ${message}`);
    }
  }
  const python = subjects.includes('ours simd') ? findPyTorch() : null;
  if (!python) console.log('  native PyTorch: not on this machine');
  for (let round = 0; round < rounds; round++) {
    if (python) {
      const { version, times } = nativeSteps(python, model, NATIVE_STEPS);
      results[NATIVE] ??= { version, group: times.length, times: [] };
      results[NATIVE].times.push(summary(times).median);
    }
    // Each round starts with another subject, so that no subject always follows the same one.
    const order = open.map((_, i) => open[(i + round) % open.length]);
    for (const name of order) {
      const ms = await home(name).evaluate(
        ([s, n]) => window.bench.train(String(s), Number(n)),
        [name, results[name].group],
      );
      results[name].times.push(Number(ms));
    }
  }
  for (const name of [...open, ...(results[NATIVE] ? [NATIVE] : [])]) {
    const result = results[name];
    result.step = summary(result.times);
    result.steps = result.group * rounds;
    if (name.includes('webgpu')) {
      result.gpuCalls = await home(name).evaluate((s) => window.bench.gpuCalls(s, 2), name);
    }
    if (name.startsWith('ours')) {
      const slow = result.step.median > 500;
      for (const [key, count] of /** @type {const} */ ([
        ['decodeOne', 1],
        ['decodeManifold', 576],
      ])) {
        const times = await home(name).evaluate(
          ([s, c, r]) => window.bench.decode(String(s), Number(c), Number(r)),
          [name, count, slow ? 5 : 30],
        );
        if (Array.isArray(times)) result[key] = summary(times.slice(1).map(Number));
      }
    }
  }
  for (const name of Object.keys(results))
    if (name !== NATIVE) await home(name).evaluate((s) => window.bench.close(s), name);
  return { reference, onPage, results };
}

/** @param {Awaited<ReturnType<typeof measureSteps>>} measured */
export function printSteps({ adapter, models }) {
  for (const [model, measured] of Object.entries(models)) printModel(adapter, model, measured);
}

/** @param {string} adapter @param {string} model @param {Awaited<ReturnType<typeof measureModel>>} measured */
function printModel(adapter, model, { reference, onPage, results }) {
  const best = results['ours simd']?.step?.median;
  const rows = Object.entries(results).map(([name, r]) =>
    r.failed
      ? [name, 'left out']
      : [
          name,
          show(r.step.median),
          `${show(r.step.p25)} – ${show(r.step.p75)}`,
          best ? `× ${show(r.step.median / best)}` : '–',
          String(r.steps),
          show(r.started),
          show(r.decodeOne?.median),
          show(r.decodeManifold?.median),
        ],
  );
  console.log(`\nOne training step, VAE ${model}, batch 128, Adam (WebGPU adapter: ${adapter})`);
  console.log(
    table(
      [
        '',
        'ms/step',
        'middle half',
        'to ours simd',
        'steps',
        'first step ms',
        'decode 1 ms',
        'decode 24×24 ms',
      ],
      rows,
    ),
  );
  const losses = Object.values(results).flatMap((r) => (typeof r.loss === 'number' ? [r.loss] : []));
  const gap = Math.max(0, ...losses.map((loss) => Math.abs(loss / reference - 1)));
  console.log(
    `  Loss of step 0, same parameters, batch and noise: ${reference.toFixed(4)} in float64; all within ${gap.toExponential(1)}.`,
  );
  const [one, strip, load] = [onPage['decode 1'], onPage['decode 16'], onPage.load];
  console.log(
    `  On the page's own thread: one point decoded in ${show(one.median)} ms (p95 ${show(one.p95)}), a filmstrip of 16 in ${show(strip.median)} ms (p95 ${show(strip.p95)}); published weights taken up in ${show(load.median)} ms.`,
  );
  const calls = Object.entries(results).filter(([, r]) => r.gpuCalls);
  if (calls.length) {
    console.log('\nWebGPU calls a step');
    const keys = ['dispatches', 'bindGroups', 'writes', 'buffers', 'submits'];
    console.log(
      table(
        ['', ...keys],
        calls.map(([name, r]) => [name, ...keys.map((k) => show(r.gpuCalls[k]))]),
      ),
    );
  }
}
