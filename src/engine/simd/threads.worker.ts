/** For the tests: an engine in a worker, as on the page, since only workers may wait for each other. */
import { compileModel } from '../../model/compile';
import { type Hyper, imageSize } from '../../model/spec';
import type { EngineSetup } from '../engine';
import { createSimdEngine } from './engine';

export interface Job {
  setup: EngineSetup;
  steps: number;
  hyper: Hyper;
  /** Codes to decode. */
  z: Float32Array;
  /** Whether the helpers never get the message to begin, as if they had died after they were ready. */
  neverStarted: boolean;
  /** Whether messages that hold the memory are refused, as Safari sometimes does. */
  unshared?: boolean;
  /** Whether the engine's own thread is delayed after every wake-up of the others. */
  delayed: boolean;
}

export type Bits = Record<string, ArrayBufferView | number | null>;
export type Outcome = { device: string; bits: Bits } | { error: string };

let neverStarted = false;
let unshared: boolean | undefined = false;
self.Worker = class extends self.Worker {
  override postMessage(message: unknown): void {
    if (unshared && typeof message === 'object')
      throw new DOMException('The object can not be cloned.', 'DataCloneError');
    const begins = typeof message === 'number';
    if (!(neverStarted && begins)) super.postMessage(message);
  }
};

/**
 * The engine's own thread pauses whenever it has woken the others, so that a missing barrier shows: they
 * would continue without its rows. On a machine with fewer cores than threads a missing barrier would otherwise
 * hardly be noticed.
 */
const DELAY_MS = 3;
let delayed = false;
Atomics.notify = new Proxy(Atomics.notify, {
  apply(notify, self, given) {
    const woken = Reflect.apply(notify, self, given);
    const until = performance.now() + DELAY_MS;
    while (delayed && performance.now() < until);
    return woken;
  },
});

async function run({ setup, steps, hyper, z, ...rest }: Job): Promise<Outcome> {
  ({ neverStarted, unshared, delayed } = rest);
  const engine = await createSimdEngine(setup);
  const count = setup.images.length / imageSize(setup.spec.data);
  try {
    const losses = await engine.train(0, steps, hyper);
    const { parameters, m, v } = await engine.save();
    const bits: Bits = { losses, parameters, m, v };
    const { encode, decode, evaluate } = compileModel(setup.spec);
    if (encode) Object.assign(bits, await engine.encode(setup.images, count));
    if (decode) bits.pixels = await engine.decode(z, z.length / setup.spec.latent);
    if (evaluate) Object.assign(bits, await engine.evaluate(setup.images, count, 0));
    return { device: engine.device, bits };
  } catch (error) {
    return { error: String(error) };
  } finally {
    engine.dispose();
  }
}

self.onmessage = async ({ data }: MessageEvent<Job>) => self.postMessage(await run(data));
