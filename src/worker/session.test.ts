/** The whole worker in Node: real session, real tfjs on the CPU, tiny models on made-up images. */
import { afterEach, expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { readPretrained, writePretrained } from '../engine/pretrained';
import { createClock } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { Purpose, randomBits } from '../math/random';
import { initialParameters } from '../model/init';
import { layoutOf } from '../model/layout';
import { termsOf } from '../model/program';
import { referenceDecode } from '../model/reference';
import { isStochastic, specOf } from '../model/spec';
import { createClient } from './client';
import { createLoopback } from './loopback';
import type { View, WorkerEvent } from './protocol';

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllGlobals());

const tiny: Config = {
  ...defaultConfig(),
  dataset: 'own',
  encoder: [8],
  decoder: [8],
  batch: 10,
  engine: 'tfjs-cpu',
};

/** Node drains a whole queue of port messages before it looks at its timers; a browser takes one at a time. */
const nodeClock = { ...createClock(), turn: () => new Promise<void>((r) => setImmediate(r)) };

/** IDX files of `count` images with a bar whose place is their class. */
function idx(count: number): { images: Uint8Array; labels: Uint8Array } {
  const images = new Uint8Array(16 + count * 784);
  const labels = new Uint8Array(8 + count);
  new DataView(images.buffer).setUint32(0, 0x803);
  [count, 28, 28].forEach((n, i) => {
    new DataView(images.buffer).setUint32(4 + 4 * i, n);
  });
  new DataView(labels.buffer).setUint32(0, 0x801);
  new DataView(labels.buffer).setUint32(4, count);
  for (let i = 0; i < count; i++) {
    labels[8 + i] = i % 10;
    images.fill(200 + (i % 50), 16 + i * 784 + (i % 10) * 56, 16 + i * 784 + (i % 10) * 56 + 100);
  }
  return { images, labels };
}

async function open(config: Partial<Config> = {}, withData = true, pretrained: Uint8Array | null = null) {
  const events: WorkerEvent[] = [];
  const client = createClient({
    spawn: () => createLoopback(nodeClock),
    onEvent: (e) => events.push(e),
    onDeath: (e) => {
      throw e;
    },
  });
  const full = { ...tiny, ...config };
  await client.request('open', {
    config: full,
    base: 'http://127.0.0.1:9/',
    pretrained,
    excluding: [],
  });
  if (withData) {
    const train = idx(200);
    const held = idx(50);
    await client.request('importDataset', {
      parts: { ...train, testImages: held.images, testLabels: held.labels },
    });
  }
  const of = <T extends WorkerEvent['type']>(type: T) =>
    events.filter((e): e is Extract<WorkerEvent, { type: T }> => e.type === type);
  const losses = () => {
    const all: number[] = [];
    const runId = of('run.opened').at(-1)?.runId;
    for (const e of of('run.losses')) if (e.runId === runId) for (const v of e.values) all.push(v);
    return all;
  };
  return { client, events, of, losses, config: full };
}

test('opens, trains, tells of every step, and stands still with everything shown', async () => {
  const { client, of, losses } = await open({ learningRate: 0.01 });
  expect(of('engine.ready').at(-1)).toMatchObject({ id: 'tfjs-cpu', reason: 'by-hand' });
  const summary = await client.request('train', { steps: 30 });
  expect(summary).toMatchObject({ status: 'paused', step: 30, epoch: 1.5 });
  const series = losses();
  expect(series).toHaveLength(90);
  expect(series[87]).toBeLessThan(series[0] * 0.8);
  expect(summary.last?.total).toBeGreaterThan(series[87] * 0.5);
  const step = 30;
  expect(of('run.weights').at(-1)?.step).toBe(step);
  expect(of('run.points').at(-1)).toMatchObject({ step, count: 50 });
  expect(of('run.manifold').at(-1)?.tiles).toHaveLength(400 * 784);
  expect(of('run.status').at(-1)).toMatchObject({ status: 'paused', step });
});

