import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import * as actions from './actions';
import * as session from './session';
import { useStore } from './store';
import { settled, summary } from './testing';
import { none, testPage } from './testPage';

const { workers, page, shown, start } = testPage();

describe('start', () => {
  test('opens with the settings of the link, and without a missing pretrained model', async () => {
    page.hash = '#v=1&latent=4&nonsense=1';
    const { worker, opened } = await start();
    expect(opened).toBe(true);
    const [open] = worker.sent('open');
    expect(open.config).toEqual({ ...defaultConfig(), latent: 4 });
    expect(open.pretrained).toBeNull();
    expect(shown()).toEqual(['setting.unknown']);
    expect(worker.sent('train')).toEqual([]);
  });

  test('passes the pretrained model on if it has the requested settings', async () => {
    const file = new Uint8Array(readFileSync('public/pretrained/vae-mnist.safetensors'));
    const get = vi.fn(async () => new Response(file));
    const { worker } = await start({}, get);
    expect(get).toHaveBeenCalledWith('/pretrained/vae-mnist.safetensors', expect.anything());
    expect(worker.sent('open')[0].pretrained).toHaveLength(file.length);
    for (const link of ['beta=30', 'seed=7', 'learningRate=0.01', 'latent=3']) {
      actions.stop();
      workers.length = 0;
      page.hash = `#v=1&${link}`;
      const { worker: next } = await start({}, get);
      expect(next.sent('open')[0].pretrained).toBeNull();
    }
  });

  test('a host that sends its own page instead of the model causes no error', async () => {
    const { worker } = await start({}, async () => new Response('<!doctype html><title>404</title>'));
    expect(worker.sent('open')[0].pretrained).toBeNull();
    expect(shown()).toEqual([]);
  });

  test('starts training with autostart=1', async () => {
    page.hash = '#v=1&autostart=1';
    const { worker } = await start();
    await settled();
    expect(worker.sent('train')).toHaveLength(1);
  });

  test('reports a frame that allows no worker', async () => {
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

  test('a second start returns the result of the first', async () => {
    await start();
    await start();
    expect(workers).toHaveLength(1);
  });
});

describe('configure', () => {
  test('applies valid settings, reports the others, and writes the link', async () => {
    const { worker } = await start();
    await actions.configure({ latent: 3, beta: -5 });
    expect(useStore.getState().config).toEqual({ ...defaultConfig(), latent: 3 });
    expect(worker.sent('configure').at(-1)?.config.latent).toBe(3);
    expect(page.hash).toBe('#v=1&latent=3');
    expect(shown()).toEqual(['setting.invalid']);
  });

  test('a problem is not shown twice, and disappears when it is dismissed', async () => {
    await start();
    await actions.configure({ beta: -5 });
    await actions.configure({ beta: -5 });
    const [notice, ...rest] = useStore.getState().notices;
    expect(rest).toEqual([]);
    actions.dismiss(notice.id);
    expect(shown()).toEqual([]);
  });

  test('a conflict between settings is no longer shown once a run without it has started', async () => {
    let refused = true;
    await start({
      reset: () => {
        if (refused)
          throw new ProblemError('setting.conflict', { key: 'penalty', reason: 'sparsityWithoutSigmoid' });
        return summary;
      },
    });
    await actions.reset();
    expect(shown()).toEqual(['setting.conflict']);
    refused = false;
    await actions.reset();
    expect(shown()).toEqual([]);
  });

  test('reset accepts a seed, and the dice draws one', async () => {
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
test('a pretrained model that does not arrive is given up with a notice, and the page opens', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const opening = start({}, () => new Promise<Response>(() => {}));
  await vi.advanceTimersByTimeAsync(8000);
  vi.useRealTimers();
  const { worker } = await opening;
  expect(worker.sent('open')[0].pretrained).toBeNull();
  expect(shown()).toEqual(['model.late']);
});

describe('files', () => {
  test('are recognised by their content', async () => {
    const { worker } = await start();
    const checkpoint = new Uint8Array([16, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]);
    // A zip archive whose first entry is PyTorch's.
    const pytorch = new Uint8Array([0x50, 0x4b, 3, 4, ...new Array(22).fill(0), 14, 0, 0, 0]);
    await actions.openFiles([
      new File([checkpoint], 'model.txt'),
      new File([pytorch, 'model/data.pkl'], 'weights.idx'),
    ]);
    expect(worker.sent('importCheckpoint')[0].bytes).toEqual(checkpoint);
    expect(useStore.getState().notices.map((n) => n.problem)).toMatchObject([
      { code: 'checkpoint.foreign', params: { file: 'weights.idx', format: 'PyTorch' } },
    ]);
  });

  test('a refused checkpoint is reported, and the settings stay', async () => {
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
    await start({ importCheckpoint: () => ({ config, history: null, probes: null }) });
    await actions.openFiles([new File([new Uint8Array([16, 0, 0, 0, 0, 0, 0, 0, 0x7b])], 'x')]);
    expect(useStore.getState().config).toEqual(config);
    expect(page.hash).toBe('#v=1&latent=7&beta=4');
  });

  test('settings changed while a checkpoint is being loaded are later, and take precedence', async () => {
    const config = { ...defaultConfig(), latent: 7, beta: 4 };
    const { worker } = await start({ importCheckpoint: () => ({ config, history: null, probes: null }) });
    const loading = session.importCheckpoint(new Uint8Array([1]));
    await session.configure({ latent: 3 });
    await loading;
    const expected = { ...config, latent: 3 };
    expect(useStore.getState().config).toEqual(expected);
    expect(worker.sent('configure').at(-1)?.config).toEqual(expected);
  });

  test('they do so too if the worker opened the checkpoint before it received the change', async () => {
    const config = { ...defaultConfig(), latent: 7, beta: 4 };
    const { worker } = await start({ importCheckpoint: () => ({ config, history: null, probes: null }) });
    const loading = session.importCheckpoint(new Uint8Array([1]));
    await session.configure({ latent: 3 });
    worker.emit({
      type: 'run.opened',
      runId: 2,
      config,
      spec: specOf(config),
      origin: 'checkpoint',
      step: 5,
    });
    expect(useStore.getState().config).toEqual({ ...config, latent: 3 });
    await loading;
    expect(useStore.getState().config).toEqual({ ...config, latent: 3 });
    expect(worker.sent('configure').at(-1)?.config).toEqual({ ...config, latent: 3 });
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

test('the chosen class is used on the plane, and one network may step alone', async () => {
  const { worker } = await start();
  await settled();
  actions.chooseLabel(7);
  await actions.step(2, 'discriminator');
  expect(useStore.getState().label).toBe(7);
  expect(worker.sent('view').at(-1)?.view).toMatchObject({ label: 7, side: 20 });
  expect(worker.sent('step')).toMatchObject([{ count: 2, turn: 'discriminator' }]);
});

test('the worker is notified when something starts to move and when it stops', async () => {
  vi.useFakeTimers();
  try {
    const { worker } = await start();
    const reported = () => worker.sent('movement').map(({ moving }) => moving);
    for (let i = 0; i < 5; i++) {
      actions.reportMovement();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(reported()).toEqual([true]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(reported()).toEqual([true, false]);
  } finally {
    vi.useRealTimers();
  }
});

describe('requests that cannot be carried out yet', () => {
  test('a pause before the page has opened overrides autostart=1', async () => {
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

  test('the reader’s own data, before any was added', async () => {
    const { worker } = await start();
    await actions.configure({ dataset: 'own' });
    expect(shown()).toEqual(['data.noFiles']);
    expect(useStore.getState().config.dataset).toBe('mnist');
    await expect(session.configure({ dataset: 'own' })).rejects.toThrow('data.noFiles');
    expect(worker.sent('configure')).toEqual([]);
  });

  test('the reader’s own data is restored after another set', async () => {
    const { worker } = await start();
    await session.importParts({ images: new Uint8Array([5]) });
    await actions.configure({ dataset: 'drawn' });
    await actions.configure({ dataset: 'own' });
    expect(worker.sent('importDataset')).toHaveLength(2);
    expect(shown()).toEqual([]);
  });

  test('settings changed while data is being imported do not reload the previous data', async () => {
    const { worker } = await start();
    const bringing = session.importParts({ images: new Uint8Array([5]) });
    await session.configure({ seed: 3 });
    await bringing;
    expect(worker.sent('configure').map(({ config }) => config.dataset)).toEqual(['own']);
    expect(useStore.getState().config).toMatchObject({ seed: 3, dataset: 'own' });
  });

  test('a data set chosen while other data is being imported takes precedence', async () => {
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

  test('refused data leaves the page, and the worker, with the previous data', async () => {
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

  test('a missing engine is reported until there is one', async () => {
    const { worker } = await start();
    worker.emit({ type: 'problem', problem: { code: 'engine.slow' } });
    expect(shown()).toEqual(['engine.slow']);
    worker.emit({ type: 'engine.ready', id: 'simd', device: 'x', reason: 'no-gpu', ladder: [] });
    expect(shown()).toEqual([]);
    worker.emit({ type: 'problem', problem: { code: 'engine.slow' } });
    worker.emit({ type: 'problem', problem: { code: 'engine.none' } });
    expect(shown()).toEqual(['engine.none']);
  });

  test('a model so large that a step takes long is reported before training starts', async () => {
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
