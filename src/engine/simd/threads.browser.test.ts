/** Several threads compute what one does, bit by bit; and one that dies leaves nobody waiting. */
import { afterAll, expect, it } from 'vitest';
import type { Activation, Likelihood, ModelFamily } from '../../experiment/config';
import { fillNormal, Purpose, randomBits } from '../../math/random';
import { INPUT_SIZE, specWith } from '../../model/spec';
import type { EngineSetup } from '../engine';
import type { Job, Outcome } from './threads.worker';

const seed = crypto.getRandomValues(new Uint32Array(1))[0];
let draws = 0;
const pick = <T>(from: readonly T[]): T =>
  from[(randomBits(seed, Purpose.selfTest, 0, draws++) >>> 0) % from.length];

const worker = new Worker(new URL('./threads.worker.ts', import.meta.url), { type: 'module' });
afterAll(() => worker.terminate());

function run(job: Job): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Outcome>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  });
}

const COUNT = 301;
const images = new Uint8Array(COUNT * INPUT_SIZE);
for (let i = 0; i < images.length; i++) {
  const bits = randomBits(seed, Purpose.selfTest, 1, i);
  if ((bits & 3) === 0) images[i] = bits >>> 24;
}

const WIDTHS = [1, 3, 7, 33, 100];
const widths = () => Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(WIDTHS));

function setupOf(
  batch: number,
  threads: number,
  model: Partial<Parameters<typeof specWith>[0]>,
): EngineSetup {
  return { spec: specWith(model), seed, batch, images, threads };
}

it('is in a page that has threads', () => expect(crossOriginIsolated).toBe(true));

const CASES = (['ae', 'vae'] satisfies ModelFamily[]).flatMap((model) =>
  (['relu', 'tanh', 'leakyRelu', 'elu'] satisfies Activation[]).flatMap((activation) =>
    [1, 5, 128].map((batch) => {
      const likelihood = pick(['bernoulli', 'gaussian'] satisfies Likelihood[]);
      const latent = pick([1, 2, 3, 7]);
      return { batch, model, activation, likelihood, latent, encoder: widths(), decoder: widths() };
    }),
  ),
);

it.each(CASES)(`1, 2 and 3 threads give the same bits, seed ${seed}: %j`, async ({ batch, ...model }) => {
  const z = new Float32Array(model.latent * COUNT);
  fillNormal(z, seed, Purpose.prior, 0);
  const outcome = async (threads: number) => {
    const found = await run({ setup: setupOf(batch, threads, model), steps: 4, z, deaf: false });
    if ('error' in found) throw new Error(found.error);
    return found;
  };
  const one = await outcome(1);
  expect(one.device).not.toContain('threads');
  for (const threads of [2, 3]) {
    const several = await outcome(threads);
    expect(several.device).toContain(`${threads} threads`);
    expect(several.bits).toEqual(one.bits);
  }
});

it('throws when a thread has died, and does not wait for ever', async () => {
  const job = { setup: setupOf(5, 2, { model: 'ae' }), steps: 1, z: new Float32Array(2), deaf: true };
  expect(await run(job)).toMatchObject({ error: expect.stringContaining('does not answer') });
});
