/** Where one more step would move the codes of some images. */
import type { Hyper } from '../model/spec';
import { EngineLost, type Trainer } from './trainer';

export interface Pull {
  /** Steps taken so far: the next one is considered. */
  step: number;
  /** μ of the images now, and after that step: count × latent. */
  before: Float32Array;
  after: Float32Array;
  /** How long the engine was busy with it, in ms. */
  ms: number;
}

/**
 * Takes the step that the run would take next, on its batch, with the present state of the optimiser; encodes the images
 * before and after it; and takes it back: the run continues as if nothing had happened, to the last bit. For a model
 * with an encoder. Rejects like `Trainer.use`.
 */
export const pullOf = (
  trainer: Trainer,
  hyper: Hyper,
  images: Uint8Array,
  count: number,
  labels: Uint8Array | undefined,
  now: () => number,
): Promise<Pull> =>
  trainer.use(async (engine) => {
    const startedAt = now();
    const { step } = trainer;
    const { mu: before } = await engine.encode(images, count, labels);
    const state = await engine.save();
    let after: Float32Array;
    try {
      trainer.restartTimeout();
      await engine.train(step, 1, hyper);
      after = (await engine.encode(images, count, labels)).mu;
    } finally {
      await engine.load(state).catch((error) => {
        // Nobody must continue from here.
        throw new EngineLost(`did not take its state back: ${error}`);
      });
    }
    return { step, before, after, ms: now() - startedAt };
  });
