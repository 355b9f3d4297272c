/**
 * npm run abuse -- [--part chaos,network] [--count n] [--seed n] [--first n] [--only words] [--no-build]
 *
 * Stress tests of the built page: random concurrent calls, damaged files and links, workers that die at every
 * moment, lost devices, missing features, failing networks, hours of use. Prints a table; the exit status is 1 if
 * anything failed. The seed is printed, and gives the same cases again.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { table } from '../report.mjs';
import { buildAndServe, launch, serve } from '../serve.mjs';
import { listed, wordsOf } from './part.mjs';
import { PARTS } from './parts.mjs';

const { values: options } = parseArgs({
  options: {
    part: { type: 'string' },
    count: { type: 'string' },
    seed: { type: 'string' },
    first: { type: 'string' },
    only: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const names = options.part?.split(',') ?? PARTS.map(({ name }) => name);
const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are: ${PARTS.map((p) => p.name).join(', ')}.`);
  process.exit(2);
}
const seed = options.seed === undefined ? randomInt(2 ** 32) : Number(options.seed);
console.log(`Seed ${seed}`);

const port = Number(process.env.PLAYGROUND_TEST_PORT ?? 4176);
const server = await (options['no-build'] ? serve : buildAndServe)('vite.config.ts', port);
const browser = await launch();
const only = options.only === undefined ? undefined : new RegExp(options.only);
const log = (/** @type {string} */ text) => console.log(`  ${text}`);
/** @type {string[][]} */
const rows = [];
let failed = 0;
try {
  for (const { name, whole, run } of PARTS.filter((part) => names.includes(part.name))) {
    console.log(`\n── ${name}`);
    const startedAt = Date.now();
    const count = Number(options.count ?? whole);
    const order = { count, seed, first: Number(options.first ?? 0) };
    const {
      cases,
      failures,
      untried = 0,
    } = await run({ url: server.url, browser, log, only }, order).catch((error) => ({
      cases: 0,
      untried: 0,
      failures: [{ case: 'the part itself', what: wordsOf(error) }],
    }));
    failed += failures.length;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    rows.push([name, `${seed}`, `${cases}`, `${untried}`, `${failures.length}`, seconds]);
    if (failures.length > 0) console.log(`    ${listed(failures)}`);
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`\n${table(['part', 'seed', 'cases', 'not tried', 'failures', 'seconds'], rows)}`);
process.exit(failed > 0 ? 1 : 0);
