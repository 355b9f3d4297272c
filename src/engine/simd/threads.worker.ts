/** For the tests: an engine in a worker, as on the page, since only there may a thread wait for another. */
import type { ModelSpec } from '../../model/spec';
import { hyperWith, INPUT_SIZE } from '../../model/spec';
import type { EngineSetup } from '../engine';
import { createSimdEngine } from './engine';

export interface Job {
  setup: EngineSetup;
  steps: number;
  /** Codes to decode. */
  z: Float32Array;
  /** Whether the helpers never hear that they are to begin, as if they had died after they were ready. */
  deaf: boolean;
}

export type Outcome =
  | { device: string; bits: Record<string, ArrayBufferView | number | null> }
  | { error: string };

let deaf = false;
self.Worker = class extends self.Worker {
  override postMessage(message: unknown): void {
    const begins = typeof message === 'number';
    if (!(deaf && begins)) super.postMessage(message);
  }
};

async function run({ setup, steps, z, ...rest }: Job): Promise<Outcome> {
  deaf = rest.deaf;
  const engine = await createSimdEngine(setup);
  const count = setup.images.length / INPUT_SIZE;
  try {
    const losses = await engine.train(0, steps, hyperWith({ learningRate: 2e-3, beta: 0.5 }));
    const { parameters, m, v } = await engine.save();
    const { mu, logVar } = await engine.encode(setup.images, count);
    const pixels = await engine.decode(z, z.length / latentOf(setup.spec));
    const { recon, kl } = await engine.evaluate(setup.images, count, 0);
    return { device: engine.device, bits: { losses, parameters, m, v, mu, logVar, pixels, recon, kl } };
  } catch (error) {
    return { error: String(error) };
  } finally {
    engine.dispose();
  }
}

const latentOf = ({ latent }: ModelSpec) => latent;

self.onmessage = async ({ data }: MessageEvent<Job>) => self.postMessage(await run(data));
