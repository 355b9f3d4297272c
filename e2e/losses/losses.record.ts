/**
 * Trains every case for a few steps on drawn digits, with the float64 reference and with the SIMD engine, and
 * compares losses and final parameters with the record, bit for bit. `npm run losses` shows that a change of
 * the code has not changed a number; `LOSSES_WRITE=1 npm run losses` writes a new record.
 *
 * The reference's bits are tied to a version of Node, as exp and tanh differ between versions.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { drawDigits } from '../../src/data/glyphs';
import { canExecute } from '../../src/engine/engineCapabilities';
import { referenceRun } from '../../src/engine/referenceRun';
import { createSimdEngine } from '../../src/engine/simd/engine';
import { hyperOf, specOf } from '../../src/experiment/specOf';
import { compileModel } from '../../src/model/compile';
import { BATCH, type LossCase, lossCases, STEPS } from './cases';

/** SHA-256 of all losses and of the final parameters; and the losses of the last step. */
interface Fingerprint {
  losses: string;
  parameters: string;
  last: readonly (number | null)[];
}
type Losses = Record<string, { reference: Fingerprint; simd?: Fingerprint }>;

const file = join(import.meta.dirname, 'record.json');
const writes = process.env.LOSSES_WRITE === '1';
const known: Losses = writes ? {} : JSON.parse(readFileSync(file, 'utf8'));
const found: Losses = {};
const digits = drawDigits(512, 3);

const hashOf = (numbers: Float64Array | Float32Array): string =>
  createHash('sha256')
    .update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength))
    .digest('hex')
    .slice(0, 24);

function fingerprint(
  losses: Float64Array | Float32Array,
  parameters: Float64Array | Float32Array,
): Fingerprint {
  const last = Array.from(losses.subarray(-losses.length / STEPS), (x) => (Number.isFinite(x) ? x : null));
  return { losses: hashOf(losses), parameters: hashOf(parameters), last };
}

async function run({ config }: LossCase): Promise<Losses[string]> {
  const spec = specOf(config);
  const hyper = hyperOf(config);
  const { seed } = config;
  const setup = { spec, seed, batch: BATCH, images: digits.images, labels: digits.labels ?? undefined };
  const { terms } = compileModel(spec);
  const { losses, state } = referenceRun(setup, STEPS, hyper);
  const flat = Float64Array.from(losses.flatMap((row) => terms.map((term) => row[term] ?? Number.NaN)));
  const reference = fingerprint(flat, state.parameters);
  if (!canExecute('simd', spec)) return { reference };
  const engine = await createSimdEngine({ ...setup, threads: 1 });
  try {
    const recorded = await engine.train(0, STEPS, hyper);
    return { reference, simd: fingerprint(recorded, await engine.readParameters()) };
  } finally {
    engine.dispose();
  }
}

const learning = lossCases.filter(({ config }) => compileModel(specOf(config)).phases.length > 0);

test.each(learning)('$name', { timeout: 600_000 }, async (one) => {
  found[one.name] = await run(one);
  if (!writes) expect(found[one.name]).toEqual(known[one.name]);
});

test('every case is in the record', () => {
  if (!writes) expect(Object.keys(known).sort()).toEqual(learning.map(({ name }) => name).sort());
});

afterAll(() => {
  if (writes) writeFileSync(file, `${JSON.stringify(found, null, 1)}\n`);
});
