/** For the tests: an engine in a worker, as on the page, since only there may a thread wait for another. */
import { compileModel } from '../../model/compile';
import { type Hyper, INPUT_SIZE } from '../../model/spec';
import type { EngineSetup } from '../engine';
import { createSimdEngine } from './engine';

export interface Job {
  setup: EngineSetup;
  steps: number;
  hyper: Hyper;
  /** Codes to decode. */
  z: Float32Array;
  /** Whether the helpers never hear that they are to begin, as if they had died after they were ready. */
  deaf: boolean;
  /** Whether messages that hold the memory are refused, as Safari does in places. */
  unshared?: boolean;
  /** Whether the engine's own thread comes late whenever it can. */
  late: boolean;
}

export type Bits = Record<string, ArrayBufferView | number | null>;
export type Outcome = { device: string; bits: Bits } | { error: string };

let deaf = false;
let unshared: boolean | undefined = false;
self.Worker = class extends self.Worker {
  override postMessage(message: unknown): void {
    if (unshared && typeof message === 'object')
      throw new DOMException('The object can not be cloned.', 'DataCloneError');
    const begins = typeof message === 'number';
    if (!(deaf && begins)) super.postMessage(message);
  }
};

/**
 * The engine's own thread does nothing for a while whenever it has woken the others: whatever they do without
 * meeting it first, they do without its rows. On a machine with fewer cores than threads a meeting that is
 * missing would hardly be missed otherwise.
 */
const LATE_MS = 3;
let late = false;
Atomics.notify = new Proxy(Atomics.notify, {
  apply(notify, self, given) {
    const woken = Reflect.apply(notify, self, given);
    const until = performance.now() + LATE_MS;
    while (late && performance.now() < until);
    return woken;
  },
});

async function run({ setup, steps, hyper, z, ...rest }: Job): Promise<Outcome> {
  ({ deaf, unshared, late } = rest);
  const engine = await createSimdEngine(setup);
  const count = setup.images.length / INPUT_SIZE;
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
