import { describe, expect, test } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import * as actions from './actions';
import { live } from './live';
import { move } from './probes';
import { series } from './series';
import { useStore } from './store';
import { testPage } from './testPage';

const { shown, start } = testPage();

describe('events become state', () => {
  test('a run opens, learns, and the next one starts empty', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.status(1, 'running', 12);
    worker.emit({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array([5, 4, 1, 3, 2, 1]) });
    worker.emit({ type: 'run.weights', runId: 1, step: 2, decoder: new Float32Array([1]) });
    const evaluation = {
      negElbo: 9,
      recon: 8,
      kl: 1,
      knn: 0.5,
      count: 500,
      objective: { total: 9, kl: 1, penalty: 0 },
    };
    worker.emit({ type: 'run.test', runId: 1, step: 2, evaluation });
    worker.emit({ type: 'run.test', runId: 1, step: 3, evaluation: { ...evaluation, knn: null } });
    expect(useStore.getState().run).toMatchObject({ id: 1, status: 'running', step: 12 });
    expect(useStore.getState().run.evaluation).toMatchObject({ step: 3, knn: 0.5 });
    expect(series.steps().map((s) => s.total)).toEqual([5, 3]);
    expect(series.testSteps().map((s) => s.step)).toEqual([2, 3]);
    expect(live.get().weights).toEqual({ step: 2, decoder: new Float32Array([1]) });
    expect(worker.commands.at(-1)).toMatchObject({ type: 'returnWeights', decoder: new Float32Array([1]) });

    worker.openRun(2);
    expect(series.steps()).toEqual([]);
    expect(live.get().weights).toBeNull();
    expect(useStore.getState().run).toMatchObject({ id: 2, status: 'idle', evaluation: null });
  });

  test('an engine that prepares itself reports its progress until it is ready', async () => {
    const { worker } = await start();
    worker.emit({ type: 'engine.choosing' });
    expect(useStore.getState().engine).toMatchObject({ status: 'choosing', progress: null });
    worker.emit({ type: 'engine.progress', done: 3, total: 12 });
    expect(useStore.getState().engine).toMatchObject({
      status: 'choosing',
      progress: { done: 3, total: 12 },
    });
    worker.emit({ type: 'engine.ready', id: 'webgpu', device: 'a GPU', reason: 'gpu', ladder: [] });
    expect(useStore.getState().engine).toMatchObject({ status: 'ready', progress: null });
  });

  test('events of a run that is over are dropped', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.openRun(2);
    worker.status(1, 'running', 99);
    worker.emit({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array(3) });
    worker.emit({ type: 'run.weights', runId: 1, step: 9, decoder: new Float32Array(1) });
    // Its array is returned all the same: there are only two of them.
    expect(worker.commands.at(-1)?.type).toBe('returnWeights');
    expect(useStore.getState().run).toMatchObject({ id: 2, status: 'idle', step: 0 });
    expect(series.steps()).toEqual([]);
    expect(live.get().weights).toBeNull();
  });

  test('a run that is announced twice keeps what arrived in between', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.emit({ type: 'run.weights', runId: 1, step: 0, decoder: new Float32Array(1) });
    worker.openRun(1, {}, 4);
    expect(live.get().weights).not.toBeNull();
    expect(useStore.getState().run.step).toBe(4);
  });

  test('a new run removes everything of the old one from the plane, even with the same settings', async () => {
    const { worker } = await start();
    const view = {
      slice: { origin: [], u: [1, 0], v: [0, 1] },
      extent: 3,
      centre: [0, 0] as const,
      side: 1,
      label: 0,
      samples: [],
    };
    worker.openRun(1);
    worker.emit({
      type: 'run.points',
      runId: 1,
      step: 9,
      count: 1,
      mu: new Float32Array(2),
      logVar: null,
      labels: null,
    });
    worker.emit({ type: 'run.manifold', runId: 1, step: 9, view, tiles: new Uint8Array(784) });
    const errors = new Float32Array(1);
    const pixels = new Uint8Array(784);
    worker.emit({
      type: 'run.reconstructions',
      runId: 1,
      step: 9,
      samples: [0],
      corrupted: null,
      pixels,
      errors,
    });
    worker.openRun(2);
    expect(live.get()).toEqual({
      runId: 2,
      weights: null,
      points: null,
      manifold: null,
      reconstructions: null,
      drawing: null,
      passes: null,
    });
  });

  test('a probe that the reader has placed keeps its place for this model, and loses it with another', async () => {
    const { worker } = await start();
    const placed = () => useStore.getState().probes.map((p) => p.placed);
    worker.openRun(1);
    useStore.setState(move('B', [2, 2]));
    worker.openRun(2, { seed: 5 });
    expect(placed()).toEqual([false, true]);
    worker.openRun(3, { model: 'ae' });
    expect(placed()).toEqual([false, false]);
  });

  test('probes adopt the size of the latent', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.openRun(2, { latent: 3 });
    expect(useStore.getState().probes.map((p) => p.z.length)).toEqual([3, 3]);
  });

  test('data: progress, arrival, and a failure notice that disappears once the data has arrived', async () => {
    const { worker } = await start();
    worker.emit({ type: 'data.progress', dataset: 'mnist', received: 3, total: 9 });
    expect(useStore.getState().data).toMatchObject({ status: 'loading', received: 3, total: 9, id: null });
    worker.emit({ type: 'problem', problem: { code: 'data.unreachable', params: { dataset: 'mnist' } } });
    expect(useStore.getState().notices[0].actions).toEqual(['retryData', 'openFiles']);
    const test = { ...GREY_28, images: new Uint8Array(784), labels: null, count: 1 };
    worker.emit({
      type: 'data.ready',
      info: { id: 'drawn', origin: 'drawn', trainCount: 5, trainTotal: 5, classes: 10, names: null, test },
    });
    expect(useStore.getState().data).toMatchObject({ status: 'ready', id: 'drawn', trainCount: 5 });
    expect(shown()).toEqual(['data.unreachable']);
    worker.emit({
      type: 'data.ready',
      info: { id: 'mnist', origin: 'server', trainCount: 6, trainTotal: 6, classes: 10, names: null, test },
    });
    expect(shown()).toEqual([]);
  });

  test('a divergence has a notice with actions, which disappears with its cause', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.status(1, 'diverged');
    worker.emit({ type: 'problem', problem: { code: 'run.diverged', params: { step: 5 } } });
    expect(useStore.getState().notices[0].actions).toEqual(['restoreLastGood', 'reset']);
    worker.status(1, 'paused');
    expect(shown()).toEqual([]);
  });
});

test('Train appears pressed before the worker replies, and until the first batch is finished', async () => {
  const { worker } = await start();
  worker.openRun(1);
  const starting = () => useStore.getState().run.starting;
  const running = actions.train();
  expect(starting()).toBe(true);
  // From the pretrained model to a run of its own: still the same press of the button.
  worker.openRun(2);
  expect(starting()).toBe(true);
  worker.emit({ type: 'run.losses', runId: 2, first: 1, values: new Float32Array(3) });
  expect(starting()).toBe(false);
  // The bar names the step of the losses from the first of them on.
  expect(useStore.getState().run.status).toBe('running');
  await running;
  void actions.train();
  void actions.pause();
  expect(starting()).toBe(false);
});
