/**
 * npm run pretrain -- [--epochs 30] [--side 20] [--points 2000] [--dry]
 *
 * Makes public/pretrained/vae-mnist.safetensors, the model that the page opens with: builds the page,
 * trains its default settings on MNIST in Chromium, as a reader would, and packs the result. It uses only MNIST
 * data whose checksums the page has verified. Every epoch is evaluated on the whole test set; with --dry nothing
 * is written.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { buildAndServe, launch, root } from '../serve.mjs';

const { values: options } = parseArgs({
  options: {
    epochs: { type: 'string', default: '30' },
    side: { type: 'string', default: '20' },
    points: { type: 'string', default: '2000' },
    dry: { type: 'boolean', default: false },
  },
});
const [epochs, side, points] = [options.epochs, options.side, options.points].map(Number);
const EXTENT = 3;
const PIXELS = 784;
const HEADER = { images: 16, labels: 8 };
const MAX_BYTES = 1_500_000;

process.chdir(root);
/** @type {{ module: typeof import('../../src/engine/pretrainedFile') }} */
const { module: packing } = await runnerImport('./src/engine/pretrainedFile.ts');
/** @type {{ module: typeof import('../../src/engine/checkpoint') }} */
const { module: checkpoints } = await runnerImport('./src/engine/checkpoint.ts');
/** @type {{ module: typeof import('../../src/engine/history') }} */
const { module: histories } = await runnerImport('./src/engine/history.ts');
/** @type {{ module: typeof import('../../src/engine/manifoldGrid') }} */
const { module: manifolds } = await runnerImport('./src/engine/manifoldGrid.ts');

const server = await buildAndServe('vite.config.ts', 4173);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.evaluate(() => window.playground.ready);
  await page.evaluate(() => window.playground.reset({ seed: 1 }));
  const begin = Date.now();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const summary = await page.evaluate(() => window.playground.train({ epochs: 1 }));
    const { dataset, engine } = await page.evaluate(() => window.playground.state());
    // The worker verifies MNIST before it reports it; if it cannot, it continues with drawn digits.
    if (dataset !== 'mnist') throw new Error(`this would train on ${dataset}: MNIST could not be loaded`);
    const minutes = ((Date.now() - begin) / 60_000).toFixed(1);
    const judged = await page.evaluate(() => window.playground.evaluate());
    console.log(
      `epoch ${epoch}: training ${summary.last?.total.toFixed(2)} nats, ` +
        `test −ELBO ${judged.negElbo.toFixed(2)} nats, kNN ${judged.knn?.toFixed(4)} (${engine}, ${minutes} min)`,
    );
  }

  if (!options.dry) await pack();

  async function pack() {
    const file = await page.evaluate(async () => [...(await window.playground.exportCheckpoint())]);
    const { config, step, state, history } = checkpoints.readCheckpoint(Uint8Array.from(file));
    if (!history) throw new Error('the checkpoint has no losses');
    const evaluation = await page.evaluate(() => window.playground.evaluate());
    const { parameters } = state;
    const images = await testFile('test-images', HEADER.images, points * PIXELS);
    const labels = Uint8Array.from(await testFile('test-labels', HEADER.labels, points));
    const mu = await page.evaluate(
      async ([bytes, count]) => [...(await window.playground.encode(Uint8Array.from(bytes), count)).mu],
      /** @type {[number[], number]} */ ([images, points]),
    );
    const cut = {
      axes: /** @type {const} */ ([0, 1]),
      rest: [],
      centre: /** @type {const} */ ([0, 0]),
      extent: EXTENT,
      side,
    };
    const z = manifolds.manifoldGrid(cut, config.latent);
    const decoded = await page.evaluate(
      async ([at, count]) => [...(await window.playground.decode(Float32Array.from(at), count))],
      /** @type {[number[], number]} */ ([[...z], side * side]),
    );
    const packed = packing.writePretrained({
      config,
      step,
      parameters,
      points: Float32Array.from(mu),
      labels,
      manifold: { side, extent: EXTENT, tiles: manifolds.toBytes(Float32Array.from(decoded)) },
      losses: { history: histories.thinHistory(history), evaluation },
    });
    if (packed.length > MAX_BYTES)
      throw new Error(`${packed.length} bytes; at most ${MAX_BYTES}, so fewer points or tiles`);
    const target = join(root, 'public', 'pretrained', 'vae-mnist.safetensors');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, packed);
    console.log(`${packed.length} bytes in public/pretrained/vae-mnist.safetensors`);
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
