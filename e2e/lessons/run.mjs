/**
 * npm run lessons -- [--only kl-rises,axes] [--seeds 1,2,3,4,5] [--pictures folder]
 * npm run lessons -- --report
 *
 * Plays every lesson to its end on the built page in Chromium, once per seed, by its buttons and with MNIST: with the first
 * seed also each step's typical wrong path, where the check must not pass, then the right one, where it must. Prints the value of each
 * step by seed, its target, and the time that the right path took. Values go into record.json as soon as a lesson is
 * done; with --seeds, which is for trying out, nothing is written. --pictures also saves the page after each step of the
 * first seed, in English and in Chinese.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quantile, show, table } from '../report.mjs';
import { buildAndServe, launch, root } from '../serve.mjs';
import { Player } from './player.mjs';
import { plays } from './plays.mjs';

const SEEDS = [1, 2, 3, 4, 5];
const FILE = join(root, 'e2e', 'lessons', 'record.json');

/** @typedef {{ seed: number, value: number | null, seconds: number, passedWrongly?: boolean }} Run */
/** @typedef {Record<string, Record<string, { target: string, runs: Run[] }>>} Record_ By lesson and step. */

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    seeds: { type: 'string' },
    pictures: { type: 'string' },
    report: { type: 'boolean', default: false },
  },
});

/** @returns {Record_} */
const recorded = () => (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {});

/** @type {string[]} */
const failures = [];
if (options.report) report(recorded());
else
  report(await played(options.only?.split(',') ?? Object.keys(plays), options.seeds?.split(',').map(Number)));
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}

/** @param {string[]} names @param {number[] | undefined} tried @returns {Promise<Record_>} */
async function played(names, tried) {
  const seeds = tried ?? SEEDS;
  const server = await buildAndServe('vite.config.ts', 4177);
  const browser = await launch();
  /** @type {Record_} */
  const results = {};
  try {
    for (const name of names) {
      results[name] = {};
      for (const seed of seeds) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
        try {
          const player = new Player(await context.newPage(), seed);
          await playLesson(player, server.url, name, results[name], seed === seeds[0]);
        } catch (error) {
          failures.push(`${name}, seed ${seed}: ${error instanceof Error ? error.message : error}`);
        } finally {
          await context.close();
        }
      }
      if (!tried)
        writeFileSync(FILE, `${JSON.stringify({ ...recorded(), [name]: results[name] }, null, 2)}\n`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return results;
}

/**
 * @param {Player} player @param {string} url @param {string} name @param {Record_[string]} results
 * @param {boolean} first Whether it is the first seed.
 */
async function playLesson(player, url, name, results, first) {
  await player.open(url, name);
  const steps = Object.entries(plays[name]);
  for (const [at, [id, { right, wrong }]] of steps.entries()) {
    await player.predict('100', at);
    await player.openUse();
    /** @type {boolean | undefined} */
    let passedWrongly;
    if (wrong && first) {
      await wrong(player);
      passedWrongly = await player.passesWrongly(at);
      if (passedWrongly)
        failures.push(
          `${name} ${id}, seed ${player.number}: the wrong path passes: ${await player.reading()}`,
        );
    }
    const startedAt = Date.now();
    await right(player);
    const value = await player.passed(at);
    if (value === null)
      failures.push(`${name} ${id}, seed ${player.number}: not passed: ${await player.reading()}`);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const target = (await player.step(at))?.target ?? '';
    results[id] ??= { target, runs: [] };
    results[id].target = target;
    results[id].runs.push({ seed: player.number, value, seconds, passedWrongly });
    console.log(
      `  ${name} ${id}, seed ${player.number}: ${show(value)} in ${seconds} s · ${await player.reading()}`,
    );
    if (value === null) return;
    if (options.pictures && first) await player.picture(join(options.pictures, `${name}-${at + 1}`));
    if (at < steps.length - 1) await player.next();
  }
}

/** @param {Record_} results */
function report(results) {
  const rows = Object.entries(results).flatMap(([lesson, steps]) =>
    Object.entries(steps).map(([id, { target, runs }]) => [
      lesson,
      id,
      runs.map(({ value }) => show(value)).join('  '),
      target,
      String(
        quantile(
          runs.map(({ seconds }) => seconds),
          0.5,
        ),
      ),
    ]),
  );
  console.log(table(['lesson', 'step', 'value by seed', 'target', 's'], rows));
}
