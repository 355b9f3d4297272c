/** Trains a model for a trial, on the page's own engine, on one thread. */
import { stepsFor } from '../../src/data/batches';
import type { Dataset } from '../../src/data/images';
import type { Engine } from '../../src/engine/engine';
import { createSimdEngine } from '../../src/engine/simd/engine';
import type { Config } from '../../src/experiment/config';
import { hyperOf, specOf } from '../../src/experiment/specOf';

export interface Conditions {
  data: Dataset;
  seed: number;
  epochs: number;
}

/**
 * An engine that has been trained for the epochs of the conditions; `onStep` gets what each step recorded, by
 * term.
 */
export async function learned(
  config: Config,
  { data, seed, epochs }: Conditions,
  onStep: (losses: Float32Array) => void = () => {},
): Promise<Engine> {
  const { train } = data;
  const { batch } = config;
  const images = config.pixels === 'binary' ? binary(train.images) : train.images;
  const setup = { spec: specOf(config), seed, batch, images, labels: train.labels ?? undefined, threads: 1 };
  const engine = await createSimdEngine(setup);
  const steps = stepsFor(epochs, batch, train.count);
  for (let step = 0; step < steps; step += CHUNK) {
    const losses = await engine.train(step, Math.min(CHUNK, steps - step), hyperOf(config));
    if (!losses.every(Number.isFinite)) throw new Error(`diverged by step ${step + CHUNK}`);
    onStep(losses);
  }
  return engine;
}
const CHUNK = 100;

/** Ink or paper, whichever is nearer. */
export const binary = (images: Uint8Array) => images.map((byte) => (byte >= 128 ? 255 : 0));
