/** A run of `model/reference.ts` on the batches and draws that an engine would use. */
import { batchIndices } from '../data/batches';
import { initialParameters } from '../model/init';
import { type Recorded, type ReferenceState, referenceState, referenceStep } from '../model/reference';
import { type Hyper, imageSize } from '../model/spec';
import type { EngineSetup } from './engine';

/**
 * Steps 0 … steps − 1 from the first weights of the setup's seed, with the same settings for all or those of
 * `hyper(step)`; calls `onStep` with the number of finished steps.
 */
export function referenceRun(
  { spec, seed, batch, images, labels }: EngineSetup,
  steps: number,
  hyper: Hyper | ((step: number) => Hyper),
  onStep?: (done: number) => void,
): { losses: Recorded[]; state: ReferenceState } {
  const size = imageSize(spec.data);
  const state = referenceState(spec, initialParameters(spec, seed));
  const indices = new Uint32Array(batch);
  const losses: Recorded[] = [];
  for (let s = 0; s < steps; s++) {
    batchIndices(indices, s, images.length / size, seed);
    const drawn = labels && Uint8Array.from(indices, (i) => labels[i]);
    const drawnFrom = { images: pick(images, indices, size), labels: drawn, seed, step: s };
    losses.push(referenceStep(spec, state, drawnFrom, typeof hyper === 'function' ? hyper(s) : hyper));
    onStep?.(s + 1);
  }
  return { losses, state };
}

/** The images at the given indices, concatenated. */
function pick(images: Uint8Array, indices: Uint32Array, size: number): Uint8Array {
  const out = new Uint8Array(indices.length * size);
  indices.forEach((index, row) => {
    out.set(images.subarray(index * size, (index + 1) * size), row * size);
  });
  return out;
}
