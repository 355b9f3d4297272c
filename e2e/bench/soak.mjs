/**
 * Memory over a long training: the built page trains the default model for minutes, with its snapshots and saves, and
 * every minute the browser's processes are looked at. Memory that grows with time rather than with the snapshots, whose
 * bytes the page tells, is a leak.
 */
import { show, table } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';
import { memoryOfLargest } from './processes.mjs';

const MIBIBYTE = 2 ** 20;

/** @param {{ minutes: number, built: boolean }} options */
export async function measureSoak({ minutes, built }) {
  const server = await buildAndServe('vite.config.ts', 4178, built);
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server.url);
    await page.evaluate(() => window.playground.ready);
    await page.waitForFunction(() => window.playground.state().dataset !== '');
    await page.evaluate(() => void window.playground.train());
    const samples = [];
    for (let minute = 1; minute <= minutes; minute++) {
      await page.waitForTimeout(60_000);
      const { run } = await page.evaluate(() => window.playground.state());
      const snapshots = await page.evaluate(() => window.playground.snapshots().length);
      const sample = { minute, step: run.step, snapshots, renderer: memoryOfLargest().resident };
      samples.push(sample);
      console.log(
        `  minute ${minute}: step ${run.step}, ${snapshots} snapshots, ${Math.round(sample.renderer / MIBIBYTE)} MiB`,
      );
    }
    await page.evaluate(() => window.playground.pause());
    return samples;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {Awaited<ReturnType<typeof measureSoak>>} samples */
export function printSoak(samples) {
  console.log('\nMemory of the page and its workers while the default model trains');
  const rows = samples.filter(({ minute }) => minute === 1 || minute % 5 === 0);
  console.log(
    table(
      ['minute', 'step', 'snapshots', 'MiB'],
      rows.map(({ minute, step, snapshots, renderer }) => [
        String(minute),
        String(step),
        String(snapshots),
        show(renderer / MIBIBYTE),
      ]),
    ),
  );
}
