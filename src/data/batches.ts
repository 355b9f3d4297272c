/**
 * Which images step s learns from. The data is one endless stream of epochs, each a fresh permutation; a
 * batch is the next `batch` images of it. So every batch is full, every image comes once per epoch, and the
 * result is a pure function of (seed, step).
 */
import { permutation } from '../math/random';

/**
 * Writes the indices of step `step` into `out`, whose length is the batch size; n is the number of images.
 */
export function batchIndices(out: Uint32Array, step: number, n: number, seed: number): void {
  let epoch = -1;
  let at: (i: number) => number = (i) => i;
  fillBatch(out, step, n, (e, i) => {
    if (e !== epoch) {
      epoch = e;
      at = permutation(n, seed, e);
    }
    return at(i);
  });
}

/** The same with the caller's own shuffle: `permuted(epoch, i)` is element i of the epoch's permutation. */
export function fillBatch(
  out: Uint32Array,
  step: number,
  n: number,
  permuted: (epoch: number, i: number) => number,
): void {
  for (let j = 0; j < out.length; j++) {
    const position = step * out.length + j;
    const epoch = Math.floor(position / n);
    out[j] = permuted(epoch, position - epoch * n);
  }
}

/** Epochs completed after `steps` steps, as a fraction. */
export function epochsAfter(steps: number, batch: number, n: number): number {
  return (steps * batch) / n;
}

/** The fewest steps that complete `epochs` epochs. */
export function stepsFor(epochs: number, batch: number, n: number): number {
  return Math.ceil((epochs * n) / batch);
}
