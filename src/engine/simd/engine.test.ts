/** The SIMD engine against the float64 reference. Node has plain SIMD; Chromium tests the relaxed build. */
import { describe, expect, it } from 'vitest';
import type { Activation, Likelihood, ModelFamily } from '../../experiment/config';
import { fillNormal, Purpose, randomBits } from '../../math/random';
import { layoutOf, tensorsOf } from '../../model/layout';
import { referenceDecode, referenceEncode, referenceLoss } from '../../model/reference';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { type EngineSetup, LOSSES_PER_STEP } from '../engine';
import { referenceRun } from '../reference-run';
import { selfTest, selfTestSetup } from '../selftest';
import { createSimdEngine } from './engine';

const COUNT = 40;
const HYPER: Hyper = { learningRate: 2e-3, beta: 0.5 };
const VAE: ModelSpec = {
  family: 'vae',
  encoder: [33, 7],
  decoder: [3, 100],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
};
const IMAGES = stripes(COUNT);

/** Mostly paper, with ten kinds of stripes, so that there is something to learn. */
function stripes(count: number): Uint8Array {
  const images = new Uint8Array(count * INPUT_SIZE);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < INPUT_SIZE; i++) {
      const bits = randomBits(5, Purpose.selfTest, n, i);
      const inked = (Math.floor(i / 28) + (i % 28)) % 10 === n % 10;
      if (inked || (bits & 31) === 0) images[n * INPUT_SIZE + i] = bits >>> 24;
    }
  }
  return images;
}

const setupOf = (spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup => ({
  spec,
  seed: 7,
  batch: 12,
  images: IMAGES,
  ...patch,
});

/** ‖a − b‖₂ / ‖b‖₂. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Math.sqrt(difference / norm);
}

const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

/** Every family, likelihood and activation with every other. */
const MODELS: [string, ModelSpec][] = (['ae', 'vae'] satisfies ModelFamily[]).flatMap((family) =>
  (['bernoulli', 'gaussian'] satisfies Likelihood[]).flatMap((likelihood) =>
    (['relu', 'tanh', 'leakyRelu', 'elu'] satisfies Activation[]).map((activation): [string, ModelSpec] => [
      `${family} ${likelihood} ${activation}`,
      { ...VAE, family, likelihood, activation },
    ]),
  ),
);
const BARE: [string, ModelSpec][] = [
  ['no hidden layer at all', { ...VAE, encoder: [], decoder: [] }],
  ['an autoencoder with one hidden unit', { ...VAE, family: 'ae', encoder: [1], decoder: [1], latent: 1 }],
];

async function follows(spec: ModelSpec, steps: number, batch: number): Promise<void> {
  const setup = setupOf(spec, { batch });
  const expected = referenceRun(setup, steps, HYPER);
  const engine = await createSimdEngine(setup);
  const losses = await engine.train(0, steps, HYPER);
  expect(losses).toHaveLength(steps * LOSSES_PER_STEP);
  expected.losses.forEach(({ total, recon, kl }, s) => {
    const [t, r, k] = losses.subarray(s * LOSSES_PER_STEP, (s + 1) * LOSSES_PER_STEP);
    const allowed = s === 0 ? 1e-5 : 1e-3;
    expect(relative(t, total), `total of step ${s + 1}`).toBeLessThan(allowed);
    expect(relative(r, recon), `recon of step ${s + 1}`).toBeLessThan(allowed);
    expect(Math.abs(k - kl) / total, `kl of step ${s + 1}`).toBeLessThan(allowed);
  });
  const { parameters, m, v, updates } = await engine.save();
  expect(updates).toBe(steps);
  for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
    const part = (all: Float32Array | Float64Array) => all.subarray(offset, offset + size);
    expect(distance(part(parameters), part(expected.state.parameters)), name).toBeLessThan(1e-3);
  }
  // Moments of a hundred noisy gradients: ten times the tolerance, for all of them together.
  expect(distance(m, expected.state.m)).toBeLessThan(1e-2);
  expect(distance(v, expected.state.v)).toBeLessThan(1e-2);
}

