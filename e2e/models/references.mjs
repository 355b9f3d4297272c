/**
 * npm run models -- --reference [--only vae-10]: the float64 runs that verdicts refer to, one after another.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, runnerImport } from 'vite';
import { root } from '../serve.mjs';

/** Presets that are compared with such a run: fixed before any result was seen. */
export const REFERENCES = ['vae', 'vae-10'];
const SEED = 1;
const EPOCHS = 10;

const FILE = join(root, 'e2e', 'models', 'reference.json');

/** @typedef {import('./reference').ReferenceRecord} ReferenceRecord */

/** The runs so far, by preset. @returns {Record<string, ReferenceRecord>} */
export const references = () => (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {});

/** Runs them again and records each when it is done. @param {string[]} presets */
export async function runReferences(presets) {
  process.chdir(root);
  const server = await createServer({
    configFile: 'e2e/models/vite.config.ts',
    logLevel: 'error',
    // It would restart whenever a file changes, and the run takes half an hour.
    server: { host: '127.0.0.1', port: 4176, watch: null },
  });
  try {
    await server.listen();
    const base = `${server.resolvedUrls?.local[0]}`;
    /** @type {{ module: typeof import('./reference') }} */
    const { module } = await runnerImport('./e2e/models/reference.ts');
    for (const preset of presets) {
      const startedAt = Date.now();
      const record = await module.reference(preset, {
        seed: SEED,
        epochs: EPOCHS,
        base,
        onStep(done) {
          if (done % 100 > 0) return;
          const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
          console.log(`  ${preset} in float64: ${done} steps after ${minutes} min`);
        },
      });
      console.log(`  ${preset} in float64: ${record.nats.toFixed(2)} nats`);
      writeFileSync(FILE, `${JSON.stringify({ ...references(), [preset]: record }, null, 2)}\n`);
    }
  } finally {
    await server.close();
  }
}
