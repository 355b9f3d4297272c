import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import * as actions from '../state/actions';
import { initialState, useStore } from '../state/store';
import { FakeWorker, summary } from '../state/testing';
import { createPlayground } from './automation';

const playground = createPlayground();
let worker: FakeWorker;

async function start(replies: ConstructorParameters<typeof FakeWorker>[0] = {}) {
  const spawn = () => {
    worker = new FakeWorker(replies);
    return worker;
  };
  await actions.start({ base: '/', spawn, fetch: async () => new Response(null, { status: 404 }) });
  worker.openRun(1);
}

beforeEach(() => {
  useStore.setState(initialState(), true);
});
afterEach(() => actions.stop());

test('is ready once the session is open', async () => {
  await start();
  await playground.ready;
});

test('state() returns plain copies', async () => {
  await start();
  worker.status(1, 'running', 12);
  const device = 'a machine';
  const reason = { kind: 'best' } as never;
  worker.emit({ type: 'engine.ready', id: 'tfjs-cpu', device, reason, ladder: [] });
  const state = playground.state();
  expect(state).toMatchObject({
    engine: 'tfjs-cpu',
    device,
    dataset: '',
    run: { status: 'running', step: 12, stepsPerSecond: 9 },
  });
  state.config.encoder.push(1);
  expect(playground.state().config).toEqual(defaultConfig());
});

test('configure applies the whole patch or nothing, and rejects with a sentence', async () => {
  await start();
  const patch = { latent: 3, beta: -1 };
  await expect(playground.configure(patch)).rejects.toThrow('“-1” is not a valid value of beta');
  expect(playground.state().config).toEqual(defaultConfig());
  expect(worker.sent('configure')).toEqual([]);
  await playground.configure({ latent: 3 });
  expect(worker.sent('configure')[0].config.latent).toBe(3);
  expect(playground.state().config.latent).toBe(3);
});

test('train, step, pause and reset resolve to a summary', async () => {
  await start();
  expect(await playground.train({ steps: 5 })).toEqual(summary);
  expect(worker.sent('train')[0]).toMatchObject({ steps: 5 });
  expect(await playground.step(3)).toEqual(summary);
  expect(worker.sent('step')[0]).toMatchObject({ count: 3 });
  expect(await playground.pause()).toEqual(summary);
  expect(await playground.reset({ seed: 4 })).toEqual(summary);
  expect(playground.state().config.seed).toBe(4);
  await expect(playground.step(0)).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
  await expect(playground.train({ epochs: -1 })).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
});

test('metrics have one entry per step, with the test losses that follow it', async () => {
  await start();
  worker.emit({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array([5, 4, 1, 3, 2, 1]) });
  const evaluation = {
    negElbo: 9,
    recon: 8,
    kl: 1,
    knn: null,
    count: 500,
    objective: { total: 10, kl: 1, penalty: 0 },
  };
  worker.emit({ type: 'run.test', runId: 1, step: 2, evaluation });
  expect(playground.metrics()).toEqual([
    { step: 1, total: 5, recon: 4, kl: 1 },
    { step: 2, total: 3, recon: 2, kl: 1, testTotal: 10, testRecon: 8, testKl: 1 },
  ]);
});

test('metrics have the terms of the model', async () => {
  await start();
  worker.openRun(2, { model: 'gan' });
  worker.emit({ type: 'run.losses', runId: 2, first: 1, values: Float32Array.of(1.5, 0.75, 0.5, 0.25) });
  expect(playground.metrics()).toEqual([
    { step: 1, discriminator: 1.5, generator: 0.75, dReal: 0.5, dFake: 0.25 },
  ]);
  worker.openRun(3, { model: 'made' });
  worker.emit({ type: 'run.losses', runId: 3, first: 1, values: Float32Array.of(500) });
  const evaluation = { negElbo: 400, recon: 400, kl: 0, knn: null, count: 500, objective: null };
  worker.emit({ type: 'run.test', runId: 3, step: 1, evaluation });
  expect(playground.metrics()).toEqual([{ step: 1, nll: 500, testNll: 400 }]);
});

