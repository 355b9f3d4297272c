/**
 * Work on a run whose engine or data is being replaced completes, waits, or is repeated; it never fails
 * because of that.
 */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../engine/engine';
import { createClock } from '../engine/trainer';
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { type Client, createClient } from './client';
import { createLoopback } from './loopback';
import type { RecoveryState, WorkerEvent } from './protocol';

/** Makes the creation of engines fail, as in a browser without a device. */
const broken = vi.hoisted(() => ({ create: 0, select: false, save: false }));
vi.mock('../engine/select', async (original) => {
  const real = await original<typeof import('../engine/select')>();
  const refusing = (engine: Engine): Engine => {
    const { save } = engine;
    engine.save = () =>
      broken.save ? Promise.reject(new DOMException('no room', 'OperationError')) : save();
    return engine;
  };
  return {
    ...real,
    async createEngine(...given: Parameters<typeof real.createEngine>) {
      if (broken.create-- > 0) throw new Error('requestDevice failed');
      return refusing(await real.createEngine(...given));
    },
    async selectEngine(...given: Parameters<typeof real.selectEngine>) {
      if (broken.select) throw new ProblemError('engine.none');
      const choice = await real.selectEngine(...given);
      refusing(choice.engine);
      return choice;
    },
  };
});

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
// Preloads the engines' code: Vite may take longer to transform it than a page waits.
beforeAll(() => Promise.all([import('../engine/simd/engine'), import('../engine/tfjs/engine')]));
beforeEach(() => Object.assign(broken, { create: 0, select: false, save: false }));
const clients: Client[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.terminate();
});

const tiny: Config = {
  ...defaultConfig(),
  dataset: 'own',
  encoder: [6],
  decoder: [6],
  batch: 8,
  engine: 'simd',
};
const nodeClock = { ...createClock(), nextTask: () => new Promise<void>((r) => setImmediate(r)) };

