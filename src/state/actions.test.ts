import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import * as actions from './actions';
import { live } from './live';
import { move } from './probes';
import { series } from './series';
import * as session from './session';
import { initialState, useStore } from './store';
import { FakeWorker, settled, summary } from './testing';

let workers: FakeWorker[] = [];
const page = { hash: '' };
const none = async () => new Response(null, { status: 404 });
const shown = () => useStore.getState().notices.map((n) => n.problem.code);

async function start(answers: ConstructorParameters<typeof FakeWorker>[0] = {}, get = none) {
  const spawn = () => {
    const worker = new FakeWorker(answers);
    workers.push(worker);
    return worker;
  };
  const opened = await actions.start({ base: '/', spawn, fetch: get });
  return { worker: workers[0], opened };
}

beforeEach(() => {
  workers = [];
  page.hash = '';
  useStore.setState(initialState(), true);
  vi.stubGlobal('location', page);
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, __: string, url: string) => {
      page.hash = url;
    },
  });
});
afterEach(() => {
  actions.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('start', () => {
  test('opens with the settings of the link and without a pretrained model that is not there', async () => {
    page.hash = '#v=1&latent=4&nonsense=1';
    const { worker, opened } = await start();
    expect(opened).toBe(true);
    const [open] = worker.sent('open');
    expect(open.config).toEqual({ ...defaultConfig(), latent: 4 });
    expect(open.pretrained).toBeNull();
    expect(shown()).toEqual(['setting.unknown']);
    expect(worker.sent('train')).toEqual([]);
  });

  test('hands on the pretrained model where the settings are those of the model', async () => {
    const file = new Uint8Array(readFileSync('public/pretrained/vae-mnist.safetensors'));
    const get = vi.fn(async () => new Response(file));
    const { worker } = await start({}, get);
    expect(get).toHaveBeenCalledWith('/pretrained/vae-mnist.safetensors', expect.anything());
    expect(worker.sent('open')[0].pretrained).toHaveLength(file.length);
    for (const link of ['beta=30', 'seed=7', 'learningRate=0.01', 'latent=3']) {
      actions.stop();
      workers = [];
      page.hash = `#v=1&${link}`;
      const { worker: next } = await start({}, get);
      expect(next.sent('open')[0].pretrained).toBeNull();
    }
  });

  test('a host that answers with its own page instead of the model is no error', async () => {
    const { worker } = await start({}, async () => new Response('<!doctype html><title>404</title>'));
    expect(worker.sent('open')[0].pretrained).toBeNull();
    expect(shown()).toEqual([]);
  });

  test('begins to train with autostart=1', async () => {
    page.hash = '#v=1&autostart=1';
    const { worker } = await start();
    await settled();
    expect(worker.sent('train')).toHaveLength(1);
  });

  test('says so where the frame allows no worker', async () => {
    const spawn = () => {
      throw new ProblemError('worker.blocked');
    };
    expect(await actions.start({ base: '/', spawn, fetch: none })).toBe(false);
    expect(useStore.getState().notices[0]).toMatchObject({
      problem: { code: 'worker.blocked' },
      actions: ['openTab'],
    });
    expect(useStore.getState().engine.status).toBe('failed');
  });

  test('a second start is the first', async () => {
    await start();
    await start();
    expect(workers).toHaveLength(1);
  });
});

describe('configure', () => {
  test('takes what is valid, says what is not, and writes the link', async () => {
    const { worker } = await start();
    await actions.configure({ latent: 3, beta: -5 });
    expect(useStore.getState().config).toEqual({ ...defaultConfig(), latent: 3 });
    expect(worker.sent('configure').at(-1)?.config.latent).toBe(3);
    expect(page.hash).toBe('#v=1&latent=3');
    expect(shown()).toEqual(['setting.invalid']);
  });

  test('a problem is not shown twice, and goes when it is dismissed', async () => {
    await start();
    await actions.configure({ beta: -5 });
    await actions.configure({ beta: -5 });
    const [notice, ...rest] = useStore.getState().notices;
    expect(rest).toEqual([]);
    actions.dismiss(notice.id);
    expect(shown()).toEqual([]);
  });

  test('settings that were in conflict are no longer spoken of once a run of others has begun', async () => {
    let refused = true;
    await start({
      reset: () => {
        if (refused) throw new ProblemError('setting.conflict', { key: 'penalty', en: 'No.', zh: '不。' });
        return summary;
      },
    });
    await actions.reset();
    expect(shown()).toEqual(['setting.conflict']);
    refused = false;
    await actions.reset();
    expect(shown()).toEqual([]);
  });

  test('reset takes a seed along, and the dice draws one', async () => {
    const { worker } = await start();
    await actions.reset(9);
    expect(worker.commands.slice(-2).map((c) => c.type)).toEqual(['configure', 'reset']);
    expect(worker.sent('configure').at(-1)?.config.seed).toBe(9);
    const seeds = new Set<number>();
    for (let i = 0; i < 3; i++) {
      await actions.newSeed();
      seeds.add(useStore.getState().config.seed);
    }
    expect(seeds.size).toBe(3);
  });
});

describe('events become state', () => {
  test('a run opens, learns, and the next one begins empty', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.status(1, 'running', 12);
    worker.say({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array([5, 4, 1, 3, 2, 1]) });
    worker.say({ type: 'run.weights', runId: 1, step: 2, decoder: new Float32Array([1]) });
    const evaluation = {
      negElbo: 9,
      recon: 8,
      kl: 1,
      knn: 0.5,
      count: 500,
      objective: { total: 9, kl: 1, penalty: 0 },
    };
    worker.say({ type: 'run.test', runId: 1, step: 2, evaluation });
    worker.say({ type: 'run.test', runId: 1, step: 3, evaluation: { ...evaluation, knn: null } });
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

  test('an engine that prepares itself says how far it is, until it is ready', async () => {
    const { worker } = await start();
    worker.say({ type: 'engine.choosing' });
    expect(useStore.getState().engine).toMatchObject({ status: 'choosing', progress: null });
    worker.say({ type: 'engine.progress', done: 3, total: 12 });
    expect(useStore.getState().engine).toMatchObject({
      status: 'choosing',
      progress: { done: 3, total: 12 },
    });
    worker.say({ type: 'engine.ready', id: 'webgpu', device: 'a GPU', reason: 'gpu', ladder: [] });
    expect(useStore.getState().engine).toMatchObject({ status: 'ready', progress: null });
  });

  test('events of a run that is over are dropped', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.openRun(2);
    worker.status(1, 'running', 99);
    worker.say({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array(3) });
    worker.say({ type: 'run.weights', runId: 1, step: 9, decoder: new Float32Array(1) });
    // Its array goes back all the same: there are only two of them.
    expect(worker.commands.at(-1)?.type).toBe('returnWeights');
    expect(useStore.getState().run).toMatchObject({ id: 2, status: 'idle', step: 0 });
    expect(series.steps()).toEqual([]);
    expect(live.get().weights).toBeNull();
  });

  test('a run that is announced twice keeps what came in between', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.say({ type: 'run.weights', runId: 1, step: 0, decoder: new Float32Array(1) });
    worker.openRun(1, {}, 4);
    expect(live.get().weights).not.toBeNull();
    expect(useStore.getState().run.step).toBe(4);
  });

  test('a new run leaves nothing of the old one on the plane, not even with the same settings', async () => {
    const { worker } = await start();
    const view = {
      axes: [0, 1] as const,
      rest: [],
      extent: 3,
      centre: [0, 0] as const,
      side: 1,
      label: 0,
      samples: [],
    };
    worker.openRun(1);
    worker.say({
      type: 'run.points',
      runId: 1,
      step: 9,
      count: 1,
      mu: new Float32Array(2),
      logVar: null,
      labels: null,
    });
    worker.say({ type: 'run.manifold', runId: 1, step: 9, view, tiles: new Uint8Array(784) });
    const errors = new Float32Array(1);
    const pixels = new Uint8Array(784);
    worker.say({
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

  test('a probe that the reader has placed is placed for this model, and free again for another', async () => {
    const { worker } = await start();
    const placed = () => useStore.getState().probes.map((p) => p.placed);
    worker.openRun(1);
    useStore.setState(move('B', [2, 2]));
    worker.openRun(2, { seed: 5 });
    expect(placed()).toEqual([false, true]);
    worker.openRun(3, { model: 'ae' });
    expect(placed()).toEqual([false, false]);
  });

  test('probes take the length of the latent', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.openRun(2, { latent: 3 });
    expect(useStore.getState().probes.map((p) => p.z.length)).toEqual([3, 3]);
  });

  test('data: progress, arrival, and the sentence that it could not be had goes once it has come', async () => {
    const { worker } = await start();
    worker.say({ type: 'data.progress', dataset: 'mnist', received: 3, total: 9 });
    expect(useStore.getState().data).toMatchObject({ status: 'loading', received: 3, total: 9, id: null });
    worker.say({ type: 'problem', problem: { code: 'data.unreachable', params: { dataset: 'mnist' } } });
    expect(useStore.getState().notices[0].actions).toEqual(['retryData', 'openFiles']);
    const test = { images: new Uint8Array(784), labels: null, count: 1 };
    worker.say({ type: 'data.ready', info: { id: 'drawn', origin: 'drawn', trainCount: 5, test } });
    expect(useStore.getState().data).toMatchObject({ status: 'ready', id: 'drawn', trainCount: 5 });
    expect(shown()).toEqual(['data.unreachable']);
    worker.say({ type: 'data.ready', info: { id: 'mnist', origin: 'server', trainCount: 6, test } });
    expect(shown()).toEqual([]);
  });

  test('a divergence offers its ways on and goes with its cause', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.status(1, 'diverged');
    worker.say({ type: 'problem', problem: { code: 'run.diverged', params: { step: 5 } } });
    expect(useStore.getState().notices[0].actions).toEqual(['restoreLastGood', 'reset']);
    worker.status(1, 'paused');
    expect(shown()).toEqual([]);
  });
});

test('Train is seen to be pressed before the worker answers, and until the first batch is over', async () => {
  const { worker } = await start();
  worker.openRun(1);
  const starting = () => useStore.getState().run.starting;
  const running = actions.train();
  expect(starting()).toBe(true);
  // From the model that the page opened with to a run of its own: still the same press.
  worker.openRun(2);
  expect(starting()).toBe(true);
  worker.say({ type: 'run.losses', runId: 2, first: 1, values: new Float32Array(3) });
  expect(starting()).toBe(false);
  await running;
  void actions.train();
  void actions.pause();
  expect(starting()).toBe(false);
});

test('a trained model that does not come is given up, in words, and the page opens', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const opening = start({}, () => new Promise<Response>(() => {}));
  await vi.advanceTimersByTimeAsync(8000);
  vi.useRealTimers();
  const { worker } = await opening;
  expect(worker.sent('open')[0].pretrained).toBeNull();
  expect(shown()).toEqual(['model.late']);
});

describe('when the worker dies', () => {
  /** A run at step 42, of which the page has a copy of step 40. */
  async function training() {
    const { worker } = await start();
    worker.openRun(1);
    worker.say({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array(3 * 42).fill(9) });
    worker.snapshot(1, 40);
    worker.status(1, 'running', 42);
    return worker;
  }
  /** The new worker's first word of its run. */
  async function goesOn(worker: FakeWorker, step: number) {
    worker.openRun(1, {}, step);
    await settled();
  }

  test('another goes on from the copy by itself, and that is said until it learns again', async () => {
    const worker = await training();
    await actions.configure({ beta: 4 });
    worker.die();
    expect(useStore.getState().run.status).toBe('paused');
    // What is asked meanwhile is asked of the new one.
    const asked = actions.step();
    await goesOn(workers[1], 40);
    expect(shown()).toEqual(['worker.restarted']);
    expect(workers).toHaveLength(2);
    const [opened] = workers[1].sent('open');
    expect(opened.pretrained).toBeNull();
    expect(opened.resume).toMatchObject({ step: 40 });
    // The losses of the steps that are left are still there, and those of the steps that are lost are not.
    expect(series.steps()).toHaveLength(40);
    expect(series.train.last?.step).toBe(40);
    // What the controls asked for next, beside the model that was kept.
    expect(useStore.getState().config.beta).toBe(4);
    // Nothing of it is in a file.
    expect(session.hasUnsaved()).toBe(true);
    await asked;
    expect(workers[1].sent('step')).toHaveLength(1);
    workers[1].say({ type: 'run.losses', runId: 1, first: 41, values: new Float32Array(3) });
    expect(shown()).toEqual([]);
  });

  test('one that dies again at once is left to the reader, who loses nothing', async () => {
    const worker = await training();
    worker.die();
    await goesOn(workers[1], 40);
    workers[1].die();
    await settled();
    expect(shown()).toEqual(['worker.restarted', 'worker.died']);
    expect(useStore.getState().engine.status).toBe('failed');
    await actions.train();
    expect(workers).toHaveLength(2);
    // The file of a dead worker's run is written by the page itself.
    const file = readCheckpoint((await actions.saveCheckpoint()) ?? new Uint8Array());
    expect(file).toMatchObject({ step: 40, complete: true });
    expect(file.state.parameters[7]).toBe(40);
    expect(file.history?.steps).toHaveLength(40);

    const restarting = actions.restartWorker();
    workers[2].openRun(1, {}, 40);
    await restarting;
    expect(workers[2].sent('open')[0].resume).toMatchObject({ step: 40 });
    expect(shown()).toEqual(['worker.restarted']);
  });

  test('one that dies a minute later is replaced again', async () => {
    const worker = await training();
    vi.useFakeTimers({ toFake: ['performance'] });
    worker.die();
    await goesOn(workers[1], 40);
    vi.advanceTimersByTime(61_000);
    workers[1].die();
    vi.useRealTimers();
    await goesOn(workers[2], 40);
    expect(shown()).toEqual(['worker.restarted']);
  });

  test('one that cannot start is not tried again', async () => {
    const { worker } = await start();
    worker.die();
    await settled();
    expect(workers).toHaveLength(1);
    expect(shown()).toEqual(['worker.died']);
  });

  test('what is kept survives a second death', async () => {
    const worker = await training();
    worker.die();
    workers[1].openRun(1);
    workers[1].die();
    await settled();
    await actions.restartWorker();
    expect(workers[2].sent('open')[0].resume).toMatchObject({ step: 40 });
  });

  test('a fresh run is not taken for the old one, though new workers count from 1 again', async () => {
    const { worker } = await start();
    worker.openRun(1);
    worker.say({ type: 'run.losses', runId: 1, first: 1, values: new Float32Array(3) });
    worker.die();
    await settled();
    workers[1].openRun(1);
    expect(series.steps()).toEqual([]);
  });

  test("the reader's own data comes along", async () => {
    const { worker } = await start();
    worker.openRun(1);
    await actions.openFiles([new File([new Uint8Array([0, 0, 8, 3, 0])], 'images')]);
    expect(useStore.getState().config.dataset).toBe('own');
    worker.die();
    await settled();
    expect(workers[1].sent('importDataset')[0]).toMatchObject({ files: [{ name: 'images' }] });
  });
});

describe('files', () => {
  test('are told apart by what is in them', async () => {
    const { worker } = await start();
    const checkpoint = new Uint8Array([16, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]);
    await actions.openFiles([
      new File([checkpoint], 'model.txt'),
      new File([new Uint8Array([0x1f, 0x8b, 8, 0])], 'images.safetensors'),
      new File([new Uint8Array([0, 0, 8, 1])], 'labels'),
      new File(['hello'], 'note.idx'),
    ]);
    expect(worker.sent('importCheckpoint')[0].bytes).toEqual(checkpoint);
    expect(worker.sent('importDataset')[0]).toMatchObject({
      files: [{ name: 'images.safetensors' }, { name: 'labels' }],
    });
    expect(useStore.getState().notices.map((n) => n.problem)).toEqual([
      { code: 'file.unknown', params: { file: 'note.idx' } },
    ]);
  });

  test('a checkpoint that is refused says why, and the settings stay', async () => {
    await start({
      importCheckpoint: () => {
        throw new ProblemError('checkpoint.truncated', { expected: 2, actual: 1 });
      },
    });
    await actions.configure({ latent: 3 });
    await actions.openFiles([new File([new Uint8Array([16, 0, 0, 0, 0, 0, 0, 0, 0x7b])], 'x')]);
    expect(shown()).toEqual(['checkpoint.truncated']);
    expect(useStore.getState().config.latent).toBe(3);
  });

  test('the settings of a checkpoint become those of the page', async () => {
    const config = { ...defaultConfig(), latent: 7, beta: 4 };
    await start({ importCheckpoint: () => ({ config, history: null }) });
    await actions.openFiles([new File([new Uint8Array([16, 0, 0, 0, 0, 0, 0, 0, 0x7b])], 'x')]);
    expect(useStore.getState().config).toEqual(config);
    expect(page.hash).toBe('#v=1&latent=7&beta=4');
  });
});

test('of many views the worker gets the first and the last, with the parts of all', async () => {
  const { worker } = await start();
  await settled();
  const before = worker.sent('view').length;
  actions.setView({ extent: 4 });
  actions.setView({ extent: 5 });
  actions.setView({ extent: 6 });
  actions.setView({ samples: [3, 1] });
  await settled();
  const views = worker
    .sent('view')
    .slice(before)
    .map((v) => v.view);
  expect(views).toHaveLength(2);
  expect(views[0].extent).toBe(4);
  expect(views[1]).toMatchObject({ extent: 6, samples: [3, 1], side: 20 });
});

test('the class that is chosen goes to the plane, and one player may step alone', async () => {
  const { worker } = await start();
  await settled();
  actions.chooseLabel(7);
  await actions.step(2, 'discriminator');
  expect(useStore.getState().label).toBe(7);
  expect(worker.sent('view').at(-1)?.view).toMatchObject({ label: 7, side: 20 });
  expect(worker.sent('step')).toMatchObject([{ count: 2, turn: 'discriminator' }]);
});

test('the worker is told when a hand begins to move something, and when it has come to rest', async () => {
  vi.useFakeTimers();
  try {
    const { worker } = await start();
    const told = () => worker.sent('hand').map(({ moving }) => moving);
    for (let i = 0; i < 5; i++) {
      actions.handMoves();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(told()).toEqual([true]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(told()).toEqual([true, false]);
  } finally {
    vi.useRealTimers();
  }
});

describe('what is asked for before it can be', () => {
  test('a pause before the page has opened outlives autostart=1', async () => {
    page.hash = '#v=1&autostart=1';
    let arrive = (_: Response) => {};
    const get = () => new Promise<Response>((resolve) => (arrive = resolve));
    const starting = start({}, get);
    await settled();
    const paused = session.pause();
    arrive(new Response(null, { status: 404 }));
    const { worker } = await starting;
    await settled();
    expect(await paused).toEqual(summary);
    expect(worker.sent('pause')).toHaveLength(1);
    expect(worker.sent('train')).toEqual([]);
  });

  test('files of one’s own, before there are any', async () => {
    const { worker } = await start();
    await actions.configure({ dataset: 'own' });
    expect(shown()).toEqual(['data.noFiles']);
    expect(useStore.getState().config.dataset).toBe('mnist');
    await expect(session.configure({ dataset: 'own' })).rejects.toThrow('data.noFiles');
    expect(worker.sent('configure')).toEqual([]);
  });

  test('files of one’s own come back after another set', async () => {
    const { worker } = await start();
    await session.importParts({ images: new Uint8Array([5]) });
    await actions.configure({ dataset: 'drawn' });
    await actions.configure({ dataset: 'own' });
    expect(worker.sent('importDataset')).toHaveLength(2);
    expect(shown()).toEqual([]);
  });

  test('settings that are changed while data is brought in do not ask for the data before it', async () => {
    const { worker } = await start();
    const bringing = session.importParts({ images: new Uint8Array([5]) });
    await session.configure({ seed: 3 });
    await bringing;
    expect(worker.sent('configure').map(({ config }) => config.dataset)).toEqual(['own']);
    expect(useStore.getState().config).toMatchObject({ seed: 3, dataset: 'own' });
  });

  test('a data set that is chosen while other data is brought in is the one that stays', async () => {
    const { worker } = await start();
    const bringing = session.importParts({ images: new Uint8Array([5]) });
    await session.configure({ dataset: 'drawn' });
    await bringing;
    expect(useStore.getState().config.dataset).toBe('drawn');
    const [last] = worker.commands.slice(-1);
    expect(last).toMatchObject({ type: 'configure', config: { dataset: 'drawn' } });
  });

  test('a link that settings have replaced in the same moment is not followed', async () => {
    const window = new EventTarget();
    vi.stubGlobal('window', window);
    const { worker } = await start();
    await session.importParts({ images: new Uint8Array([5]) });
    page.hash = '#v=1&dataset=drawn&seed=2';
    await session.configure({ seed: 3 });
    window.dispatchEvent(new Event('hashchange'));
    await settled();
    expect(worker.sent('configure')).toHaveLength(1);
    expect(useStore.getState().config).toMatchObject({ dataset: 'own', seed: 3 });
    page.hash = '#v=1&dataset=drawn&seed=2';
    window.dispatchEvent(new Event('hashchange'));
    await settled();
    expect(useStore.getState().config).toMatchObject({ dataset: 'drawn', seed: 2 });
  });

  test('data that is refused leaves the page, and the worker, with the data before it', async () => {
    const { worker } = await start({
      importDataset: () => {
        throw new ProblemError('data.noImages');
      },
    });
    const bringing = session.importParts({ images: new Uint8Array([5]) });
    await session.configure({ seed: 3 });
    await expect(bringing).rejects.toThrow('data.noImages');
    expect(useStore.getState().config).toMatchObject({ seed: 3, dataset: 'mnist' });
    expect(worker.sent('configure').at(-1)?.config.dataset).toBe('mnist');
  });

  test('that no engine is ready yet is said until there is one', async () => {
    const { worker } = await start();
    worker.say({ type: 'problem', problem: { code: 'engine.slow' } });
    expect(shown()).toEqual(['engine.slow']);
    worker.say({ type: 'engine.ready', id: 'simd', device: 'x', reason: 'no-gpu', ladder: [] });
    expect(shown()).toEqual([]);
    worker.say({ type: 'problem', problem: { code: 'engine.slow' } });
    worker.say({ type: 'problem', problem: { code: 'engine.none' } });
    expect(shown()).toEqual(['engine.none']);
  });

  test('a model so large that a step takes long is told of before it begins', async () => {
    await start();
    const wide = new Array<number>(6).fill(2048);
    await actions.configure({ encoder: wide, decoder: wide });
    expect(useStore.getState().notices[0].problem).toEqual({ code: 'run.slow', params: { millions: 45 } });
    await actions.configure({ architecture: 'conv', encoder: [128, 128, 128], decoder: [128, 128, 128] });
    expect(useStore.getState().notices[0].problem).toMatchObject({ code: 'run.slow' });
    await actions.configure({ encoder: [16, 32], decoder: [32, 16] });
    expect(shown()).toEqual([]);
  });
});
