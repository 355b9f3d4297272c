/** How a session starts: with a checkpoint, a pretrained model, the data, and without them. */
import { afterEach, expect, test, vi } from 'vitest';
import { readPretrained, writePretrained } from '../engine/pretrainedFile';
import { readSafeTensors, type Tensor, writeSafeTensors } from '../engine/safetensors';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { referenceDecode } from '../model/reference';
import { idx, open, tiny } from './testing';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllGlobals());

test('a checkpoint restores model, parameters and settings; a damaged one changes nothing', async () => {
  const { client, of, config } = await open({ latent: 3, activation: 'tanh' });
  await client.request('train', { steps: 5 });
  const file = await client.request('exportCheckpoint', {});
  const z = Float32Array.of(0.3, -0.2, 1);
  const before = await client.request('decode', { z, count: 1 });
  await client.request('configure', { config: { ...config, latent: 2, activation: 'relu' } });
  await client.request('reset', {});
  await expect(client.request('importCheckpoint', { bytes: file.slice(0, 900) })).rejects.toBeInstanceOf(
    ProblemError,
  );
  expect(of('run.opened').at(-1)?.spec.latent).toBe(2);
  const { config: restored } = await client.request('importCheckpoint', { bytes: file });
  expect(restored).toMatchObject({ latent: 3, activation: 'tanh' });
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'checkpoint', step: 5 });
  expect(of('run.status').at(-1)).toMatchObject({ status: 'idle', step: 5 });
  expect(await client.request('decode', { z, count: 1 })).toEqual(before);
  expect((await client.request('train', { steps: 2 })).step).toBe(7);
});

test('C08c: a checkpoint of PyTorch’s VAE example decodes as ours does, and the page is told how it was read', async () => {
  const { client, of } = await open({ latent: 2 });
  const z = Float32Array.of(0.3, -0.2);
  const before = await client.request('decode', { z, count: 1 });
  const { tensors } = readSafeTensors(await client.request('exportCheckpoint', {}));
  const names = { 'encoder.0': 'fc1', mu: 'fc21', logVar: 'fc22', 'decoder.0': 'fc3', output: 'fc4' };
  const theirs = Object.entries(names).flatMap(([ours, name]) =>
    ['weight', 'bias'].map((end): [string, Tensor] => {
      const tensor = tensors.get(`${ours}.${end}`);
      if (!tensor) throw new Error(ours);
      return [`${name}.${end}`, tensor];
    }),
  );
  const bytes = writeSafeTensors({ tensors: new Map(theirs), metadata: {} });
  await client.request('reset', {});
  await client.request('train', { steps: 1 });
  await client.request('importCheckpoint', { bytes });
  expect(await client.request('decode', { z, count: 1 })).toEqual(before);
  expect(of('problem').map(({ problem }) => problem)).toContainEqual({
    code: 'checkpoint.mapped',
    params: { names: 'fc1 → encoder.0, fc21 → mu, fc22 → logVar, fc3 → decoder.0, fc4 → output' },
  });
});

const shape: Config = { ...tiny, encoder: [4], decoder: [4] };
const points = Float32Array.of(1, 2, 3, 4);
const losses = {
  history: {
    train: {
      terms: ['total', 'recon', 'kl'],
      stride: 76,
      entries: Float64Array.of(1, 77, 9, 5, 12, 8, 4, 11, 1, 1, 1),
      last: Float64Array.of(77, 5, 4, 1),
    },
    test: {
      terms: ['total', 'recon', 'kl'],
      stride: 1,
      entries: new Float64Array(),
      last: new Float64Array(),
    },
    steps: new Float64Array(),
    losses: new Float32Array(),
  },
  evaluation: { negElbo: 5.5, recon: 4.5, kl: 1, knn: 0.75, count: 100, objective: null },
};
const pretrainedWith = (config: Config) =>
  writePretrained({
    config,
    step: 77,
    parameters: initialParameters(specOf(config), 5),
    preview: {
      points,
      labels: Uint8Array.of(3, 8),
      manifold: { side: 2, extent: 3, tiles: new Uint8Array(4 * 784).fill(9) },
    },
    losses,
  });

