/**
 * npm run bench -- [--quick] [--only steps,page,untouched,panning,past,sizes,race,long] [--subject wasm,simd] [--rounds n]
 * npm run bench -- --long [--subject vae] [--steps n]       only the long run
 * npm run bench -- --classroom [--rounds n]                a computer four times slower, not part of a whole run
 * npm run bench -- --gpu [--built] [--record name]         WebGPU alone, in both precisions, in less than five minutes
 * npm run bench -- --only soak [--minutes 20]               memory of a long training, not part of a whole run
 * npm run bench -- --built --record name [--only …]         uses an earlier build, on a borrowed machine
 *
 * Prints tables and the targets, and writes everything to e2e/bench/records/<machine>.json
 * (with --quick, --only or --subject to bench-results/ instead: a record is a whole run, or one that --record names).
 * A separate long run replaces that of the machine's record. A GPU may need flags: CHROMIUM_FLAGS (e2e/browser.mjs).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atLeast, target } from '../report.mjs';
import { launch, root } from '../serve.mjs';
import { classroomTargets, measureClassroom, printClassroom } from './classroom.mjs';
import { measureLong, printLong } from './long.mjs';
import { measurePage, printPage } from './page.mjs';
import { measurePanning, printPanning } from './panning.mjs';
import { measurePast, printPast } from './past.mjs';
import { measureRace, printRace } from './race.mjs';
import { measureSizes, printSizes } from './sizes.mjs';
import { measureSoak, printSoak } from './soak.mjs';
import { measureSteps, NATIVE, printSteps } from './steps.mjs';
import { measureUntouched, printUntouched } from './untouched.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'steps,page,untouched,panning,past,sizes,race,long' },
    long: { type: 'boolean', default: false },
    classroom: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    steps: { type: 'string' },
    minutes: { type: 'string', default: '20' },
    subject: { type: 'string' },
    rounds: { type: 'string' },
    built: { type: 'boolean', default: false },
    record: { type: 'string' },
  },
});
const parts = options.long
  ? ['long']
  : options.classroom
    ? ['classroom']
    : options.gpu
      ? ['steps']
      : options.only.split(',');
const rounds = Number(options.rounds ?? (options.quick ? 3 : options.gpu ? 5 : 9));
const filter = options.subject ?? (options.gpu ? 'webgpu' : null);
const whole = !options.quick && !options.subject && parts.length === 8;
/** All the images of MNIST. */
const MANY = 70_000;
/** About what a reader trains in an evening, and three minutes of a processor per model. */
const LONG = 50_000;
const longSteps = Number(options.steps ?? (options.quick ? 5000 : LONG));

const [{ model }] = cpus();
const built = options.built;
const machine =
  options.record ??
  `${model.replace(/\((R|TM)\)/gi, '').replace(/@.*/, '')} ${availableParallelism()} cores`
    .trim()
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
const browser = await launch();
const chromium = browser.version();
await browser.close();
console.log(
  `${model.trim()}, ${availableParallelism()} cores, ${platform()} ${arch()}, Chromium ${chromium}, Node ${process.version}`,
);

const page = parts.includes('page')
  ? await measurePage({ ...(options.quick ? { loads: 5, seconds: 15 } : { loads: 9, seconds: 60 }), built })
  : null;
if (page) printPage(page);
const untouched = parts.includes('untouched')
  ? await measureUntouched({
      ...(options.quick ? { rounds: 3, seconds: 5 } : { rounds: 7, seconds: 10 }),
      built,
    })
  : null;
if (untouched) printUntouched(untouched);
const panning = parts.includes('panning') ? await measurePanning([2000, 10_000, MANY]) : null;
if (panning) printPanning(panning);
const past = parts.includes('past') ? await measurePast({ quick: options.quick, built }) : null;
if (past) printPast(past);
const soak = parts.includes('soak') ? await measureSoak({ minutes: Number(options.minutes), built }) : null;
if (soak) printSoak(soak);
const steps = parts.includes('steps')
  ? await measureSteps({ rounds, filter, built, precisions: options.gpu })
  : null;
if (steps) printSteps(steps);
const race = parts.includes('race') ? await measureRace({ filter: options.subject ?? null, built }) : null;
if (race) printRace(race);
const sizes = parts.includes('sizes') ? await measureSizes() : null;
if (sizes) printSizes(sizes);
const long = parts.includes('long')
  ? await measureLong({ steps: longSteps, filter: options.subject ?? null })
  : null;
if (long) printLong(long);

const classroom = parts.includes('classroom')
  ? await measureClassroom({
      rounds: Number(options.rounds ?? (options.quick ? 2 : 5)),
      seconds: options.quick ? 10 : 20,
      built,
    })
  : null;
if (classroom) printClassroom(classroom);

const KIB = 1024;

/**
 * How many times faster one subject is than another on a model.
 * @param {string} model @param {string} ours @param {string} other
 */
function times(model, ours, other) {
  const results = steps?.models[model]?.results;
  const [a, b] = [results?.[ours]?.step?.median, results?.[other]?.step?.median];
  return a && b ? b / a : null;
}

