/**
 * The baseline of the engines' runs: a preset trained and evaluated by `model/reference.ts`, in float64 and
 * on one core, with the batches and the draws that an engine would use. In Node; half an hour per run and
 * more.
 */
import { stepsFor } from '../../src/data/batches';
import type { Dataset } from '../../src/data/images';
import { loadDataset } from '../../src/data/source';
import { referenceRun } from '../../src/engine/referenceRun';
import { hyperOf, specOf } from '../../src/experiment/specOf';
import { referenceEvaluate } from '../../src/model/reference';
import { INPUT_SIZE } from '../../src/model/spec';
import { settingsOf } from './settings';

export interface ReferenceRecord {
  seed: number;
  epochs: number;
  spec: ReturnType<typeof specOf>;
  /** −ELBO per image on the whole test set, in nats, and its parts. */
  nats: number;
  recon: number;
  kl: number;
  minutes: number;
}

/** Images evaluated at once. */
const SLICE = 500;

/** `base` is where MNIST is served; `onStep` is called after every step. */
export async function reference(
  preset: string,
  { seed, epochs, base, onStep }: { seed: number; epochs: number; base: string; onStep(done: number): void },
): Promise<ReferenceRecord> {
  const startedAt = Date.now();
  const config = settingsOf(preset);
  const spec = specOf(config);
  const { train, test } = await loadDataset('mnist', { base, caches: null });
  const setup = { spec, seed, batch: config.batch, images: train.images, labels: train.labels ?? undefined };
  const steps = stepsFor(epochs, config.batch, train.count);
  const { state } = referenceRun(setup, steps, hyperOf(config), onStep);
  const { recon, kl } = evaluate(spec, state.parameters, seed, test);
  return { seed, epochs, spec, nats: recon + kl, recon, kl, minutes: (Date.now() - startedAt) / 60_000 };
}

function evaluate(
  spec: ReferenceRecord['spec'],
  parameters: Float64Array,
  seed: number,
  { images, labels, count }: Dataset['test'],
): { recon: number; kl: number } {
  const sums = { recon: 0, kl: 0 };
  for (let first = 0; first < count; first += SLICE) {
    const next = Math.min(count, first + SLICE);
    const { recon, kl } = referenceEvaluate(spec, parameters, {
      images: images.subarray(first * INPUT_SIZE, next * INPUT_SIZE),
      labels: labels?.subarray(first, next),
      seed,
      step: 0,
      first,
    });
    sums.recon += (recon * (next - first)) / count;
    sums.kl += (kl * (next - first)) / count;
  }
  return sums;
}
