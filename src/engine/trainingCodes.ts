/** The codes of training images, all at the same step: what a prior can be learned from. */
import type { ImageSet } from '../data/images';
import { permutation } from '../math/random';
import { imageSize } from '../model/spec';
import type { Trainer } from './trainer';

export interface TrainingCodes {
  /** The step of the model. */
  step: number;
  count: number;
  /** count × latent. */
  mu: Float32Array;
  /** log σ² where codes are distributions. */
  logVar: Float32Array | null;
  /** Where the classes of the images are known. */
  labels: Uint8Array | null;
}

/** The images of a set in random order, always the same. */
export function randomOrder(count: number): number[] {
  const at = permutation(count, 0, 0);
  return Array.from({ length: count }, (_, i) => at(i));
}

/** Images that are encoded at a time. */
const SLICE = 500;

/**
 * Of at most `most` images of `train` in random order, always the same ones: a set may be sorted by class, and in MNIST
 * two groups of writers take turns from image to image. Training waits meanwhile, so that no step comes in between;
 * `nextTask` is awaited now and then, so that the worker can reply.
 */
export function trainingCodesOf(
  trainer: Trainer,
  train: ImageSet,
  most: number,
  nextTask: () => Promise<void>,
): Promise<TrainingCodes> {
  const { latent, data } = trainer.reader.spec;
  const size = imageSize(data);
  const count = Math.min(most, train.count);
  const picks = randomOrder(train.count).slice(0, count);
  const { labels: all, images } = train;
  const labels = all && Uint8Array.from(picks, (pick) => all[pick]);
  const part = new Uint8Array(Math.min(SLICE, count) * size);
  return trainer.use(async (engine) => {
    const mu = new Float32Array(count * latent);
    let logVar: Float32Array | null = null;
    for (let from = 0; from < count; from += SLICE) {
      const n = Math.min(SLICE, count - from);
      for (let i = 0; i < n; i++) {
        const at = picks[from + i] * size;
        part.set(images.subarray(at, at + size), i * size);
      }
      const codes = await engine.encode(part.subarray(0, n * size), n, labels?.subarray(from, from + n));
      mu.set(codes.mu, from * latent);
      if (codes.logVar) {
        logVar ??= new Float32Array(count * latent);
        logVar.set(codes.logVar, from * latent);
      }
      await nextTask();
      trainer.restartTimeout();
    }
    return { step: trainer.step, count, mu, logVar, labels };
  });
}
