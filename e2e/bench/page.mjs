/**
 * Measures the built page as a reader experiences it: how soon a digit is shown, how fast it follows the
 * pointer while the default model trains at full speed, and what blocks the UI thread meanwhile.
 */
import { quantile, show, summary, table } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';
import { watchDigit } from './watch-digit.mjs';

export const WINDOW = { viewport: { width: 1440, height: 900 } };

/** @param {{ loads: number, seconds: number, built: boolean }} options */
export async function measurePage({ loads, seconds, built }) {
  const server = await buildAndServe('vite.config.ts', 4172, built);
  const browser = await launch();
  try {
    console.log(`  ${loads} loads with a cold cache …`);
    const first = [];
    for (let i = 0; i < loads; i++) first.push(await firstDigit(browser, server.url));
    console.log(`  training at full speed for ${seconds} s, dragging …`);
    const context = await browser.newContext(WINDOW);
    const dragged = await drag(await context.newPage(), server.url, seconds);
    await context.close();
    return { firstDigit: summary(first), ...dragged };
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * Milliseconds from navigation to the first frame with a decoded digit, in a context with no cache.
 * @param {import('playwright').Browser} browser @param {string} url
 */
async function firstDigit(browser, url) {
  const context = await browser.newContext(WINDOW);
  try {
    return await openTo(await context.newPage(), url);
  } finally {
    await context.close();
  }
}

/** The same in a page that is given. @param {import('playwright').Page} page @param {string} url */
export async function openTo(page, url) {
  await page.addInitScript(watchDigit);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.seen.first > 0, undefined, { timeout: 60_000 });
  return await page.evaluate(() => window.seen.first);
}

/** @param {import('playwright').Page} page @param {string} url @param {number} seconds */
async function drag(page, url, seconds) {
  await page.addInitScript(watchDigit);
  await page.goto(url);
  await page.evaluate(() => window.playground.ready);
  return dragWhileTraining(page, seconds);
}

/** Trains a page that is open and drags a probe for some seconds. @param {import('playwright').Page} page @param {number} seconds */
export async function dragWhileTraining(page, seconds) {
  // The page opens with a pretrained model, whose steps would count.
  await page.evaluate(() => window.playground.reset());
  const training = page.evaluate(() => window.playground.train());
  await page.waitForFunction(() => window.playground.state().run.step > 20, undefined, {
    timeout: 120_000,
  });
  // The disc with its name, not the middle of the group, to which the picture beside the disc belongs.
  const handle = page.getByRole('group', { name: /^Probe A/ }).getByText('A', { exact: true });
  const box = await page.getByRole('region', { name: 'Latent plane' }).boundingBox();
  if (!box) throw new Error('there is no plane');
  // The view follows the codes until a pointer moves, so the handle is only at rest after the first movement.
  for (let i = 0; i < 2; i++) {
    const at = await handle.boundingBox();
    if (!at) throw new Error('there is no probe on the plane');
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
    await page.waitForTimeout(300);
  }
  await page.mouse.down();
  // Not by `page.mouse`, which runs a script in the page before and after each movement with a pressed button.
  const hand = await page.context().newCDPSession(page);
  /** @type {unknown[]} */
  const refused = [];
  await page.evaluate(() => window.seen.begin());
  const before = await page.evaluate(() => window.playground.state().run.step);
  const begin = performance.now();
  let at = 0;
  for (let i = 0; at < seconds * 1000; i++) {
    // A slow movement across the middle of the plane, without waiting for its effect.
    const angle = i / 9;
    const x = box.x + box.width * (0.5 + 0.25 * Math.cos(angle));
    const y = box.y + box.height * (0.5 + 0.25 * Math.sin(1.7 * angle));
    hand
      .send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, button: 'left', buttons: 1 })
      .catch((error) => refused.push(error));
    // Every 50 ms, but not in time with the frames of the screen: each move would wait for the next one equally long.
    at += 50 + ((7 * i) % 17) - 8;
    await new Promise((done) => setTimeout(done, Math.max(0, begin + at - performance.now())));
  }
  if (refused.length > 0) throw refused[0];
  await page.mouse.up();
  const seen = await page.evaluate(() => window.seen.read());
  const after = await page.evaluate(() => window.playground.state().run);
  const lighter = await page.evaluate(
    () => document.querySelector('[aria-label^="Lighter screen:"]') !== null,
  );
  await page.evaluate(() => window.playground.pause());
  await training;
  return {
    engine: await page.evaluate(() => window.playground.state().engine),
    dataset: await page.evaluate(() => window.playground.state().dataset),
    drag: {
      p50: quantile(seen.latencies, 0.5),
      p95: quantile(seen.latencies, 0.95),
      moves: seen.latencies.length,
    },
    stepsPerSecond: (after.step - before) / seconds,
    longTasks: { count: seen.longTasks.length, longest: Math.max(0, ...seen.longTasks) },
    longFrames: { count: seen.longFrames.length, longest: Math.max(0, ...seen.longFrames) },
    lighter,
    seconds,
  };
}

/** @param {Awaited<ReturnType<typeof measurePage>>} m */
export function printPage(m) {
  console.log(`\nThe built page, training the default model on ${m.dataset} with ${m.engine}`);
  console.log(
    table(
      ['', 'median', 'p95', 'of'],
      [
        [
          'navigation to first digit, ms',
          show(m.firstDigit.median),
          show(m.firstDigit.p95),
          `${m.firstDigit.count} loads`,
        ],
        ['drag: input to pixels, ms', show(m.drag.p50), show(m.drag.p95), `${m.drag.moves} moves`],
      ],
    ),
  );
  console.log(
    `  ${show(m.stepsPerSecond)} steps/s meanwhile; in ${m.seconds} s ${m.longTasks.count} tasks over 50 ms (longest ${show(m.longTasks.longest)} ms), ${m.longFrames.count} frames over 50 ms.`,
  );
}
