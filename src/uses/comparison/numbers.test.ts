import { expect, test } from 'vitest';
import { configOf, presetOf } from '../../experiment/members';
import { defaultConfig } from '../../experiment/schema';
import { specOf } from '../../experiment/specOf';
import { differing, numbersOf } from './numbers';

const config = defaultConfig();
const of = (id: string) => configOf(presetOf(id)!);

test('only settings that apply and that a run keeps are compared', () => {
  expect(differing(config, { ...config, seed: 7, encoder: [5] })).toEqual(['encoder', 'seed']);
  // How fast it runs, and on which engine, changes nothing.
  expect(differing(config, { ...config, engine: 'tfjs-cpu', speed: 'slow' as never })).toEqual([]);
  expect(differing(config, config)).toEqual([]);
  const keys = differing(config, of('ae'));
  expect(keys).toContain('model');
  // β of an autoencoder means nothing, but it applies to the VAE.
  expect(differing({ ...of('ae'), beta: 3 }, of('ae'))).toEqual([]);
  expect(differing({ ...config, beta: 3 }, { ...of('ae'), beta: 1 })).toContain('beta');
});

const evaluation = {
  step: 30,
  negElbo: 150,
  recon: 144,
  kl: 6,
  knn: 0.7,
  count: 10_000,
  objective: null,
};
const points = { step: 28, count: 3, mu: Float32Array.of(0, 1, 0.1, 2, 0.05, 3) };

test('each number has its step, and those that the model does not have are missing', () => {
  const vae = numbersOf({ spec: specOf(config), evaluation, points }, 10_000);
  expect(vae).toEqual({
    images: { value: 10_000, step: 30 },
    recon: { value: 144, step: 30 },
    kl: { value: 6, step: 30 },
    bound: { value: 150, step: 30 },
    knn: { value: 0.7, step: 30 },
    // The first coordinate varies by less than 0.01.
    active: { value: 1, step: 28 },
  });
  const ae = numbersOf({ spec: specOf(of('ae')), evaluation, points }, 10_000);
  expect([ae.kl, ae.bound, ae.recon?.value]).toEqual([undefined, undefined, 144]);
  const made = numbersOf({ spec: specOf(of('made')), evaluation, points: null }, 10_000);
  expect([made.recon, made.kl, made.bound?.value]).toEqual([undefined, undefined, 144]);
  expect(numbersOf({ spec: specOf(of('gan')), evaluation: null, points: null }, 10_000)).toEqual({});
});

test('a kNN accuracy that is not of all test images, and numbers that are not finite, are left out', () => {
  const spec = specOf(config);
  expect(numbersOf({ spec, evaluation, points }, 9_000).knn).toBeUndefined();
  expect(numbersOf({ spec, evaluation: { ...evaluation, count: 0 }, points }, 10_000).images).toBeUndefined();
  const lost = numbersOf(
    {
      spec,
      evaluation: { ...evaluation, recon: Number.NaN },
      points: { ...points, mu: new Float32Array(6).fill(Number.NaN) },
    },
    10_000,
  );
  expect([lost.recon, lost.active]).toEqual([undefined, undefined]);
});
