/**
 * Time from Train to a useful model: the default model on MNIST until −ELBO on the 10,000 test images is 160
 * nats, one contestant after another in rounds, so that other load on the machine affects all of them alike.
 * Only training is timed; the same function evaluates all their parameters in between.
 */
import { show, table } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';

const MODEL = '784-512-256-2';
const GOAL = 160;
/** Steps between two evaluations. */
const LEG = 25;
/** Time limit of a contestant, in s. */
const PATIENCE = 600;
const CONTESTANTS = ['ours simd', 'ours webgpu', 'ours tfjs-wasm', 'jax-js wasm', 'tfjs wasm'];

/** @param {{ filter: string | null, built: boolean }} options */
export async function measureRace({ filter, built }) {
  const server = await buildAndServe('e2e/bench/vite.config.ts', 4171, built);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}bench.html`);
    await page.waitForFunction(() => 'bench' in window);
    if (!(await page.evaluate((m) => window.bench.takeMnist(m), MODEL))) {
      console.log('  no race: MNIST is not here');
      return null;
    }
    const names = CONTESTANTS.filter((s) => !filter || filter.split(',').some((f) => s.includes(f)));
    const race = names.map((name) => ({ name, seconds: 0, steps: 0, negElbo: Number.NaN, arrived: false }));
    console.log(`  to ${GOAL} nats on MNIST: ${names.join(', ')} …`);
    for (const { name } of race) await page.evaluate((s) => window.bench.open(s), name);
    const running = new Set(race);
    while (running.size > 0) {
      for (const one of running) {
        const ms = await page.evaluate(
          ([s, n]) => window.bench.train(String(s), Number(n)),
          /** @type {const} */ ([one.name, LEG]),
        );
        one.seconds += (Number(ms) * LEG) / 1000;
        one.steps += LEG;
        one.negElbo = await page.evaluate((s) => window.bench.negElbo(s), one.name);
        one.arrived = one.negElbo <= GOAL;
        if (!one.arrived && one.seconds < PATIENCE) continue;
        running.delete(one);
        await page.evaluate((s) => window.bench.close(s), one.name);
      }
    }
    return { goal: GOAL, race };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {NonNullable<Awaited<ReturnType<typeof measureRace>>>} measured */
export function printRace({ goal, race }) {
  console.log(
    `\nFrom Train to −ELBO ≤ ${goal} nats on MNIST's test set, VAE ${MODEL} (evaluated every ${LEG} steps)`,
  );
  const best = Math.min(...race.filter((r) => r.arrived).map((r) => r.seconds));
  console.log(
    table(
      ['', 's', 'to the first', 'steps', '−ELBO'],
      race.map((r) => [
        r.name,
        r.arrived ? show(r.seconds) : `> ${show(r.seconds)}`,
        `× ${show(r.seconds / best)}`,
        String(r.steps),
        r.negElbo.toFixed(1),
      ]),
    ),
  );
}
