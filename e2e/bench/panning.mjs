/**
 * Measures how smoothly the plane is panned with many points: the built page, with given codes, so that no engine is
 * needed. Chromium without a graphics card is the slowest case.
 */
import { createServer } from 'vite';
import { show, summary, table } from '../report.mjs';
import { launch, root } from '../serve.mjs';

/** Number of frames in which the pointer moves, and CSS pixels per frame. */
const MOVE = { frames: 120, pixels: 5 };

/** @param {readonly number[]} counts Of points. */
export async function measurePanning(counts) {
  process.chdir(root);
  // The page's modules are imported by name, to set the codes.
  const server = await createServer({
    configFile: 'vite.config.ts',
    logLevel: 'error',
    server: { port: 4175 },
  });
  await server.listen();
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.resolvedUrls?.local[0]}#v=1&dataset=drawn&encoder=32&decoder=32`);
    await page.waitForFunction(() => 'playground' in window, undefined, { timeout: 60_000 });
    await page.evaluate(() => window.playground.ready);
    await page.waitForFunction(() => window.playground.state().dataset !== '', undefined, {
      timeout: 60_000,
    });
    /** @type {Record<string, ReturnType<typeof summary>>} */
    const found = {};
    for (const count of counts) {
      console.log(`  panning with ${count.toLocaleString('en')} points …`);
      found[count] = await pan(page, count);
    }
    return found;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {import('playwright').Page} page @param {number} count */
async function pan(page, count) {
  const gaps = await page.evaluate(
    async ({ count, frames, pixels }) => {
      const { live } = await import(/* @vite-ignore */ `${'/src/state/live.ts'}`);
      const { fillNormal, Purpose } = await import(/* @vite-ignore */ `${'/src/math/random.ts'}`);
      const mu = new Float32Array(2 * count);
      fillNormal(mu, 1, Purpose.draws, 0);
      const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
      live.set('points', { step: 0, count, mu, logVar: null, labels });
      await new Promise((done) => setTimeout(done, 1500));
      const plot = document.querySelector('[aria-label^="View of the plane"]');
      if (!plot) throw new Error('there is no plane');
      const { left, top, width, height } = plot.getBoundingClientRect();
      /** @param {string} type @param {number} x */
      const point = (type, x) =>
        plot.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            pointerType: 'mouse',
            button: 0,
            buttons: 1,
            clientX: x,
            clientY: top + height / 3,
          }),
        );
      /** @type {number[]} */
      const gaps = [];
      await new Promise((done) => {
        let frame = 0;
        let before = 0;
        let x = left + width / 2;
        point('pointerdown', x);
        /** @param {number} now */
        const tick = (now) => {
          if (before > 0) gaps.push(now - before);
          before = now;
          if (frame++ === frames) {
            point('pointerup', x);
            done(undefined);
            return;
          }
          // There and back, so that the points stay in view.
          x += frame % 60 < 30 ? pixels : -pixels;
          point('pointermove', x);
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      });
      return gaps;
    },
    { count, ...MOVE },
  );
  return summary(gaps);
}

/** @param {Awaited<ReturnType<typeof measurePanning>>} found */
export function printPanning(found) {
  console.log('\nPanning the plane: milliseconds between two frames');
  console.log(
    table(
      ['points', 'median', 'p95'],
      Object.entries(found).map(([count, { median, p95 }]) => [
        Number(count).toLocaleString('en'),
        show(median),
        show(p95),
      ]),
    ),
  );
}