test('opens with the pretrained model; Train starts from scratch', async () => {
  const file = pretrainedWith(shape);
  const { client, events, of } = await open(shape, false, file);
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'pretrained', step: 77, spec: { encoder: [4] } });
  expect(of('run.status').at(-1)).toMatchObject({ status: 'idle', step: 77 });
  // The pretrained model is shown before there is an engine.
  const order = events.map((e) => e.type);
  for (const type of ['run.weights', 'run.points', 'run.manifold'] as const) {
    expect(order.indexOf(type)).toBeGreaterThan(-1);
    expect(order.indexOf(type)).toBeLessThan(order.indexOf('engine.ready'));
  }
  expect(of('run.history')).toEqual([expect.objectContaining({ step: 77, ...losses })]);
  expect(of('run.points')[0]).toMatchObject({ count: 2, mu: points, labels: Uint8Array.of(3, 8) });
  const at = Float32Array.of(0.2, -1);
  const shown = await client.request('decode', { z: at, count: 1 });
  const expected = referenceDecode(
    specOf(shape),
    Float64Array.from(readPretrained(file).parameters),
    Float64Array.from(at),
  );
  shown.forEach((p, i) => {
    expect(Math.abs(p - expected[i])).toBeLessThan(1e-6);
  });
  await client.request('importDataset', { parts: idx(200) });
  expect(of('run.opened').at(-1)?.origin).toBe('pretrained');
  expect(await client.request('train', { steps: 3 })).toMatchObject({ step: 3 });
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'fresh', step: 0, spec: { encoder: [4] } });
});

test.each<Partial<Config>>([{ beta: 30 }, { seed: 7 }, { learningRate: 0.01 }, { encoder: [8] }])(
  'opens untrained where the pretrained model was trained with other settings: %o',
  async (patch) => {
    const { of } = await open({ ...shape, ...patch }, false, pretrainedWith(shape));
    const opened = of('run.opened');
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({ origin: 'fresh', step: 0, config: patch });
  },
);

test('a pretrained model takes the place of an untrained run, and of no other', async () => {
  const { client, of } = await open({ ...shape, beta: 2 });
  const bytes = () => pretrainedWith(shape).slice();
  // Trained with other settings.
  await client.request('showPretrained', { bytes: bytes() });
  expect(of('run.opened').at(-1)?.origin).toBe('fresh');
  await client.request('configure', { config: shape });
  await client.request('showPretrained', { bytes: bytes() });
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'pretrained', step: 77, config: shape });
  expect(of('run.history').at(-1)).toMatchObject({ step: 77, ...losses });
  expect(await client.request('train', { steps: 3 })).toMatchObject({ step: 3 });
  await client.request('showPretrained', { bytes: bytes() });
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'fresh', step: 0 });
  expect(await client.request('pause', {})).toMatchObject({ step: 3 });
});

test('data that cannot be loaded: one message, and drawn digits instead', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const { client, of } = await open({ dataset: 'mnist' }, false);
  const summary = await client.request('train', { steps: 2 });
  expect(summary.step).toBe(2);
  expect(of('problem').map((e) => e.problem.code)).toContain('data.unreachable');
  expect(of('data.ready').at(-1)?.info).toMatchObject({ id: 'drawn', origin: 'drawn' });
});

test('black-and-white pixels act at once, and grey ones can be restored', async () => {
  const { client, of } = await open({ engine: 'simd' });
  const values = () => new Set(of('data.ready').at(-1)?.info.test.images);
  expect(values().size).toBeGreaterThan(2);
  await client.request('configure', { config: { ...tiny, engine: 'simd', pixels: 'binary' } });
  expect([...values()].sort()).toEqual([0, 255]);
  await client.request('configure', { config: { ...tiny, engine: 'simd' } });
  expect(values().size).toBeGreaterThan(2);
});
