/** One model of each kind in the whole worker: it trains, publishes, is saved and loaded. */
import { expect, test, vi } from 'vitest';
import type { Config } from '../experiment/config';
import { specOf } from '../experiment/specOf';
import { Purpose, randomBits } from '../math/random';
import { layoutOf, termsOf } from '../model/compile';
import { isStochastic } from '../model/predicates';
import type { View } from './protocol';
import { idx, nodeClock, open, tiny } from './testing';

vi.setConfig({ testTimeout: 60_000 });

/** One of each kind: its settings, and what it publishes. */
const FAMILY: [string, Partial<Config>, { points: boolean; manifold: boolean }][] = [
  ['PCA', { model: 'pca' }, { points: true, manifold: true }],
  ['AE, denoising', { model: 'ae', corruption: 'masking' }, { points: true, manifold: true }],
  ['conditional VAE', { condition: 'label' }, { points: true, manifold: true }],
  ['GAN', { model: 'gan' }, { points: false, manifold: true }],
  ['conditional GAN', { model: 'gan', condition: 'label' }, { points: false, manifold: true }],
  ['AAE', { model: 'aae' }, { points: true, manifold: true }],
  ['VAE-GAN', { model: 'vaegan' }, { points: true, manifold: true }],
  ['MADE', { model: 'made', pixels: 'binary' }, { points: false, manifold: false }],
];

test.each(FAMILY)('%s trains, publishes, is saved and loaded', async (_, settings, shows) => {
  const small: Partial<Config> = { ...settings, discriminator: [6], engine: 'simd' };
  const { client, events, of } = await open(small);
  const view: View = {
    slice: { origin: [0, 0], u: [1, 0], v: [0, 1] },
    extent: 3,
    centre: [0, 0],
    side: 3,
    label: 2,
    samples: [4],
  };
  await client.request('view', { view });
  const spec = specOf({ ...tiny, ...small });
  const terms = termsOf(spec);
  const summary = await client.request('train', { steps: 6 });
  const steps = spec.family === 'pca' ? 1 : 6;
  expect(summary).toMatchObject({ step: steps, status: spec.family === 'pca' ? 'finished' : 'paused' });
  expect(Object.keys(summary.last ?? {})).toEqual([...terms]);
  expect(Object.values(summary.last ?? {}).every(Number.isFinite)).toBe(true);
  expect(of('run.losses').reduce((n, e) => n + e.values.length, 0)).toBe(steps * terms.length);
  expect(of('run.weights').at(-1)?.decoder.length).toBe(layoutOf(spec).size - layoutOf(spec).decoderStart);
  expect(of('run.points').length > 0).toBe(shows.points);
  expect(of('run.points').every((e) => (e.logVar !== null) === isStochastic(spec))).toBe(true);
  expect(of('run.reconstructions').length > 0).toBe(shows.points);
  expect(of('run.manifold').length > 0).toBe(shows.manifold);
  if (settings.corruption) {
    const { corrupted, pixels } = of('run.reconstructions').at(-1) ?? {};
    expect(corrupted?.length).toBe(pixels?.length);
    // The displayed input follows the slider also while the model is paused.
    await client.request('configure', { config: { ...tiny, ...small, noise: 1 } });
    await vi.waitFor(() => expect(of('run.reconstructions').at(-1)?.corrupted).toEqual(new Uint8Array(784)));
    await client.request('configure', { config: { ...tiny, ...small } });
  }

  if (spec.family === 'gan') {
    await expect(client.request('evaluate', {})).rejects.toMatchObject({ problem: { code: 'run.noBound' } });
    const images = new Uint8Array(784);
    const scoring = client.request('score', { images, count: 1 });
    await expect(scoring).rejects.toMatchObject({ problem: { code: 'run.noBound' } });
    const encoding = client.request('encode', { images, count: 1 });
    await expect(encoding).rejects.toMatchObject({ problem: { code: 'run.noEncoder' } });
  } else {
    expect((await client.request('evaluate', {})).negElbo).toBeGreaterThan(0);
  }
  if (spec.family === 'made') {
    const decoding = client.request('decode', { z: new Float32Array(0), count: 0 });
    await expect(decoding).rejects.toMatchObject({ problem: { code: 'run.noLatent' } });
  }

  const file = await client.request('exportCheckpoint', {});
  const weights = of('run.weights').at(-1)?.decoder.slice();
  await client.request('configure', { config: { ...tiny, model: 'ae', engine: 'simd' } });
  await client.request('reset', {});
  events.length = 0;
  const { config } = await client.request('importCheckpoint', { bytes: file });
  expect(specOf(config)).toEqual(spec);
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'checkpoint', step: steps, spec });
  expect(of('run.weights').at(-1)?.decoder).toEqual(weights);
});

