/**
 * How much the page slows training down: the default model is trained at full speed in the page, without any input, and
 * in a bare worker with the same engine, threads and amount of data, in alternating rounds of one browser. The UI
 * thread's share is Chromium's own measurement of its tasks (TaskDuration: script, style, layout and paint, but not the
 * compositor).
 */
import { show, summary, table } from '../report.mjs';
import { buildAndServe, launch, serve } from '../serve.mjs';

const MODEL = '784-512-256-2';
/**
 * Steps before the first round: the first losses, the first codes and the warm-up of the engine, which later rounds do
 * not have.
 */
const WARM_UP = 100;

/** @param {{ rounds: number, seconds: number, built: boolean }} options */
export async function measureUntouched({ rounds, seconds, built }) {
  const server = await buildAndServe('vite.config.ts', 4172, built);
  const bench = await (built ? serve : buildAndServe)('e2e/bench/vite.config.ts', 4171);
  const browser = await launch();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.evaluate(() => window.playground.ready);
    await page.waitForFunction(() => window.playground.state().dataset !== '');
    await page.evaluate(() => window.playground.reset());
    await page.evaluate((n) => window.playground.train({ steps: n }), WARM_UP);
    const { engine, device } = await page.evaluate(() => window.playground.state());
    const [threads] = /\d+ threads/.exec(device) ?? [];

    const bare = await context.newPage();
    await bare.goto(`${bench.url}bench.html?isolated`);
    await bare.waitForFunction(() => 'bench' in window);
    await bare.evaluate((m) => window.bench.draw(m), MODEL);
    const subject = `ours ${engine}${threads ? ` ${threads}` : ''}`;
    await bare.evaluate((s) => window.bench.open(s), subject);
    await bare.evaluate(([s, n]) => window.bench.train(String(s), Number(n)), [subject, WARM_UP]);

    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    /** Seconds used by the page's UI thread since it started, by kind. */
    const spent = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      /** @param {string} name */
      const of = (name) => metrics.find((m) => m.name === name)?.value ?? Number.NaN;
      return {
        at: of('Timestamp'),
        busy: of('TaskDuration'),
        script: of('ScriptDuration'),
        style: of('RecalcStyleDuration') + of('LayoutDuration'),
      };
    };
    /** @type {{ busy: number, script: number, style: number, page: number, bare: number }[]} */
    const results = [];
    for (let i = 0; i < rounds; i++) {
      await page.bringToFront();
      const training = page.evaluate(() => window.playground.train());
      // Until training has started and the chart is laid out.
      await page.waitForTimeout(1000);
      const before = await spent();
      const first = await page.evaluate(() => window.playground.state().run.step);
      await page.waitForTimeout(seconds * 1000);
      const after = await spent();
      const last = await page.evaluate(() => window.playground.state().run.step);
      await page.evaluate(() => window.playground.pause());
      await training;
      const took = after.at - before.at;
      await bare.bringToFront();
      const ms = await bare.evaluate(
        ([s, n]) => window.bench.train(String(s), Number(n)),
        /** @type {const} */ ([subject, Math.max(20, last - first)]),
      );
      results.push({
        busy: (after.busy - before.busy) / took,
        script: (after.script - before.script) / took,
        style: (after.style - before.style) / took,
        page: (last - first) / took,
        bare: 1000 / Number(ms),
      });
    }
    /** @param {(r: (typeof results)[number]) => number} of */
    const over = (of) => summary(results.map(of));
    return {
      subject,
      rounds,
      seconds,
      busy: over((r) => r.busy),
      script: over((r) => r.script),
      style: over((r) => r.style),
      page: over((r) => r.page),
      bare: over((r) => r.bare),
      ratio: over((r) => r.page / r.bare),
    };
  } finally {
    await browser.close();
    await server.close();
    await bench.close();
  }
}

/** @param {Awaited<ReturnType<typeof measureUntouched>>} m */
export function printUntouched(m) {
  console.log(
    `\nThe page trains the default model and nobody touches it; in turn with it the bare engine (${m.subject}), ${m.rounds} rounds of ${m.seconds} s`,
  );
  /** @param {string} name @param {ReturnType<typeof summary>} s @param {number} factor */
  const row = (name, s, factor = 1) => [
    name,
    show(s.median * factor),
    `${show(s.p25 * factor)} … ${show(s.p75 * factor)}`,
  ];
  console.log(
    table(
      ['', 'median', 'middle half'],
      [
        row('UI thread busy, %', m.busy, 100),
        row('  of it script, %', m.script, 100),
        row('  of it style and layout, %', m.style, 100),
        row('steps a second in the page', m.page),
        row('steps a second, bare engine', m.bare),
        row('page to bare engine, %', m.ratio, 100),
      ],
    ),
  );
}
