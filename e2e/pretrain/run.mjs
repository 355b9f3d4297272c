/**
 * npm run pretrain -- [--preset vae] [--epochs 30] [--side 20] [--points 2000] [--steps] [--dry]
 *
 * Makes public/pretrained/<preset>-mnist.safetensors, the model that a link to the preset opens with (`vae`: the
 * page itself): builds the page, trains the preset on MNIST in Chromium, as a reader would, and packs the result
 * with its losses. It uses only MNIST data whose checksums the page has verified. Every epoch is evaluated on the
 * whole test set; with --dry nothing is written. With --steps it also writes <preset>-mnist.steps.safetensors, ten earlier
 * steps of the training, spread on a logarithmic axis. `state/fetchPretrained.ts` lists the presets that have the files.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { buildAndServe, launch, root } from '../serve.mjs';

const { values: options } = parseArgs({
  options: {
    preset: { type: 'string', default: 'vae' },
    epochs: { type: 'string', default: '30' },
    side: { type: 'string', default: '20' },
    points: { type: 'string', default: '2000' },
    steps: { type: 'boolean', default: false },
    dry: { type: 'boolean', default: false },
  },
});
const [epochs, side, points] = [options.epochs, options.side, options.points].map(Number);
const EXTENT = 3;
const PIXELS = 784;
const HEADER = { images: 16, labels: 8 };
const MAX_BYTES = 1_500_000;
const TRAIN_IMAGES = 60_000;
/** Earlier steps, and test images whose codes are kept of each. */
const EARLIER = { count: 10, images: 1000 };

process.chdir(root);
/** @type {{ module: typeof import('../../src/experiment/members') }} */
const { module: members } = await runnerImport('./src/experiment/members.ts');
/** @type {{ module: typeof import('../../src/experiment/specOf') }} */
const { module: specs } = await runnerImport('./src/experiment/specOf.ts');
/** @type {{ module: typeof import('../../src/model/predicates') }} */
const { module: predicates } = await runnerImport('./src/model/predicates.ts');
const preset = members.presetOf(options.preset);
if (!preset) throw new Error(`there is no preset ${options.preset}`);
/** @type {{ module: typeof import('../../src/engine/pretrainedFile') }} */
const { module: packing } = await runnerImport('./src/engine/pretrainedFile.ts');
/** @type {{ module: typeof import('../../src/engine/pretrainedSteps') }} */
const { module: stepFiles } = await runnerImport('./src/engine/pretrainedSteps.ts');
/** @type {{ module: typeof import('../../src/engine/checkpoint') }} */
const { module: checkpoints } = await runnerImport('./src/engine/checkpoint.ts');
/** @type {{ module: typeof import('../../src/model/compile') }} */
const { module: compiling } = await runnerImport('./src/model/compile.ts');
/** @type {{ module: typeof import('../../src/engine/history') }} */
const { module: histories } = await runnerImport('./src/engine/history.ts');
/** @type {{ module: typeof import('../../src/engine/manifoldGrid') }} */
const { module: manifolds } = await runnerImport('./src/engine/manifoldGrid.ts');

/** Whether images have codes, on a plane that does not depend on a label. @param {Config} config */
function previewable(config) {
  const spec = specs.specOf(config);
  return predicates.hasEncoder(spec) && predicates.hasLatent(spec) && config.condition === 'none';
}
/** @typedef {import('../../src/experiment/config').Config} Config */

