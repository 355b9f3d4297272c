/**
 * Measures how soon the page shows an earlier step, while the default model is trained at full speed and while it rests,
 * and what saving the run costs: the built page, on MNIST where the server has it.
 */
import { show, summary, table } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';

/** Steps before the first measurement, so that there are snapshots, and how many of them are shown. */
const SIZE = { quick: { steps: 150, shown: 20 }, whole: { steps: 600, shown: 60 } };

/** @param {{ quick: boolean, built: boolean }} options */
export async function measurePast({ quick, built }) {
  const { steps, shown } = quick ? SIZE.quick : SIZE.whole;
  const server = await buildAndServe('vite.config.ts', 4176, built);
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watchSaves);
    await page.goto(server.url);
    await page.evaluate(() => window.playground.ready);
    await page.waitForFunction(() => window.playground.state().dataset !== '');
    console.log(`  earlier steps of a run of ${steps} steps …`);
    await page.evaluate((n) => window.playground.train({ steps: n }), steps);
    const resting = await showSteps(page, shown);
    await page.evaluate(() => void window.playground.train());
    await page.waitForTimeout(2000);
    const training = await showSteps(page, shown);
    await page.evaluate(() => window.playground.pause());
    await page.waitForTimeout(5000);
    const saves = await page.evaluate(() => /** @type {any} */ (window).saves);
    return {
      snapshots: await page.evaluate(() => window.playground.snapshots().length),
      resting: summary(resting),
      training: summary(training),
      /** Of the last save: ms of the UI thread's message, ms until it is stored, and bytes. */
      save: saves.at(-1) ?? null,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Notes the time of each message that asks for the run to be saved, and of its reply. Runs in the page. */
function watchSaves() {
  /** @type {{ stored: number, bytes: number }[]} */
  const saves = [];
  Object.assign(window, { saves });
  const { postMessage } = Worker.prototype;
  /** @param {any} message @param {any} transfer */
  Worker.prototype.postMessage = function (message, transfer) {
    const at = performance.now();
    postMessage.call(this, message, transfer);
    if (message?.type !== 'save') return;
    this.addEventListener('message', ({ data }) => {
      if (data.requestId === message.requestId)
        saves.push({ stored: performance.now() - at, bytes: data.value?.size });
    });
  };
}

/**
 * Milliseconds from the command until the frame that shows the step has been drawn.
 * @param {import('playwright').Page} page @param {number} count
 */
function showSteps(page, count) {
  return page.evaluate(async (n) => {
    const steps = window.playground.snapshots().map(({ step }) => step);
    /** @type {number[]} */
    const times = [];
    for (let i = 0; i < n; i++) {
      const at = performance.now();
      // Another one each time, near and far.
      await window.playground.show(steps[(i * 5) % (steps.length - 1)]);
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        requestAnimationFrame(() => port2.postMessage(null));
      });
      times.push(performance.now() - at);
      await new Promise((done) => setTimeout(done, 100));
    }
    await window.playground.show('live');
    return times;
  }, count);
}

/** @param {Awaited<ReturnType<typeof measurePast>>} found */
export function printPast({ snapshots, resting, training, save }) {
  console.log(`\nShowing one of ${snapshots} earlier steps: milliseconds until its frame is drawn`);
  console.log(
    table(
      ['run', 'median', 'p95'],
      [
        ['resting', show(resting.median), show(resting.p95)],
        ['training', show(training.median), show(training.p95)],
      ],
    ),
  );
  if (save)
    console.log(
      `A saved run has ${(save.bytes / 2 ** 20).toFixed(1)} MiB and is stored after ${show(save.stored)} ms.`,
    );
}
