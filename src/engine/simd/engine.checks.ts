/** What the tests of the SIMD engine share, in Node and in Chromium: models, images, and the comparison with float64. */

import { expect } from 'vitest';
import type { Activation, Likelihood, ModelFamily } from '../../experiment/config';
import { Purpose, randomBits } from '../../math/random';
import { layoutOf, tensorsOf } from '../../model/layout';
import { termsOf } from '../../model/program';
import { type Hyper, hyperWith, INPUT_SIZE, type ModelSpec, specWith } from '../../model/spec';
import type { EngineSetup } from '../engine';
import { referenceRun } from '../reference-run';
import { createSimdEngine } from './engine';

export const COUNT = 40;
export const HYPER: Hyper = hyperWith({ learningRate: 2e-3, beta: 0.5 });
export const VAE: ModelSpec = specWith({
  model: 'vae',
  encoder: [33, 7],
  decoder: [3, 100],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
});
export const IMAGES = stripes(COUNT);

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

export const setupOf = (spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup => ({
  spec,
  seed: 7,
  batch: 12,
  images: IMAGES,
  ...patch,
});

/** ‖a − b‖₂ / ‖b‖₂. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Math.sqrt(difference / norm);
}

export const relative = (a: number, b: number) => Math.abs(a - b) / Math.abs(b);

/** Every family, likelihood and activation with every other. */
export const MODELS: [string, ModelSpec][] = (['ae', 'vae'] satisfies ModelFamily[]).flatMap((family) =>
  (['bernoulli', 'gaussian'] satisfies Likelihood[]).flatMap((likelihood) =>
    (['relu', 'tanh', 'leakyRelu', 'elu'] satisfies Activation[]).map((activation): [string, ModelSpec] => [
      `${family} ${likelihood} ${activation}`,
      { ...VAE, family, likelihood, activation },
    ]),
  ),
);
export const BARE: [string, ModelSpec][] = [
  ['no hidden layer at all', { ...VAE, encoder: [], decoder: [] }],
  ['an autoencoder with one hidden unit', { ...VAE, family: 'ae', encoder: [1], decoder: [1], latent: 1 }],
];

export async function follows(spec: ModelSpec, steps: number, batch: number): Promise<void> {
  const setup = setupOf(spec, { batch });
  const expected = referenceRun(setup, steps, HYPER);
  const engine = await createSimdEngine(setup);
  const losses = await engine.train(0, steps, HYPER);
  expect(losses).toHaveLength(steps * termsOf(spec).length);
  expected.losses.forEach(({ total = Number.NaN, recon = Number.NaN, kl = 0 }, s) => {
    const [t, r, k = 0] = losses.subarray(s * termsOf(spec).length, (s + 1) * termsOf(spec).length);
    const allowed = s === 0 ? 1e-5 : 1e-3;
    expect(relative(t, total), `total of step ${s + 1}`).toBeLessThan(allowed);
    expect(relative(r, recon), `recon of step ${s + 1}`).toBeLessThan(allowed);
    expect(Math.abs(k - kl) / total, `kl of step ${s + 1}`).toBeLessThan(allowed);
  });
  const { parameters, m, v, updates } = await engine.save();
  expect(updates.decoder).toBe(steps);
  for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
    const part = (all: Float32Array | Float64Array) => all.subarray(offset, offset + size);
    expect(distance(part(parameters), part(expected.state.parameters)), name).toBeLessThan(1e-3);
  }
  // Moments of a hundred noisy gradients: ten times the tolerance, for all of them together.
  expect(distance(m, expected.state.m)).toBeLessThan(1e-2);
  expect(distance(v, expected.state.v)).toBeLessThan(1e-2);
}