async function open(settings: Partial<Config> = {}, resume: RecoveryState | null = null) {
  const events: WorkerEvent[] = [];
  const client = createClient({
    spawn: () => createLoopback(nodeClock),
    onEvent: (e) => events.push(e),
    onCrash: (e) => {
      throw e;
    },
  });
  clients.push(client);
  const config = { ...tiny, ...settings };
  await client.request('open', {
    config,
    base: 'http://127.0.0.1:9/',
    pretrained: null,
    resume,
    excluding: [],
  });
  const of = <T extends WorkerEvent['type']>(type: T) =>
    events.filter((e): e is Extract<WorkerEvent, { type: T }> => e.type === type);
  const problems = () => of('problem').map((e) => e.problem.code);
  /** The last losses posted for each step. */
  const losses = () => {
    const total: number[] = [];
    for (const { first, values } of of('run.losses'))
      for (let i = 0; i < values.length / 3; i++) total[first - 1 + i] = values[3 * i];
    return total;
  };
  const images = () => of('data.ready')[0].info.test.images.slice(0, 784 * 3);
  await client.request('importDataset', { parts: { images: idx() } });
  return { client, config, of, problems, losses, images };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** An IDX file of 40 images. */
function idx(): Uint8Array {
  const bytes = new Uint8Array(16 + 40 * 784).map((_, i) => (i * 7) % 251);
  const view = new DataView(bytes.buffer);
  [0x803, 40, 28, 28].forEach((n, i) => {
    view.setUint32(4 * i, n);
  });
  return bytes;
}

const CALLS: Record<string, (o: Opened) => Promise<unknown>> = {
  train: ({ client }) => client.request('train', { steps: 4 }),
  step: ({ client }) => client.request('step', { count: 1 }),
  pause: ({ client }) => client.request('pause', {}),
  reset: ({ client }) => client.request('reset', {}),
  evaluate: ({ client }) => client.request('evaluate', {}),
  encode: ({ client, images }) => client.request('encode', { images: images(), count: 3 }),
  decode: ({ client }) => client.request('decode', { z: new Float32Array(4), count: 2 }),
  save: ({ client }) => client.request('exportCheckpoint', {}),
  load: async ({ client }) =>
    client.request('importCheckpoint', { bytes: await client.request('exportCheckpoint', {}) }),
  data: ({ client }) => client.request('importDataset', { parts: { images: idx() } }),
  pixels: ({ client, config }) => client.request('configure', { config: { ...config, pixels: 'binary' } }),
  engine: ({ client, config }) => client.request('configure', { config: { ...config, engine: 'tfjs-cpu' } }),
  both: ({ client, config }) =>
    client.request('configure', { config: { ...config, engine: 'tfjs-cpu', pixels: 'binary' } }),
};

test.each(Object.keys(CALLS))(
  '%s concurrently with anything else: both complete, and no failure is reported',
  async (a) => {
    // One session for all of them: to open one costs as much as ten pairs.
    const opened = await open();
    for (const b of Object.keys(CALLS)) {
      await opened.client.request('configure', { config: opened.config });
      const outcomes = await Promise.allSettled([CALLS[a](opened), CALLS[b](opened)]);
      const failed = outcomes.flatMap((o) => (o.status === 'rejected' ? [String(o.reason)] : []));
      expect(failed, `${a} beside ${b}`).toEqual([]);
      expect(opened.problems(), `${a} beside ${b}`).toEqual([]);
      const { step } = await opened.client.request('pause', {});
      expect((await opened.client.request('step', { count: 1 })).step, `${a} beside ${b}`).toBe(step + 1);
    }
  },
);

test('training continues through changes of data and engine, to its limit, with every step once', async () => {
  const { client, config, losses, problems, of } = await open();
  const running = client.request('train', { steps: 2000 });
  await vi.waitUntil(() => losses().length > 5);
  await client.request('configure', { config: { ...config, pixels: 'binary' } });
  await client.request('configure', { config: { ...config, pixels: 'binary', engine: 'tfjs-cpu' } });
  await client.request('configure', { config: { ...config, pixels: 'grey', engine: 'simd' } });
  // While the run moves, its status stays 'running': the button does not flicker.
  expect(of('run.status').at(-1)?.status).toBe('running');
  expect(await running).toMatchObject({ status: 'paused', step: 2000 });
  expect(losses().filter(Number.isFinite)).toHaveLength(2000);
  expect(problems()).toEqual([]);
});

test('a pause during the replacement of the engine is kept', async () => {
  const { client, config, losses } = await open();
  const running = client.request('train', {});
  await vi.waitUntil(() => losses().length > 5);
  const moving = client.request('configure', { config: { ...config, pixels: 'binary' } });
  const paused = await client.request('pause', {});
  await moving;
  expect(await running).toMatchObject({ status: 'paused', step: paused.step });
  expect((await client.request('pause', {})).step).toBe(paused.step);
});

test('every requested step is taken', async () => {
  const { client } = await open();
  const requests = [1, 1, 1].map((count) => client.request('step', { count }));
  expect((await Promise.all(requests)).map(({ step }) => step)).toEqual([1, 2, 3]);
});

test('if an engine cannot be recreated for new data, the next one continues, and training still works', async () => {
  const { client, config, problems, of } = await open({ engine: 'tfjs-cpu' });
  await client.request('train', { steps: 5 });
  broken.create = 1;
  await client.request('configure', { config: { ...config, pixels: 'binary', engine: 'tfjs-cpu' } });
  expect(of('engine.ready').at(-1)?.id).toBe('simd');
  expect(problems()).toEqual(['engine.lost']);
  expect(await client.request('train', { steps: 5 })).toMatchObject({ status: 'paused', step: 10 });
});

test('an engine that fails to save is named with its error, and the run continues', async () => {
  const { client } = await open();
  await client.request('train', { steps: 5 });
  broken.save = true;
  await expect(client.request('exportCheckpoint', {})).rejects.toMatchObject({
    problem: { code: 'engine.failed', params: { engine: 'simd', message: 'no room' } },
  });
  broken.save = false;
  expect(await client.request('train', { steps: 5 })).toMatchObject({ step: 10 });
});

test('a reset without an available engine is refused, and loses nothing', async () => {
  const { client } = await open();
  await client.request('train', { steps: 5 });
  const z = Float32Array.of(0.5, -1);
  const before = await client.request('decode', { z, count: 1 });
  Object.assign(broken, { create: 9, select: true });
  await expect(client.request('reset', {})).rejects.toMatchObject({ problem: { code: 'engine.none' } });
  expect(await client.request('decode', { z, count: 1 })).toEqual(before);
  Object.assign(broken, { create: 0, select: false });
  expect(await client.request('train', { steps: 5 })).toMatchObject({ step: 10 });
});

const FAMILIES: Partial<Config>[] = [
  { model: 'vae' },
  { model: 'aae', discriminator: [5] },
  { model: 'gan', discriminator: [5], decoder: [6] },
  { model: 'made', encoder: [6] },
];

test.each(FAMILIES)(
  '$model: saved after 20 steps and loaded, ten more are those of an uninterrupted run',
  async (settings) => {
    const through = await open(settings);
    await through.client.request('train', { steps: 30 });
    const end = await through.client.request('exportCheckpoint', {});

    const first = await open(settings);
    await first.client.request('train', { steps: 20 });
    const file = await first.client.request('exportCheckpoint', {});
    const second = await open();
    await second.client.request('importCheckpoint', { bytes: file });
    await second.client.request('train', { steps: 10 });
    expect(second.problems()).toEqual([]);
    expect(await second.client.request('exportCheckpoint', {})).toEqual(end);
  },
);

test('a run kept by the page continues bit for bit in the next worker', async () => {
  const through = await open();
  await through.client.request('train', { steps: 30 });
  const end = await through.client.request('exportCheckpoint', {});

  const first = await open();
  await first.client.request('train', { steps: 20 });
  const { config, step, state } = first.of('run.snapshot').at(-1) as RecoveryState;
  expect(step).toBe(20);
  const second = await open({}, { config, step, state });
  expect(second.of('run.status').at(-1)).toMatchObject({ status: 'paused', step: 20 });
  await second.client.request('train', { steps: 10 });
  expect(await second.client.request('exportCheckpoint', {})).toEqual(end);
});

test('during training a copy is sent to the page at least every two seconds', async () => {
  const { client, of, losses } = await open();
  const running = client.request('train', {});
  const startedAt = performance.now();
  await vi.waitUntil(() => of('run.snapshot').length >= 3, { timeout: 30_000 });
  // The first comes with the first batch, the others a second and a half apart.
  expect(performance.now() - startedAt).toBeLessThan(30_000);
  await client.request('pause', {});
  await running;
  expect(of('run.snapshot').at(-1)?.step).toBe(losses().length);
});

test('settings changed while a checkpoint is being loaded are later, and take precedence', async () => {
  const { client, config } = await open();
  const bytes = await client.request('exportCheckpoint', {});
  const loading = client.request('importCheckpoint', { bytes });
  await client.request('configure', { config: { ...config, latent: 3, seed: 9 } });
  expect((await loading).config).toMatchObject({ latent: 3, seed: 9 });
});

test('data added while a checkpoint of other data is being loaded stays', async () => {
  const { client, config, of } = await open();
  await client.request('configure', { config: { ...config, dataset: 'drawn' } });
  await vi.waitUntil(() => of('data.ready').at(-1)?.info.id === 'drawn');
  const bytes = await client.request('exportCheckpoint', {});
  const loading = client.request('importCheckpoint', { bytes });
  await client.request('importDataset', { parts: { images: idx() } });
  expect((await loading).config.dataset).toBe('own');
  await client.request('evaluate', {});
  expect(of('data.ready').at(-1)?.info.id).toBe('own');
});

test('a change of pixels while other data is being loaded does not restore the old data', async () => {
  const { client, config, of } = await open();
  const drawn = client.request('configure', { config: { ...config, dataset: 'drawn' } });
  const binary = client.request('configure', { config: { ...config, dataset: 'drawn', pixels: 'binary' } });
  await Promise.all([drawn, binary]);
  await client.request('evaluate', {});
  expect(of('data.ready').at(-1)?.info.id).toBe('drawn');
});

test('a checkpoint restores its pixel depth, and the data follows', async () => {
  const { client, config, of } = await open();
  const bytes = await client.request('exportCheckpoint', {});
  await client.request('configure', { config: { ...config, pixels: 'binary' } });
  const levels = () => new Set(of('data.ready').at(-1)?.info.test.images).size;
  expect(levels()).toBe(2);
  expect((await client.request('importCheckpoint', { bytes })).config.pixels).toBe('grey');
  expect(levels()).toBeGreaterThan(2);
});