const CONV = 'conv 16-32-2';

/** @param {NonNullable<typeof steps>} measured */
function stepTargets({ models }) {
  const [[standard, { onPage, results }]] = Object.entries(models);
  const calls = results['ours webgpu']?.gpuCalls;
  return [
    atLeast('default step: our SIMD against jax-js wasm', times(standard, 'ours simd', 'jax-js wasm'), 1.5),
    atLeast('default step: our SIMD against plain tfjs wasm', times(standard, 'ours simd', 'tfjs wasm'), 9),
    atLeast(
      'convolutional step: our SIMD against plain tfjs webgl',
      times(CONV, 'ours simd', 'tfjs webgl'),
      5,
    ),
    atLeast('convolutional step: our SIMD against jax-js wasm', times(CONV, 'ours simd', 'jax-js wasm'), 1.5),
    target(
      'convolutional step: our SIMD on one thread to native PyTorch on one',
      times(CONV, NATIVE, 'ours simd'),
      1.3,
      'times',
    ),
    ...Object.keys(models).flatMap((model) => [
      atLeast(
        `${model}: our WebGPU against plain tfjs webgpu`,
        times(model, 'ours webgpu', 'tfjs webgpu'),
        { [standard]: 6, [CONV]: 5 }[model] ?? 15,
      ),
      atLeast(
        `${model}: our WebGPU against jax-js webgpu`,
        times(model, 'ours webgpu', 'jax-js webgpu'),
        1.3,
      ),
    ]),
    target('WebGPU dispatches a step', calls?.dispatches ?? null, 17, ''),
    target(
      'WebGPU dispatches a convolutional step',
      models[CONV]?.results['ours webgpu']?.gpuCalls?.dispatches ?? null,
      24,
      '',
    ),
    target('WebGPU submits a step', calls?.submits ?? null, 1, ''),
    target('WebGPU buffers made in a step', calls?.buffers ?? null, 0, ''),
    target('WebGPU bind groups made in a step', calls?.bindGroups ?? null, 0, ''),
    target("one point decoded on the page's thread", onPage['decode 1'].median, 0.3, 'ms'),
    target("a filmstrip of 16 decoded on the page's thread", onPage['decode 16'].median, 4, 'ms'),
    target(
      'a 24×24 manifold decoded by the CPU engine',
      results['ours simd']?.decodeManifold?.median ?? null,
      25,
      'ms',
    ),
  ];
}

const targets = [
  ...(steps ? stepTargets(steps) : []),
  ...(page
    ? [
        target('drag input to pixels while training, p95', page.drag.p95, 20, 'ms'),
        target(
          `tasks over 50 ms on the page's thread in ${page.seconds} s of training`,
          page.longTasks.count,
          0,
          '',
        ),
        target('first decoded digit after navigation, median', page.firstDigit.median / 1000, 2.5, 's'),
      ]
    : []),
  ...(untouched
    ? [
        target("the page's UI thread busy while training untouched", 100 * untouched.busy.median, 25, '%'),
        atLeast("steps in the page against the bare engine's", untouched.ratio.median, 0.85),
      ]
    : []),
  ...(panning
    ? [target(`moving a plane of ${MANY} points, frame to frame, median`, panning[MANY].median, 17, 'ms')]
    : []),
  ...(past ? [target('an earlier step is shown while training, p95', past.training.p95, 50, 'ms')] : []),
  ...Object.entries(long?.models ?? {}).map(([name, { steps: n, ratio }]) =>
    target(`${name}, ${n} steps: the last thousand to the first`, ratio, 1.1, 'times'),
  ),
  ...(classroom ? classroomTargets(classroom) : []),
  ...(sizes ? [target('page before the worker, compressed', sizes.total.page / KIB, 250, 'KiB')] : []),
];
console.log(`\nTargets\n${targets.map((t) => t.line).join('\n')}`);

const record = {
  machine: { cpu: model.trim(), cores: availableParallelism(), platform: platform(), arch: arch() },
  chromium,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
  rounds,
  targets: targets.map(({ line, ...rest }) => rest),
  page,
  untouched,
  panning,
  past,
  soak,
  steps,
  race,
  sizes,
  long,
  classroom,
};
const records = join(root, 'e2e', 'bench', 'records');
const recorded = join(records, `${machine}.json`);
const wholeLong = long && longSteps === LONG && !options.subject && parts.length === 1;
const folder = whole || wholeLong || options.record ? records : join(root, 'bench-results');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${machine}.json`);
// A separate long run replaces that of the record, and keeps the rest as it was measured.
const written =
  wholeLong && existsSync(recorded) ? { ...JSON.parse(readFileSync(recorded, 'utf8')), long } : record;
writeFileSync(file, `${JSON.stringify(written, rounded, 2)}\n`);
console.log(`\nWritten to ${file}`);

/**
 * Four significant digits: the rest is noise, and would change in every diff.
 * @param {string} _ @param {unknown} value
 */
function rounded(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
