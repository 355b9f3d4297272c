/**
 * npm run models -- [--only vae,gan] [--seeds 1,2,3,4,5] [--epochs n] [--side-by-side 2]
 *
 * Puts the family on trial: trains each preset on MNIST in Chromium, once a seed, and judges the median on
 * the test set. Prints the README's table. A whole run writes it to e2e/models/record.json; with --only, --seeds
 * or --epochs nothing is written.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NAMES, verdicts } from './models/verdicts.mjs';
import { quantile, table } from './perf/report.mjs';
import { buildAndServe, launch } from './perf/serve.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    epochs: { type: 'string' },
    'side-by-side': { type: 'string', default: '2' },
  },
});
const seeds = options.seeds.split(',').map(Number);
const chosen = options.only ? options.only.split(',') : NAMES;
const whole = !options.only && !options.epochs && options.seeds === '1,2,3,4,5';

const server = await buildAndServe('e2e/models/vite.config.ts', 4175);
const browser = await launch();
/** @type {Record<string, { seed: number, seconds: number, measured: Record<string, number> }[]>} */
const runs = Object.fromEntries(chosen.map((name) => [name, []]));
try {
  const waiting = chosen.flatMap((trial) => seeds.map((seed) => ({ trial, seed })));
  await Promise.all(
    Array.from({ length: Number(options['side-by-side']) }, async () => {
      const page = await browser.newPage();
      await page.goto(new URL('models.html', server.url).href);
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { trial, seed } = next;
        const begun = Date.now();
        const measured = await page.evaluate(
          (order) => window.trials.run(order),
          /** @type {import('./models/trial.worker').Order} */ ({
            trial,
            seed,
            epochs: options.epochs ? Number(options.epochs) : null,
            base: server.url,
          }),
        );
        const seconds = (Date.now() - begun) / 1000;
        runs[trial].push({ seed, seconds, measured });
        console.log(
          `  ${trial}, seed ${seed}: ${Object.entries(measured)
            .map(([key, value]) => `${key} ${value.toPrecision(5)}`)
            .join(', ')} (${seconds.toFixed(0)} s)`,
        );
      }
    }),
  );
} finally {
  await browser.close();
  await server.close();
}

/** The median over the seeds of what a trial measured; NaN where it was not run. @param {string} trial @param {string} key */
function median(trial, key) {
  const values = (runs[trial] ?? []).map(({ measured }) => measured[key]);
  return values.length > 0 ? quantile(values, 0.5) : Number.NaN;
}

const judged = verdicts(median).filter(({ trials }) => trials.every((name) => chosen.includes(name)));
const minutes = (/** @type {string[]} */ trials) =>
  trials.reduce(
    (sum, name) =>
      sum +
      quantile(
        runs[name].map((r) => r.seconds),
        0.5,
      ),
    0,
  ) / 60;
console.log(`\nMedians of seeds ${seeds.join(', ')} on MNIST's 10,000 test images\n`);
console.log(
  table(
    ['', 'asked', 'measured', '', 'minutes a seed'],
    judged.map(({ claim, asked, measured, holds, trials }) => [
      claim,
      asked,
      measured,
      holds ? '✓' : '✗',
      minutes(trials).toFixed(1),
    ]),
  ),
);
if (whole) {
  writeFileSync('e2e/models/record.json', `${JSON.stringify({ seeds, judged, runs }, null, 2)}\n`);
}
