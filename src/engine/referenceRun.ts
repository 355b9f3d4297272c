/** A run of `model/reference.ts` on the same batches and with the same draws as an engine would take. */
import { batchIndices } from '../data/batches';
import { initialParameters } from '../model/init';
import { type Recorded, type ReferenceState, referenceState, referenceStep } from '../model/reference';
import { type Hyper, INPUT_SIZE } from '../model/spec';
import type { EngineSetup } from './engine';

/** Steps 0 … steps − 1 from the first weights of the setup's seed, all alike or each as `hyper` says; `told` hears how many are done. */
export function referenceRun(
  { spec, seed, batch, images, labels }: EngineSetup,
  steps: number,
  hyper: Hyper | ((step: number) => Hyper),
  told?: (done: number) => void,
): { losses: Recorded[]; state: ReferenceState } {
  const state = referenceState(spec, initialParameters(spec, seed));
  const indices = new Uint32Array(batch);
  const losses: Recorded[] = [];
  for (let s = 0; s < steps; s++) {
    batchIndices(indices, s, images.length / INPUT_SIZE, seed);
    const drawn = labels && Uint8Array.from(indices, (i) => labels[i]);
    const drawnFrom = { images: pick(images, indices), labels: drawn, seed, step: s };
    losses.push(referenceStep(spec, state, drawnFrom, typeof hyper === 'function' ? hyper(s) : hyper));
    told?.(s + 1);
  }
  return { losses, state };
}

/** The named images, one after another. */
function pick(images: Uint8Array, indices: Uint32Array): Uint8Array {
  const out = new Uint8Array(indices.length * INPUT_SIZE);
  indices.forEach((index, row) => {
    out.set(images.subarray(index * INPUT_SIZE, (index + 1) * INPUT_SIZE), row * INPUT_SIZE);
  });
  return out;
}
