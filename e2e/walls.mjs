/**
 * node e2e/walls.mjs [src/charts/LossChart.tsx ...]
 *
 * Import rules, part of `npm run test:lint`: which folder of `src` may import from which, in one list. A folder may
 * import from itself and from the folders listed here, and from nothing else; tests are exempt. The imports are those
 * that Vite's parser finds, including type-only and dynamic imports.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** From the lowest level up: folders, or single files of them. @type {Record<string, string[]>} */
const FLOORS = {
  math: [],
  i18n: [],
  model: ['math'],
  // The types of the model's settings are defined in model.
  experiment: ['math', 'model'],
  data: ['math', 'experiment', 'model'],
  // Pure functions over codes and a decoder.
  latent: ['math', 'model'],
  engine: ['math', 'experiment', 'model', 'data', 'latent'],
  worker: ['math', 'experiment', 'model', 'data', 'latent', 'engine'],
  // The decoder under the pointer is the SIMD engine's.
  decode: ['math', 'model', 'engine/simd/decoder'],
  analysis: [
    ...['math', 'experiment', 'model', 'data', 'latent', 'decode/decoder'],
    ...['worker/client', 'engine/moduleWorker', 'engine/simd/execution'],
  ],
  // Saved runs are checkpoints, written in a worker of its own.
  autosave: [
    ...['experiment', 'engine/checkpoint', 'engine/pretrainedSteps', 'engine/moduleWorker'],
    ...['worker/client', 'worker/protocol'],
  ],
  // The reader's own files are opened in a worker of their own.
  ownFiles: ['experiment', 'data', 'worker/client', 'engine/moduleWorker'],
  // The service worker, and the page's end of it.
  offline: ['engine/moduleWorker', 'data/registry'],
  state: [
    'math',
    'i18n',
    'experiment',
    'model',
    'data',
    'latent',
    'decode',
    'worker',
    'analysis',
    'autosave',
    'ownFiles',
  ],
  ui: ['i18n'],
  glossary: ['i18n', 'model', 'ui'],
  // Charts get series as props: they know the type, not where the page keeps them.
  charts: ['math', 'i18n', 'model', 'state/series', 'ui'],
  controls: ['math', 'i18n', 'experiment', 'model', 'data', 'state', 'ui', 'glossary'],
  views: [
    'math',
    'i18n',
    'experiment',
    'model',
    'data',
    'latent',
    'decode',
    'worker',
    'analysis',
    'state',
    'ui',
    'glossary',
    'charts',
    'controls',
  ],
  uses: [
    ...['math', 'i18n', 'experiment', 'model', 'data', 'latent', 'decode', 'analysis', 'state', 'ui'],
    ...['glossary', 'charts', 'controls', 'views'],
  ],
  // Conditions are predicates of the model and of what the page shows; lessons name the tabs of uses.
  lessons: ['math', 'i18n', 'experiment', 'model', 'worker', 'state', 'ui', 'uses/offered'],
  // Programs are of a configuration, and name its data.
  // Pictures of the losses have the chart's colours, axes and words; those of the plane are decoded.
  export: [
    ...['math', 'i18n', 'experiment', 'model', 'data/registry', 'latent', 'decode', 'state', 'ui'],
    ...['charts/lossTerms', 'charts/lossWords', 'charts/readOut'],
  ],
  app: [
    ...['math', 'i18n', 'experiment', 'model', 'data', 'latent', 'worker', 'state', 'ui'],
    ...['glossary', 'controls', 'views', 'uses', 'lessons', 'export', 'offline'],
  ],
};

/** Folders without a DOM: their code also runs in workers and in Node. */
const NO_PAGE = [
  'math',
  'i18n',
  'model',
  'experiment',
  'data',
  'latent',
  'engine',
  'worker',
  'decode',
  'analysis',
  'autosave',
  'offline',
  'ownFiles',
];
/** Modules of the worker and the engine that the page may load; it may import types from all. */
const LOADED = [
  'worker/client',
  'worker/spawn',
  'worker/view',
  'worker/protocol',
  'worker/stepTimeout',
  'engine/moduleWorker',
];
/** Loaded by the page when its worker has died, with all of its imports. */
const ON_DEMAND = 'worker/recoveryFile';
const TEST = /\.(test|checks)\.tsx?$|\/(testing|testPage|conformance)\.tsx?$/;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @typedef {{ from: string, to: string, typeOnly: boolean }} Import `to`: a file under src without its ending, or a package. */

/** @param {string} file A path from src on. @returns {Import[]} */
function importsOf(file) {
  const text = readFileSync(join(root, 'src', file), 'utf8');
  const { module } = parseSync(file, text);
  const own = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      source: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ source: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^['"`](.*)['"`]$/.exec(text.slice(start, end));
      return literal ? [{ source: literal[1], typeOnly: false }] : [];
    }),
  ];
  return own.map(({ source, typeOnly }) => {
    const [path, query] = source.split('?');
    return {
      from: file,
      to: path.startsWith('.') ? posix.join(posix.dirname(file), path).replace(/\.tsx?$/, '') : path,
      // An import with a query gives the file's text or its address, and does not load the module.
      typeOnly: typeOnly || query !== undefined,
    };
  });
}

/** Why an import breaks the rules; null where it does not. @param {Import} one @returns {string | null} */
function objectionTo({ from, to, typeOnly }) {
  const folder = from.split('/')[0];
  const within = (/** @type {string} */ place) => to === place || to.startsWith(`${place}/`);
  const package_ = !existsSync(join(root, 'src', to.split('/')[0]));
  if (package_) {
    if (within('react') || within('react-dom') || within('zustand')) {
      if (NO_PAGE.includes(folder)) return `${folder} must not depend on the DOM`;
      if (to === 'zustand' && ['ui', 'charts'].includes(folder)) return `${folder} gets its state as props`;
    }
    const tfjs = to.startsWith('@tensorflow/') && !from.startsWith('engine/tfjs/');
    return tfjs ? 'TensorFlow.js is imported under engine/tfjs only' : null;
  }
  const may = FLOORS[folder];
  // main.tsx composes the page.
  if (from === 'main.tsx') return null;
  if (!may) return `${folder} is not in the list of floors`;
  if (![folder, ...may].some(within)) return `${folder} imports from ${may.join(', ') || 'nothing'}`;
  const page = !NO_PAGE.includes(folder) || LOADED.some((file) => from.startsWith(`${file}.`));
  const heavy = within('engine') || within('worker');
  if (page && heavy && !typeOnly && !LOADED.includes(to) && to !== ON_DEMAND)
    return 'the page uses the engine only through worker/client';
  return null;
}

const named = argv.slice(2).map((file) => file.replace(/^src\//, ''));
const files =
  named.length > 0
    ? named
    : readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('/assembly/'));
const imports = files.filter((file) => !TEST.test(file)).flatMap(importsOf);
const objections = imports.flatMap((one) => {
  const why = objectionTo(one);
  return why ? [`src/${one.from} imports ${one.to}: ${why}`] : [];
});
for (const line of objections) console.error(line);
console.log(`${imports.length} imports of ${files.length} files, ${objections.length} against the rules.`);
if (imports.length === 0 || objections.length > 0) exit(1);