const server = await buildAndServe('vite.config.ts', 4173);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(() => window.playground.ready);
  await page.evaluate(
    (settings) => window.playground.configure({ ...settings, seed: 1 }),
    members.patchOf(preset),
  );
  await page.evaluate(() => window.playground.reset());
  const begin = Date.now();
  /** @type {import('../../src/engine/pretrainedSteps').EarlierStep[]} */
  const earlier = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const summary = await trainEpoch(epoch);
    const { dataset, engine } = await page.evaluate(() => window.playground.state());
    // The worker verifies MNIST before it reports it; if it cannot, it continues with drawn digits.
    if (dataset !== 'mnist') throw new Error(`this would train on ${dataset}: MNIST could not be loaded`);
    const minutes = ((Date.now() - begin) / 60_000).toFixed(1);
    const evaluation = await evaluated();
    const values = Object.entries(summary.last ?? {}).map(([term, value]) => `${term} ${value.toFixed(2)}`);
    console.log(
      `epoch ${epoch}: training ${values.join(', ')}` +
        (evaluation
          ? `, test −ELBO ${evaluation.negElbo.toFixed(2)}, kNN ${evaluation.knn?.toFixed(4)}`
          : '') +
        ` (${engine}, ${minutes} min)`,
    );
  }

  /** Trains to the end of an epoch, and keeps those earlier steps that lie in it. @param {number} epoch From 1. */
  async function trainEpoch(epoch) {
    const now = () => page.evaluate(() => window.playground.state().run.step);
    const { batch } = await page.evaluate(() => window.playground.state().config);
    const perEpoch = Math.ceil(TRAIN_IMAGES / batch);
    // Evenly on a logarithmic axis, the last step excluded.
    const all = Array.from({ length: EARLIER.count }, (_, i) =>
      Math.round((epochs * perEpoch) ** ((i + 1) / (EARLIER.count + 1))),
    );
    const first = await now();
    for (const step of options.steps ? all.filter((one) => one > first && one <= epoch * perEpoch) : []) {
      const steps = step - (await now());
      await page.evaluate((n) => window.playground.train({ steps: n }), steps);
      earlier.push(await earlierStep(step));
    }
    const rest = epoch * perEpoch - (await now());
    return page.evaluate((n) => window.playground.train({ steps: n }), rest);
  }

  /** @param {number} step */
  async function earlierStep(step) {
    const { config, state } = checkpoints.readCheckpoint(await checkpoint());
    const spec = specs.specOf(config);
    const { decoderStart } = compiling.layoutOf(spec);
    const codes = await codesOf(EARLIER.images);
    return { step, decoder: state.parameters.subarray(decoderStart), codes };
  }

  /** The codes of the first test images. @param {number} count */
  async function codesOf(count) {
    const images = await testFile('test-images', HEADER.images, count * PIXELS);
    return Float32Array.from(
      await page.evaluate(
        async ([bytes, n]) => [...(await window.playground.encode(Uint8Array.from(bytes), n)).mu],
        /** @type {[number[], number]} */ ([images, count]),
      ),
    );
  }

  async function checkpoint() {
    // As text: an array of twelve million numbers takes Playwright minutes.
    const file = await page.evaluate(async () => {
      const bytes = await window.playground.exportCheckpoint();
      let binary = '';
      for (let i = 0; i < bytes.length; i += 0x8000)
        binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      return btoa(binary);
    });
    return Uint8Array.from(Buffer.from(file, 'base64'));
  }

  /** Null for a model without a bound on the likelihood. */
  async function evaluated() {
    return page.evaluate(() => window.playground.evaluate()).catch(() => null);
  }

  if (!options.dry) await pack();

  async function pack() {
    const bytes = await checkpoint();
    const { config, step, state, history } = checkpoints.readCheckpoint(bytes);
    if (!history) throw new Error('the checkpoint has no losses');
    const evaluation = await evaluated();
    const { parameters } = state;
    const packed = packing.writePretrained({
      config,
      step,
      parameters,
      preview: previewable(config) ? await preview(config.latent) : null,
      losses: { history: histories.thinHistory(history), evaluation },
    });
    if (packed.length > MAX_BYTES)
      throw new Error(`${packed.length} bytes; at most ${MAX_BYTES}, so fewer points or tiles`);
    const target = join(root, 'public', 'pretrained', `${options.preset}-mnist.safetensors`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, packed);
    console.log(`${packed.length} bytes in public/pretrained/${options.preset}-mnist.safetensors`);
    if (earlier.length === 0) return;
    const steps = stepFiles.writeSteps(specs.specOf(config), earlier);
    writeFileSync(target.replace(/safetensors$/, 'steps.safetensors'), steps);
    console.log(`${steps.length} bytes for the earlier steps ${earlier.map((one) => one.step).join(', ')}`);
  }

  /** @param {number} latent */
  async function preview(latent) {
    const labels = Uint8Array.from(await testFile('test-labels', HEADER.labels, points));
    const mu = await codesOf(points);
    const grid = {
      slice: { origin: [], u: [1, 0], v: [0, 1] },
      centre: /** @type {const} */ ([0, 0]),
      extent: EXTENT,
      side,
    };
    const z = manifolds.manifoldGrid(grid, latent);
    const decoded = await page.evaluate(
      async ([at, count]) => [...(await window.playground.decode(Float32Array.from(at), count))],
      /** @type {[number[], number]} */ ([[...z], side * side]),
    );
    return {
      points: mu,
      labels,
      manifold: { side, extent: EXTENT, tiles: manifolds.toBytes(Float32Array.from(decoded)) },
    };
  }

  /**
   * The first bytes after the header of a file that the page serves.
   * @param {string} name @param {number} header @param {number} length
   */
  async function testFile(name, header, length) {
    return page.evaluate(
      async ([file, from, count]) => {
        const response = await fetch(`data/mnist/${file}.bin`);
        const packed = new Uint8Array(await response.arrayBuffer());
        const gzipped = packed[0] === 0x1f && packed[1] === 0x8b;
        const stream = new Blob([packed]).stream();
        const plain = gzipped ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
        const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
        return [...bytes.subarray(from, from + count)];
      },
      /** @type {[string, number, number]} */ ([name, header, length]),
    );
  }
} finally {
  await browser.close();
  await server.close();
}