test('one network of a GAN learns alone if requested', async () => {
  const { client, of } = await open({ model: 'gan', discriminator: [6], engine: 'simd' });
  const drawing = () => of('run.weights').at(-1)?.decoder.slice();
  const before = drawing();
  await client.request('step', { count: 2, turn: 'discriminator' });
  expect(drawing()).toEqual(before);
  await client.request('step', { count: 1, turn: 'generator' });
  expect(drawing()).not.toEqual(before);
});

test('conflicting settings are refused with a message, and the run is unchanged', async () => {
  const { client, of } = await open({ engine: 'simd' });
  await client.request('train', { steps: 2 });
  const runs = of('run.opened').length;
  const impossible: Config = { ...tiny, engine: 'simd', model: 'ae', penalty: 'sparsity' };
  await client.request('configure', { config: impossible });
  const refused = { problem: { code: 'setting.conflict', params: { key: 'penalty' } } };
  await expect(client.request('reset', {})).rejects.toMatchObject(refused);
  expect(of('run.opened')).toHaveLength(runs);
  expect((await client.request('train', { steps: 1 })).step).toBe(3);
});

test('a conditional model does not learn from images without labels', async () => {
  const { client } = await open({ condition: 'label', engine: 'simd' });
  await client.request('train', { steps: 2 });
  await client.request('importDataset', { parts: { images: idx(30).images } });
  const refused = { problem: { code: 'setting.conflict', params: { key: 'condition' } } };
  await expect(client.request('train', { steps: 1 })).rejects.toMatchObject(refused);
});

test('PCA takes one step however many are requested, and takes it again for other images', async () => {
  const { client, of } = await open({ model: 'pca', engine: 'simd' });
  const components = () => of('run.weights').at(-1)?.decoder.slice();
  const summaries = await Promise.all([client.request('train', {}), client.request('step', { count: 5 })]);
  for (const summary of summaries) expect(summary).toMatchObject({ status: 'finished', step: 1 });
  expect(of('run.status').map((e) => e.status)).toContain('running');
  const first = components();
  await client.request('train', {});
  expect(components()).toEqual(first);
  const upside = idx(100);
  upside.images.subarray(16).reverse();
  await client.request('importDataset', { parts: upside });
  expect(components()).toEqual(first);
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 1 });
  expect(components()).not.toEqual(first);
});

test('a pause takes effect while PCA is computed: nothing has changed, and Train starts over', async () => {
  const { client, of } = await open({ model: 'pca', engine: 'simd' });
  // Noise has no dominant direction: many iterations, and a new task after each.
  const noise = idx(300);
  noise.images.forEach((_, i) => {
    if (i >= 16) noise.images[i] = randomBits(1, Purpose.selfTest, 0, i) >>> 24;
  });
  await client.request('importDataset', { parts: noise });
  const training = client.request('train', {});
  while (of('run.status').at(-1)?.status !== 'running') await nodeClock.nextTask();
  expect(await client.request('pause', {})).toMatchObject({ status: 'paused', step: 0 });
  expect(await training).toMatchObject({ status: 'paused', step: 0 });
  expect(of('run.losses')).toEqual([]);
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 1 });
  expect(of('run.losses').length).toBe(1);
  expect(of('problem')).toEqual([]);
});
