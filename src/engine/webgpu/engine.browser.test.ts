/** The fused engine against the float64 reference, inside Chromium. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { fillNormal, Purpose, randomBits } from '../../math/random';
import { layoutOf, tensorsOf } from '../../model/layout';
import { referenceDecode, referenceEncode, referenceLoss } from '../../model/reference';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../../model/spec';
import { type Engine, type EngineSetup, LOSSES_PER_STEP } from '../engine';
import { referenceRun } from '../reference-run';
import { createWebgpuEngine } from './engine';

const COUNT = 40;
const HYPER: Hyper = { learningRate: 2e-3, beta: 0.5 };
const VAE: ModelSpec = {
  family: 'vae',
  encoder: [13, 7],
  decoder: [7, 13],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
};
const MODELS: [string, ModelSpec][] = [
  ['vae bernoulli relu', VAE],
  ['ae gaussian tanh', { ...VAE, family: 'ae', likelihood: 'gaussian', activation: 'tanh' }],
  ['vae gaussian elu', { ...VAE, likelihood: 'gaussian', activation: 'elu', encoder: [9], decoder: [] }],
  ['ae bernoulli leakyRelu', { ...VAE, family: 'ae', activation: 'leakyRelu', encoder: [], latent: 1 }],
];
const IMAGES = sparseImages(COUNT);

/** Mostly paper, with ten kinds of strokes-like stripes, so that there is something to learn. */
function sparseImages(count: number): Uint8Array {
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

function setupOf(spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup {
  return { spec, seed: 7, batch: 12, images: IMAGES, ...patch };
}

/** An engine that is disposed of when the test is over. */
async function open(spec = VAE, patch: Partial<EngineSetup> = {}): Promise<Engine> {
  const engine = await createWebgpuEngine(setupOf(spec, patch));
  onTestFinished(() => engine.dispose());
  return engine;
}

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

function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}

describe('the fused WebGPU engine', () => {
  it.each(MODELS)('agrees with the reference for 100 steps: %s', async (_, spec) => {
    const steps = 100;
    const expected = referenceRun(setupOf(spec), steps, HYPER);
    const engine = await open(spec);
    const losses = await engine.train(0, steps, HYPER);
    expect(losses).toHaveLength(steps * LOSSES_PER_STEP);
    let worst = 0;
    expected.losses.forEach(({ total, recon, kl }, s) => {
      const [t, r, k] = losses.subarray(s * LOSSES_PER_STEP, (s + 1) * LOSSES_PER_STEP);
      const allowed = s === 0 ? 1e-5 : 1e-3;
      if (s === 0) console.log('step 1', t, total, relative(t, total));
      worst = Math.max(worst, relative(t, total));
      expect(relative(t, total), `total of step ${s + 1}`).toBeLessThan(allowed);
      expect(relative(r, recon), `recon of step ${s + 1}`).toBeLessThan(allowed);
      // In nats of the total: KL alone may be near zero.
      expect(Math.abs(k - kl) / total, `kl of step ${s + 1}`).toBeLessThan(allowed);
    });
    console.log('worst', worst);
    expect(expected.losses[steps - 1].total).toBeLessThan(expected.losses[0].total);

    const { parameters, m, v, updates } = await engine.save();
    expect(updates).toBe(steps);
    for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
      const part = (all: Float32Array | Float64Array) => all.subarray(offset, offset + size);
      expect(distance(part(parameters), part(expected.state.parameters)), name).toBeLessThan(1e-3);
    }
    expect(distance(m, expected.state.m)).toBeLessThan(1e-2);
    expect(distance(v, expected.state.v)).toBeLessThan(1e-2);
  });

  it.each(MODELS)('encodes, decodes and evaluates as the reference does: %s', async (_, spec) => {
    const engine = await open(spec);
    await engine.train(0, 5, HYPER);
    const p = Float64Array.from(await engine.readParameters());

    const codes = referenceEncode(spec, p, IMAGES);
    const { mu, logVar } = await engine.encode(IMAGES, COUNT);
    expect(distance(mu, codes.mu)).toBeLessThan(1e-5);
    expect(logVar === null).toBe(spec.family === 'ae');
    if (logVar && codes.logVar) expect(distance(logVar, codes.logVar)).toBeLessThan(1e-5);

    const z = new Float32Array(6 * spec.latent);
    fillNormal(z, 1, Purpose.prior, 0);
    const pixels = await engine.decode(z, 6);
    expect(distance(pixels, referenceDecode(spec, p, Float64Array.from(z)))).toBeLessThan(1e-5);
    expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);

    const epsilon = new Float64Array(COUNT * spec.latent);
    fillNormal(epsilon, 7, Purpose.evaluate, 0);
    const expected = referenceLoss(spec, p, IMAGES, epsilon, 1);
    const whole = await engine.evaluate(IMAGES, COUNT, 0);
    expect(whole.count).toBe(COUNT);
    expect(relative(whole.recon / COUNT, expected.recon)).toBeLessThan(1e-5);
    expect(Math.abs(whole.kl / COUNT - expected.kl)).toBeLessThan(1e-5 * Math.max(1, expected.kl));

    // Odd cuts: with a latent of 3, ε starts in the middle of a pair.
    const a = await engine.evaluate(IMAGES.subarray(0, 11 * INPUT_SIZE), 11, 0);
    const b = await engine.evaluate(IMAGES.subarray(11 * INPUT_SIZE), COUNT - 11, 11);
    expect(relative(a.recon + b.recon, whole.recon)).toBeLessThan(1e-6);
    expect(a.count + b.count).toBe(COUNT);
  });
});