test('the same seed gives the same losses bit for bit, reset begins anew, another seed differs', async () => {
  const { client, losses, config } = await open();
  await client.request('train', { steps: 12 });
  const first = losses();
  await client.request('reset', {});
  await client.request('train', { steps: 12 });
  expect(losses()).toEqual(first);
  await client.request('configure', { config: { ...config, seed: 2 } });
  await client.request('reset', {});
  await client.request('train', { steps: 12 });
  expect(losses()).toHaveLength(first.length);
  expect(losses()[0]).not.toBe(first[0]);
});

test('a pause is heard within a batch, and training goes on where it stopped', async () => {
  const { client, of } = await open();
  const running = client.request('train', {});
  while (of('run.losses').length === 0) await new Promise((r) => setTimeout(r, 5));
  const paused = await client.request('pause', {});
  expect(await running).toEqual(paused);
  const after = await client.request('step', { count: 3 });
  expect(after.step).toBe(paused.step + 3);
});

test('a pause is heard while a run is still being prepared', async () => {
  const { client, of } = await open();
  const file = await client.request('exportCheckpoint', {});
  await client.request('importCheckpoint', { bytes: file });
  // Behind a reset that takes its time: Train has been asked for, and no step has been made.
  const reset = client.request('reset', {});
  const running = client.request('train', {});
  const paused = await client.request('pause', {});
  await reset;
  expect(await running).toMatchObject({ step: 0, status: 'idle' });
  expect(paused.step).toBe(0);
  expect(of('run.losses')).toHaveLength(0);
  expect((await client.request('train', { steps: 2 })).step).toBe(2);
});

test('live settings act in mid-run; the rest wait for reset, or act at once where nothing is learned yet', async () => {
  const { client, of, losses, config } = await open();
  await client.request('configure', { config: { ...config, latent: 3 } });
  expect(of('run.opened').at(-1)?.spec.latent).toBe(3);
  await client.request('train', { steps: 2 });
  const runs = of('run.opened').length;
  await client.request('configure', { config: { ...config, latent: 4, beta: 0 } });
  await client.request('train', { steps: 2 });
  expect(of('run.opened')).toHaveLength(runs);
  const [, , , , , , total, recon] = losses();
  expect(total).toBe(recon);
  await client.request('reset', {});
  expect(of('run.opened').at(-1)?.spec.latent).toBe(4);
});

test('stops after the epochs asked for, and runs as many again', async () => {
  const { client } = await open({ stopAfter: 1 });
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 20 });
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 40 });
  expect(await client.request('train', { epochs: 0.5 })).toMatchObject({ status: 'paused', step: 50 });
});

test('a learning rate of ten diverges, says so, and the last good parameters are there', async () => {
  const { client, of, config } = await open();
  await client.request('train', { steps: 10 });
  const z = Float32Array.of(0.3, -0.2);
  const good = await client.request('decode', { z, count: 1 });
  await client.request('configure', { config: { ...config, learningRate: 10 } });
  const summary = await client.request('train', { steps: 500 });
  expect(summary.status).toBe('diverged');
  expect(of('problem').map((e) => e.problem.code)).toContain('run.diverged');
  expect(await client.request('decode', { z, count: 1 })).toEqual(good);
  expect(await client.request('restoreLastGood', {})).toMatchObject({ status: 'paused', step: 10 });
});