test('one of the two networks can be trained alone', async () => {
  await start();
  await playground.step(2, { turn: 'generator' });
  await playground.step();
  expect(worker.sent('step')).toMatchObject([
    { count: 2, turn: 'generator' },
    { count: 1, turn: 'both' },
  ]);
  await expect(playground.step(1, { turn: 'mine' as never })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
});

test('a conditional model gets labels', async () => {
  await start();
  worker.openRun(2, { condition: 'label' });
  await playground.decode(new Float32Array(4), 2, 7);
  await playground.decode(new Float32Array(2), 1);
  expect(worker.sent('decode').map((d) => d.labels)).toEqual([Uint8Array.of(7, 7), undefined]);
  const labels = Uint8Array.of(3);
  await playground.encode(new Uint8Array(784), 1, labels);
  expect(worker.sent('encode')[0].labels).toEqual(labels);
  const bad = [
    playground.decode(new Float32Array(2), 1, 10),
    playground.decode(new Float32Array(2), 1, 1.5),
    playground.encode(new Uint8Array(784), 1, Uint8Array.of(10)),
    playground.encode(new Uint8Array(784), 1, Uint8Array.of(1, 2)),
  ];
  for (const promise of bad)
    await expect(promise).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
});

test('decode and encode validate their arguments and do not detach them', async () => {
  await start();
  const z = new Float32Array([0.5, 1, 0, 0]);
  expect((await playground.decode(z, 2)).length).toBe(2 * 784);
  expect([...z]).toEqual([0.5, 1, 0, 0]);
  const images = new Uint8Array(784);
  expect((await playground.encode(images, 1)).mu.length).toBe(2);
  expect(images.length).toBe(784);
  const bad = [
    playground.decode(z, 1),
    playground.decode(new Float32Array([Number.NaN, 0]), 1),
    playground.decode(z, 0),
    playground.decode(z, 2, 7),
    playground.encode(images, 2),
  ];
  for (const promise of bad)
    await expect(promise).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
});

test('problems of the worker reject with a sentence', async () => {
  await start({
    evaluate: () => {
      throw new ProblemError('run.noData');
    },
  });
  await expect(playground.evaluate()).rejects.toThrow('There is no data to train on yet.');
});

test('checkpoints and data are passed to the worker; anything but bytes is rejected', async () => {
  await start();
  expect(await playground.exportCheckpoint()).toEqual(new Uint8Array([7, 7]));
  const bytes = new Uint8Array([1, 2, 3]);
  await playground.importCheckpoint(bytes);
  expect(worker.sent('importCheckpoint')[0].bytes).toEqual(bytes);
  await playground.importDataset({ images: bytes });
  expect(worker.sent('importDataset')[0]).toMatchObject({ parts: { images: bytes } });
  expect(playground.state().config.dataset).toBe('own');
  await expect(playground.importDataset({ images: 'x' as never })).rejects.toThrow();
});

test('the slice is set by one way of choosing it, or refused', async () => {
  await start();
  expect(playground.slice()).toEqual({ origin: [0, 0], u: [1, 0], v: [0, 1], share: null });
  await playground.setSlice({ axes: [1, 0] });
  expect(useStore.getState().look.slice).toEqual({ by: 'axes', axes: [1, 0] });
  await playground.setSlice({ direction: [3, 8] });
  expect(useStore.getState().look.slice).toEqual({ by: 'classes', classes: [3, 8] });
  const bad = [
    playground.setSlice({}),
    playground.setSlice({ axes: [0, 2] }),
    playground.setSlice({ axes: [0, 0] }),
    playground.setSlice({ axes: [0, 1, 2] as never }),
    playground.setSlice({ direction: [3, 10] }),
    playground.setSlice({ principal: false as never }),
    playground.setSlice({ probes: ['A', 'B', 'C'] }),
    playground.setSlice({ slant: true, thickness: true }),
    playground.setSlice({ round: true } as never),
  ];
  for (const promise of bad)
    await expect(promise).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
  expect(useStore.getState().look.slice).toEqual({ by: 'classes', classes: [3, 8] });
});

test('probes are added, listed and removed, and the path is set, all or nothing', async () => {
  await start();
  worker.emit({
    type: 'run.points',
    runId: 1,
    step: 3,
    count: 2,
    mu: Float32Array.of(5, 6, 7, 8),
    logVar: null,
    labels: null,
  } as never);
  expect(await playground.addProbe({ z: [2, 3] })).toBe('C');
  expect(await playground.addProbe({ image: new Uint8Array(784) })).toBe('D');
  expect(worker.sent('encode')).toHaveLength(1);
  expect(playground.probes().slice(2)).toEqual([
    { name: 'C', z: [2, 3] },
    { name: 'D', z: [1, 2] },
  ]);
  await playground.setPath({ from: 'C', via: ['A'], to: 'D', interpolation: 'spherical', stops: 5 });
  expect(playground.path()).toMatchObject({
    count: 5,
    waypoints: ['C', 'A', 'D'],
    interpolation: 'spherical',
  });
  const { z } = playground.path() ?? { z: new Float32Array(0) };
  expect([z.length, ...z.slice(0, 2), ...z.slice(8)]).toEqual([10, 2, 3, 1, 2]);
  const before = playground.path();
  const bad = [
    playground.setPath({ from: 'C', to: 'X' }),
    playground.setPath({ from: 'A', to: 'B', stops: 2 }),
    playground.setPath({ from: 'A', to: 'B', interpolation: 'round' as never }),
    playground.setPath({ from: 'A', to: 'B', drawn: [1, 2, 3] }),
    playground.addProbe({}),
    playground.addProbe({ z: [1] }),
    playground.addProbe({ z: [1, 2], testImage: 0 }),
    playground.removeProbe('X'),
  ];
  for (const promise of bad)
    await expect(promise).rejects.toMatchObject({ problem: { code: 'run.badInput' } });
  expect(playground.path()).toEqual(before);
  await expect(playground.addProbe({ testImage: 0 })).rejects.toThrow('no data');
  await playground.removeProbe('A');
  expect(playground.path()?.waypoints).toEqual(['C', 'D']);
  for (let i = 0; i < 9; i++) await playground.addProbe({ z: [i, 0] });
  await expect(playground.addProbe({ z: [0, 0] })).rejects.toThrow('12 probes at most');

  worker.openRun(2, { model: 'gan' });
  await expect(playground.setPath({ from: 'C', to: 'D', interpolation: 'data' })).rejects.toThrow(
    'no encoder',
  );
  await expect(playground.addProbe({ image: new Uint8Array(784) })).rejects.toThrow();
  worker.openRun(3, { model: 'made' });
  await expect(playground.setPath({ from: 'C', to: 'D' })).rejects.toThrow('no latent plane');
  expect(playground.path()).toBeNull();
});
