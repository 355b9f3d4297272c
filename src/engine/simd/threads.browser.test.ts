/** Several threads compute the same bits as one; and if one dies, no thread waits for it. */
import { afterAll, expect, it } from 'vitest';
import type { Config } from '../../experiment/config';
import { hyperWith, specWith } from '../../experiment/specOf';
import { fillNormal, Purpose, randomBits } from '../../math/random';
import {
  type Activation,
  type Hyper,
  INPUT_SIZE,
  imageSize,
  type Likelihood,
  type ModelFamily,
} from '../../model/spec';
import type { EngineSetup } from '../engine';
import type { Bits, Job, Outcome } from './threads.worker';

const seed = 20_261_126;
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
/** Of 28 × 28 pixels, and enough for smaller ones. */
const images = new Uint8Array(COUNT * INPUT_SIZE);
for (let i = 0; i < images.length; i++) {
  const bits = randomBits(seed, Purpose.selfTest, 1, i);
  if ((bits & 3) === 0) images[i] = bits >>> 24;
}
const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 10);

const WIDTHS = [1, 3, 7, 33, 100];
const widths = () => Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(WIDTHS));

function setupOf(batch: number, threads: number, model: Partial<Config>): EngineSetup {
  const spec = specWith(model);
  return { spec, seed, batch, images: images.slice(0, COUNT * imageSize(spec.data)), labels, threads };
}

it('runs in a page that has threads', () => expect(crossOriginIsolated).toBe(true));

const CASES = (['ae', 'vae'] satisfies ModelFamily[]).flatMap((model) =>
  (['relu', 'tanh', 'leakyRelu', 'elu'] satisfies Activation[]).flatMap((activation) =>
    [1, 5, 128].map((batch) => {
      const likelihood = pick(['bernoulli', 'gaussian'] satisfies Likelihood[]);
      const latent = pick([1, 2, 3, 7]);
      const widthsOf = { encoder: widths(), decoder: widths() };
      return { batch, model, activation, likelihood, latent, ...widthsOf, imageSide: 12 };
    }),
  ),
);
/** Cases with more barriers: where batches are stacked, and where a loss needs the rows of all images. */
const BARRIER_CASES: { model: Partial<Config>; hyper?: Partial<Hyper> }[] = [
  { model: { model: 'gan', condition: 'label' } },
  { model: { model: 'aae' } },
  { model: { model: 'vaegan' } },
  { model: { model: 'made', encoder: [33] } },
  {
    model: {
      ...{ model: 'gan', architecture: 'conv', decoder: [8, 3], discriminator: [3, 8] },
      normalisation: 'group',
    },
  },
  { model: { model: 'vae' }, hyper: { freeBits: 0.2 } },
  { model: { model: 'ae', code: 'sigmoid', penalty: 'sparsity' } },
];
const SMALL: Partial<Config> = { encoder: [33], decoder: [7, 33], discriminator: [33, 7], latent: 3 };

/**
 * Compares the bits of one thread with those of two and three; with three, thread 0 is delayed at every
 * barrier.
 */
async function agree(batch: number, model: Partial<Config>, hyper: Partial<Hyper> = {}): Promise<void> {
  const z = new Float32Array(specWith(model).latent * COUNT);
  fillNormal(z, seed, Purpose.prior, 0);
  const outcome = async (threads: number) => {
    const found = await run({
      setup: setupOf(batch, threads, model),
      steps: 3,
      hyper: hyperWith({ learningRate: 2e-3, beta: 0.5, ...hyper }),
      z,
      neverStarted: false,
      delayed: threads > 2,
    });
    if ('error' in found) throw new Error(found.error);
    return found;
  };
  const one = await outcome(1);
  expect(one.device).not.toContain('threads');
  for (const threads of [2, 3]) {
    const several = await outcome(threads);
    expect(several.device).toContain(`${threads} threads`);
    const differing = Object.keys(one.bits).filter((name) => !sameBits(several.bits[name], one.bits[name]));
    // Names only: the matcher would print a million numbers.
    expect(differing).toEqual([]);
  }
}

function sameBits(a: Bits[string], b: Bits[string]): boolean {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return Object.is(a, b);
  const [x, y] = [a, b].map((v) => new Uint8Array(v.buffer, v.byteOffset, v.byteLength));
  return x.length === y.length && x.every((byte, i) => byte === y[i]);
}

it.each(CASES)(`1, 2 and 3 threads give the same bits, seed ${seed}: %j`, ({ batch, ...model }) =>
  agree(batch, model),
);

it.each(BARRIER_CASES)(`and with barriers within a pass, seed ${seed}: %j`, ({ model, hyper }) =>
  agree(21, { ...SMALL, ...model }, hyper),
);

it('throws when a thread has died, instead of waiting for ever', async () => {
  const setup = setupOf(5, 2, { model: 'ae' });
  const job = {
    setup,
    steps: 1,
    hyper: hyperWith({}),
    z: new Float32Array(2),
    neverStarted: true,
    delayed: false,
  };
  expect(await run(job)).toMatchObject({ error: expect.stringContaining('does not respond') });
});

it('computes alone where the memory cannot be sent to a thread', async () => {
  const setup = setupOf(5, 2, { model: 'ae' });
  const job = {
    setup,
    steps: 1,
    hyper: hyperWith({}),
    z: new Float32Array(2),
    neverStarted: false,
    delayed: false,
  };
  const found = await run({ ...job, unshared: true });
  expect(found).toMatchObject({ device: expect.stringMatching(/SIMD$/) });
});
