/**
 * npm run models -- [--only vae,gan] [--seeds 1,2,3,4,5] [--epochs n] [--side-by-side 2] [--resume]
 * npm run models -- --only optimisers
 * npm run models -- --report
 * npm run models -- --reference [--only vae-10]
 *
 * Checks the presets, or compares the optimisers on the default VAE: trains each on MNIST in Chromium, once per
 * seed, and evaluates the median on the test set. Prints the README's table. Measurements go into
 * e2e/models/record.json as soon as a seed is done, replacing its trial's previous runs; with --resume, recorded
 * runs are not repeated; with --seeds or --epochs, which are for trying out, nothing is written. --report prints
 * the table from the record. --reference makes the float64 runs that some verdicts refer to.
 */
import { parseArgs } from 'node:util';
import { quantile, table } from '../report.mjs';
import { buildAndServe, launch } from '../serve.mjs';
import { record, recorded } from './record.mjs';
import { REFERENCES, references, runReferences } from './references.mjs';
import { NAMES, OPTIMISERS, SOURCES, verdicts } from './verdicts.mjs';

const SEEDS = [1, 2, 3, 4, 5];
const BY_OPTIMISER = Object.keys(OPTIMISERS);

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string' },
    epochs: { type: 'string' },
    'side-by-side': { type: 'string', default: '2' },
    resume: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    reference: { type: 'boolean', default: false },
  },
});
const only = options.only?.split(',').flatMap((name) => (name === 'optimisers' ? BY_OPTIMISER : name));

/** @typedef {import('./record.mjs').Runs} Runs */

if (options.reference) {
  await runReferences(only ?? REFERENCES);
} else if (options.report) {
  report(recorded(), SEEDS);
} else {
  const seeds = options.seeds?.split(',').map(Number) ?? SEEDS;
  report(await tried(only ?? NAMES, seeds), seeds);
}

/** Runs the trials. @param {string[]} trials @param {number[]} seeds @returns {Promise<Runs>} */
async function tried(trials, seeds) {
  const kept = !options.seeds && !options.epochs;
  const before = kept && options.resume ? recorded() : {};
  const runs = Object.fromEntries(trials.map((trial) => [trial, before[trial] ?? []]));
  const waiting = trials.flatMap((trial) =>
    seeds.filter((seed) => !runs[trial].some((run) => run.seed === seed)).map((seed) => ({ trial, seed })),
  );
  const server = await buildAndServe('e2e/models/vite.config.ts', 4175);
  const browser = await launch();
  try {
    await Promise.all(
      Array.from({ length: Number(options['side-by-side']) }, async () => {
        const page = await browser.newPage();
        await page.goto(new URL('models.html', server.url).href);
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const { trial, seed } = next;
          const startedAt = Date.now();
          const measured = await page.evaluate(
            (order) => window.trials.run(order),
            /** @type {import('./listen').Order} */ ({
              trial,
              seed,
              epochs: options.epochs ? Number(options.epochs) : null,
              base: server.url,
            }),
          );
          const seconds = (Date.now() - startedAt) / 1000;
          runs[trial].push({ seed, seconds, measured });
          if (kept) record(trial, runs[trial]);
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
  return runs;
}

/**
 * Prints the medians over all the seeds, for every claim whose trials have been run with all of them.
 * @param {Runs} runs @param {number[]} seeds
 */
function report(runs, seeds) {
  const done = [...NAMES, ...BY_OPTIMISER].filter((trial) =>
    seeds.every((seed) => runs[trial]?.some((run) => run.seed === seed)),
  );
  const medianOf = (
    /** @type {string} */ trial,
    /** @type {(run: Runs[string][number]) => number} */ value,
  ) => (done.includes(trial) ? quantile(runs[trial].map(value), 0.5) : Number.NaN);
  const results = verdicts((trial, key) => medianOf(trial, ({ measured }) => measured[key]), references());
  const minutes = (/** @type {string[]} */ trials) =>
    trials.reduce((sum, trial) => sum + medianOf(trial, ({ seconds }) => seconds), 0) / 60;
  const compared = Object.entries(OPTIMISERS).filter(([trial]) => done.includes(trial));
  if (compared.length > 0) {
    console.log(
      `\nThe default VAE on MNIST by each optimiser: −ELBO of the 10,000 test images after 3 epochs, in nats\n`,
    );
    console.log(
      table(
        ['', 'median', `seeds ${seeds.join(', ')}`, 'minutes a seed'],
        compared.map(([trial, name]) => [
          name,
          medianOf(trial, ({ measured }) => measured.nats).toFixed(2),
          runs[trial].map(({ measured }) => measured.nats.toFixed(2)).join(', '),
          minutes([trial]).toFixed(1),
        ]),
      ),
    );
  }
  for (const [trial, name] of [
    ['prior-ae', 'AE'],
    ['prior-vae', 'VAE'],
  ]) {
    if (!done.includes(trial)) continue;
    const cell = (/** @type {string} */ key) => medianOf(trial, ({ measured }) => measured[key]);
    console.log(`\n${name}: draws of 1,000 codes from each source, medians\n`);
    console.log(
      table(
        ['', 'energy distance', 'classes of 300', 'confidence'],
        Object.entries(SOURCES).map(([source, said]) => [
          said,
          cell(`${source}.distance`).toFixed(4),
          cell(`${source}.classes`).toFixed(0),
          `${(100 * cell(`${source}.confidence`)).toFixed(0)}%`,
        ]),
      ),
    );
  }
  console.log(`\nMedians of seeds ${seeds.join(', ')} on MNIST's 10,000 test images\n`);
  console.log(
    table(
      ['', 'target', 'measured', '', 'minutes a seed'],
      results
        .filter(({ trials }) => trials.every((trial) => done.includes(trial)))
        .map(({ claim, target, measured, holds, trials }) => [
          claim,
          target,
          measured,
          holds ? '✓' : '✗',
          minutes(trials).toFixed(1),
        ]),
    ),
  );
  const missing = [...NAMES, ...BY_OPTIMISER].filter((trial) => runs[trial]?.length && !done.includes(trial));
  if (missing.length > 0) console.log(`\nNot yet with all seeds: ${missing.join(', ')}`);
}