test('a checkpoint brings back model, parameters and settings; a broken one changes nothing', async () => {
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

const shape: Config = { ...tiny, encoder: [4], decoder: [4] };
const points = Float32Array.of(1, 2, 3, 4);
const pretrainedWith = (config: Config) =>
  writePretrained({
    config,
    step: 77,
    parameters: initialParameters(specOf(config), 5),
    points,
    labels: Uint8Array.of(3, 8),
    manifold: { side: 2, extent: 3, tiles: new Uint8Array(4 * 784).fill(9) },
  });

test('opens with the pretrained model shown; Train begins from scratch', async () => {
  const file = pretrainedWith(shape);
  const { client, events, of } = await open(shape, false, file);
  expect(of('run.opened').at(-1)).toMatchObject({ origin: 'pretrained', step: 77, spec: { encoder: [4] } });
  expect(of('run.status').at(-1)).toMatchObject({ status: 'idle', step: 77 });
  // There is something to see before there is an engine.
  const order = events.map((e) => e.type);
  for (const type of ['run.weights', 'run.points', 'run.manifold'] as const) {
    expect(order.indexOf(type)).toBeGreaterThan(-1);
    expect(order.indexOf(type)).toBeLessThan(order.indexOf('engine.ready'));
  }
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

test('a run goes by what it learned with, whatever the controls ask for next', async () => {
  const { client, of } = await open();
  const betas = () => of('run.config').map((e) => e.config.beta);
  const saved = async () => readCheckpoint(await client.request('exportCheckpoint', {})).config.beta;
  const full = { ...tiny, dataset: 'own' as const };
  // Nothing is learned yet: the settings make the model at once.
  await client.request('configure', { config: { ...full, beta: 3 } });
  expect(betas()).toEqual([3]);
  await client.request('train', { steps: 2 });
  expect(betas()).toEqual([3]);
  await client.request('configure', { config: { ...full, beta: 30 } });
  expect(betas()).toEqual([3]);
  expect(await saved()).toBe(3);
  await client.request('step', { count: 1 });
  expect(betas()).toEqual([3, 30]);
  expect(await saved()).toBe(30);
});

test('changing the engine in mid-run keeps parameters and moments', async () => {
  const a = await open();
  await a.client.request('train', { steps: 6 });
  const straight = a.losses();
  const b = await open();
  await b.client.request('train', { steps: 3 });
  await b.client.request('configure', { config: { ...b.config, engine: 'simd' } });
  expect(b.of('engine.ready').at(-1)?.id).toBe('simd');
  await b.client.request('train', { steps: 1 });
  await b.client.request('configure', { config: { ...b.config, engine: 'tfjs-cpu' } });
  await b.client.request('train', { steps: 2 });
  expect(b.of('run.opened')).toHaveLength(1);
  b.losses().forEach((v, i) => {
    expect(Math.abs(v - straight[i]) / straight[i]).toBeLessThan(1e-4);
  });
});

test('data that cannot be had: one sentence, and drawn digits step in', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  const { client, of } = await open({ dataset: 'mnist' }, false);
  const summary = await client.request('train', { steps: 2 });
  expect(summary.step).toBe(2);
  expect(of('problem').map((e) => e.problem.code)).toContain('data.unreachable');
  expect(of('data.ready').at(-1)?.info).toMatchObject({ id: 'drawn', origin: 'drawn' });
});

test('the view is honoured at once when nothing runs: axes, cut and samples', async () => {
  const { client, of } = await open({ latent: 3 });
  const view: View = {
    axes: [2, 0],
    rest: [0, 1.5, 0],
    extent: 1,
    centre: [0, 0],
    side: 3,
    label: 0,
    samples: [4, 1],
  };
  await client.request('view', { view });
  const shown = of('run.manifold').at(-1);
  expect(shown?.view).toEqual(view);
  const middle = await client.request('decode', { z: Float32Array.of(0, 1.5, 0), count: 1 });
  const tile = shown?.tiles.subarray(4 * 784, 5 * 784);
  middle.forEach((p, i) => {
    expect(Math.abs(p * 255 - (tile?.[i] ?? -1))).toBeLessThanOrEqual(0.51);
  });
  expect(of('run.reconstructions').at(-1)?.samples).toEqual([4, 1]);
});

test('bad requests are refused in words', async () => {
  const { client } = await open();
  await expect(client.request('decode', { z: new Float32Array(3), count: 1 })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
  await expect(client.request('encode', { images: new Uint8Array(5), count: 1 })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
});

test('scores images as their reconstructions are scored, also while the run moves to another engine', async () => {
  const { client, of, config } = await open({ model: 'ae' });
  await client.request('train', { steps: 5 });
  const view = of('run.manifold').at(-1)?.view;
  if (!view) throw new Error('no view');
  await client.request('view', { view: { ...view, samples: [3, 7, 1] } });
  const errors = of('run.reconstructions').at(-1)?.errors ?? new Float32Array();
  const { images } = idx(50);
  const asked = Uint8Array.from([3, 7, 1].flatMap((i) => [...images.subarray(16 + i * 784, 800 + i * 784)]));
  const still = await client.request('score', { images: asked, count: 3 });
  expect(still.scores).toEqual(errors);
  const moved = client.request('configure', { config: { ...config, engine: 'simd' } });
  const all = Array.from({ length: 6 }, () => client.request('score', { images: asked, count: 3 }));
  await moved;
  for (const { scores } of await Promise.all(all))
    scores.forEach((score, i) => void expect(score).toBeCloseTo(errors[i], 1));
  expect(of('problem')).toEqual([]);
  await expect(client.request('score', { images: asked, count: 2 })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
});

test('evaluates the whole test set', async () => {
  const { client } = await open();
  await client.request('train', { steps: 20 });
  const e = await client.request('evaluate', {});
  expect(e.count).toBe(50);
  expect(e.negElbo).toBeCloseTo(e.recon + e.kl, 3);
  expect(e.knn).toBeGreaterThanOrEqual(0);
});

/** One of each kind: how its settings differ, and what it shows of itself. */
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

test.each(FAMILY)('%s learns, shows itself, is saved and comes back', async (_, settings, shows) => {
  const small: Partial<Config> = { ...settings, discriminator: [6], engine: 'simd' };
  const { client, events, of } = await open(small);
  const view: View = {
    axes: [0, 1],
    rest: [0, 0],
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
    // Also while the model rests, what it sees follows the slider.
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

test('a player of a GAN learns alone when it is told to', async () => {
  const { client, of } = await open({ model: 'gan', discriminator: [6], engine: 'simd' });
  const drawing = () => of('run.weights').at(-1)?.decoder.slice();
  const before = drawing();
  await client.request('step', { count: 2, turn: 'discriminator' });
  expect(drawing()).toEqual(before);
  await client.request('step', { count: 1, turn: 'generator' });
  expect(drawing()).not.toEqual(before);
});

test('settings that cannot go together are refused in a sentence, and the run stays as it was', async () => {
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

test('pixels in black and white take hold at once, and grey ones come back', async () => {
  const { client, of } = await open({ engine: 'simd' });
  const values = () => new Set(of('data.ready').at(-1)?.info.test.images);
  expect(values().size).toBeGreaterThan(2);
  await client.request('configure', { config: { ...tiny, engine: 'simd', pixels: 'binary' } });
  expect([...values()].sort()).toEqual([0, 255]);
  await client.request('configure', { config: { ...tiny, engine: 'simd' } });
  expect(values().size).toBeGreaterThan(2);
});

test('a reset in mid-training ends the old run without a word', async () => {
  const { client, of } = await open({ engine: 'simd' });
  const training = client.request('train', {});
  await vi.waitFor(() => expect(of('run.losses').length).toBeGreaterThan(2));
  await client.request('reset', {});
  expect(await training).toBeDefined();
  expect(of('problem')).toEqual([]);
  expect((await client.request('train', { steps: 3 })).step).toBe(3);
});

test('PCA takes one step however often it is asked, and takes it anew for other images', async () => {
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

test('a pause is heard while PCA is computed: nothing has changed, and Train begins anew', async () => {
  const { client, of } = await open({ model: 'pca', engine: 'simd' });
  // Noise has no direction that stands out: many iterations, and a turn after each.
  const noise = idx(300);
  noise.images.forEach((_, i) => {
    if (i >= 16) noise.images[i] = randomBits(1, Purpose.selfTest, 0, i) >>> 24;
  });
  await client.request('importDataset', { parts: noise });
  const training = client.request('train', {});
  while (of('run.status').at(-1)?.status !== 'running') await nodeClock.turn();
  expect(await client.request('pause', {})).toMatchObject({ status: 'paused', step: 0 });
  expect(await training).toMatchObject({ status: 'paused', step: 0 });
  expect(of('run.losses')).toEqual([]);
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 1 });
  expect(of('run.losses').length).toBe(1);
  expect(of('problem')).toEqual([]);
});
