/**
 * Which images step s learns from. The data is one endless stream of epochs, each a fresh
 * permutation; a batch is the next `batch` images of it. So every batch is full, every image comes
 * once an epoch, and the answer is a pure function of (seed, step).
 */
import { permutation } from '../math/random';

/** Writes the indices of step `step` into `out`, whose length is the batch size; n = images in all. */
export function batchIndices(out: Uint32Array, step: number, n: number, seed: number): void {
  let epoch = -1;
  let at: (i: number) => number = (i) => i;
  for (let j = 0; j < out.length; j++) {
    const position = step * out.length + j;
    const e = Math.floor(position / n);
    if (e !== epoch) {
      epoch = e;
      at = permutation(n, seed, e);
    }
    out[j] = at(position - e * n);
  }
}

/** Epochs that have passed after `steps` steps, as a fraction. */
export function epochsAfter(steps: number, batch: number, n: number): number {
  return (steps * batch) / n;
}

/** The fewest steps that complete `epochs` epochs. */
export function stepsFor(epochs: number, batch: number, n: number): number {
  return Math.ceil((epochs * n) / batch);
}