describe('the SIMD engine', () => {
  it('passes the self-test', async () => {
    expect(await selfTest(await createSimdEngine(selfTestSetup()))).toBeNull();
  });

  it.each([...MODELS, ...BARE])('learns as the reference does, 100 steps: %s', async (_, spec) => {
    await follows(spec, 100, 12);
  });

  it.each([1, 5, 128])('learns as the reference does with a batch of %i', async (batch) => {
    await follows(VAE, 5, batch);
  });

  it('encodes, decodes and evaluates as the reference does', async () => {
    const engine = await createSimdEngine(setupOf(VAE));
    await engine.train(0, 5, HYPER);
    const p = Float64Array.from(await engine.readParameters());
    const codes = referenceEncode(VAE, p, IMAGES);
    const { mu, logVar } = await engine.encode(IMAGES, COUNT);
    expect(distance(mu, codes.mu)).toBeLessThan(1e-5);
    expect(distance(logVar ?? [], codes.logVar ?? [])).toBeLessThan(1e-5);

    // More than one slice of codes, the last one of odd length.
    const n = 300;
    const z = new Float32Array(n * VAE.latent);
    fillNormal(z, 1, Purpose.prior, 0);
    const pixels = await engine.decode(z, n);
    expect(distance(pixels, referenceDecode(VAE, p, Float64Array.from(z)))).toBeLessThan(1e-5);
    expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);

    const epsilon = new Float64Array(COUNT * VAE.latent);
    fillNormal(epsilon, 7, Purpose.evaluate, 0);
    const expected = referenceLoss(VAE, p, IMAGES, epsilon, 1);
    const whole = await engine.evaluate(IMAGES, COUNT, 0);
    expect(relative(whole.recon / COUNT, expected.recon)).toBeLessThan(1e-5);
    expect(Math.abs(whole.kl / COUNT - expected.kl)).toBeLessThan(1e-5 * Math.max(1, expected.kl));
    // Odd cuts: with a latent of 3, ε starts in the middle of a pair.
    const a = await engine.evaluate(IMAGES.subarray(0, 11 * INPUT_SIZE), 11, 0);
    const b = await engine.evaluate(IMAGES.subarray(11 * INPUT_SIZE), COUNT - 11, 11);
    expect(relative(a.recon + b.recon, whole.recon)).toBeLessThan(1e-6);
  });

  it('gives the same bits for the same seed, however the steps are cut', async () => {
    const one = await createSimdEngine(setupOf(VAE));
    const losses = await one.train(0, 12, HYPER);
    const two = await createSimdEngine(setupOf(VAE));
    const first = await two.train(0, 5, HYPER);
    await two.encode(IMAGES, COUNT);
    await two.decode(new Float32Array(30), 10);
    const rest = await two.train(5, 7, HYPER);
    expect(Float32Array.of(...first, ...rest)).toEqual(losses);
    expect(await two.readParameters()).toEqual(await one.readParameters());
    const other = await createSimdEngine(setupOf(VAE, { seed: 8 }));
    expect(await other.train(0, 12, HYPER)).not.toEqual(losses);
  });

  it('goes on from a saved state as if nothing had been', async () => {
    const one = await createSimdEngine(setupOf(VAE));
    await one.train(0, 6, HYPER);
    const saved = await one.save();
    const losses = await one.train(6, 6, HYPER);
    const two = await createSimdEngine(setupOf(VAE));
    await two.load(saved);
    expect(await two.train(6, 6, HYPER)).toEqual(losses);
    expect(await two.save()).toEqual(await one.save());
  });

  it('says so when a model does not fit into memory', async () => {
    const huge = createSimdEngine(setupOf({ ...VAE, encoder: [4096, 4096] }, { batch: 200_000 }));
    await expect(huge).rejects.toMatchObject({ problem: { code: 'engine.memory' } });
  });
});
