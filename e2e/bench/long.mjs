/**
 * A long run: compares the time of the last thousand steps with that of the first, which used to be shorter
 * as shrinking numbers became subnormal (src/model/flush.ts). Our SIMD engine on one thread, in Node, where
 * CPU time can be measured, which other work on the machine does not add to.
 */
import { join } from 'node:path';
import { createServer } from 'vite';
import { show, table } from '../report.mjs';
import { root } from '../serve.mjs';

/** Small models, with which a reader reaches this many steps in minutes. */
const MODELS = {
  'VAE 784-64-2': { model: 'vae', encoder: [64], decoder: [64], latent: 2 },
  'MADE 784-64-784': { model: 'made', encoder: [64] },
  'GAN 2-64-784-64-1': { model: 'gan', decoder: [64], discriminator: [64], latent: 2 },
};

const PART = 1000;
const BATCH = 128;
const IMAGES = 2048;
const SEED = 1;

/** @param {{ steps: number, filter: string | null }} options */
export async function measureLong({ steps, filter }) {
  const server = await createServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    const { createSimdEngine } = await server.ssrLoadModule('/src/engine/simd/engine.ts');
    const { hyperWith, specWith } = await server.ssrLoadModule('/src/experiment/specOf.ts');
    const { drawDigits } = await server.ssrLoadModule('/src/data/glyphs.ts');
    const { images, labels } = drawDigits(IMAGES, SEED);
    const hyper = hyperWith({ learningRate: 1e-3, beta: 1 });
    /** @type {Record<string, { steps: number, first: number, last: number, ratio: number, parts: number[] }>} */
    const results = {};
    for (const [name, settings] of Object.entries(MODELS)) {
      if (filter && !name.toLowerCase().includes(filter.toLowerCase())) continue;
      const setup = { spec: specWith(settings), seed: SEED, batch: BATCH, images, labels, threads: 1 };
      // Compiled and optimised before the first measured step.
      const warm = await createSimdEngine(setup);
      await warm.train(0, 200, hyper);
      warm.dispose();
      const engine = await createSimdEngine(setup);
      const parts = [];
      for (let step = 0; step < steps; step += PART) {
        const begin = process.cpuUsage();
        await engine.train(step, PART, hyper);
        parts.push(process.cpuUsage(begin).user / 1000 / PART);
        if ((step + PART) % (10 * PART) === 0)
          console.log(`  ${name}: ${step + PART} steps, ${show(parts[parts.length - 1])} ms a step`);
      }
      engine.dispose();
      const [first, last] = [parts[0], parts[parts.length - 1]];
      results[name] = { steps, first, last, ratio: last / first, parts };
    }
    return { date: new Date().toISOString().slice(0, 10), models: results };
  } finally {
    await server.close();
  }
}

/** @param {Awaited<ReturnType<typeof measureLong>>} measured */
export function printLong({ models }) {
  console.log('\nA long run on drawn digits, SIMD on one thread, ms of the processor a step');
  const rows = Object.entries(models).map(([name, { steps, first, last, ratio }]) => [
    name,
    String(steps),
    show(first),
    show(last),
    ratio.toFixed(3),
  ]);
  console.log(table(['', 'steps', 'first thousand', 'last thousand', 'last to first'], rows));
}
