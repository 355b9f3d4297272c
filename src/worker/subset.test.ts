/** Learning from a part of the training images, in the whole worker in Node. */
import { expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { idx, open as openWith } from './testing';

vi.setConfig({ testTimeout: 60_000 });
const open = (settings: Partial<Config> = {}) => openWith({ engine: 'simd', ...settings });
const WITHOUT_7 = [0, 1, 2, 3, 4, 5, 6, 8, 9];

test('an epoch covers the remaining images; the test set stays whole, and a checkpoint keeps the settings', async () => {
  const { client, of, config } = await open({ trainImages: 60, classes: WITHOUT_7 });
  expect(of('data.ready').at(-1)?.info).toMatchObject({
    trainCount: 60,
    trainTotal: 200,
    test: { count: 50 },
  });
  expect(await client.request('train', { epochs: 2 })).toMatchObject({ step: 12, epoch: 2 });
  expect((await client.request('evaluate', {})).count).toBe(50);
  // To be saved, all are copied.
  const { train, test: held } = await client.request('allImages', {});
  expect([train.count, train.images.length, held.labels?.length]).toEqual([200, 200 * 784, 50]);
  const bytes = await client.request('exportCheckpoint', {});
  expect(readCheckpoint(bytes, defaultConfig()).config).toMatchObject({
    trainImages: 60,
    classes: WITHOUT_7,
  });
  // Elsewhere it continues with as many images.
  const other = await open();
  expect(other.of('data.ready').at(-1)?.info.trainCount).toBe(200);
  await other.client.request('importCheckpoint', { bytes });
  expect(other.of('data.ready').at(-1)?.info.trainCount).toBe(60);
  // A class without images keeps its initial weights, and can be decoded all the same.
  const label = { config: { ...config, condition: 'label' as const } };
  await client.request('configure', label);
  await client.request('reset', {});
  await client.request('train', { steps: 5 });
  const pixels = await client.request('decode', {
    z: new Float32Array(2),
    count: 1,
    labels: Uint8Array.of(7),
  });
  expect([...pixels].every((p) => p >= 0 && p <= 1)).toBe(true);
});

test('set before the first step, it is what the run learned from; during the run the data is replaced', async () => {
  const { client, of, config } = await open();
  await client.request('configure', { config: { ...config, trainImages: 100 } });
  expect(await client.request('train', { epochs: 1 })).toMatchObject({ step: 10, epoch: 1 });
  const bytes = await client.request('exportCheckpoint', {});
  expect(readCheckpoint(bytes, defaultConfig()).config.trainImages).toBe(100);
  const runs = of('run.opened').length;
  await client.request('configure', { config });
  expect(await client.request('train', { steps: 10 })).toMatchObject({ step: 20, epoch: 1 });
  expect(of('run.opened')).toHaveLength(runs);
});

test('where no image is left nothing is learned, and a message says so', async () => {
  const { client, of, config } = await open({ classes: [3] });
  expect(of('data.ready').at(-1)?.info.trainCount).toBe(20);
  const { images } = idx(10);
  const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 10, ...new Uint8Array(10).fill(4)]);
  const running = client.request('train', {});
  await client.request('importDataset', { parts: { images, labels } });
  await expect(running).rejects.toMatchObject({ problem: { code: 'run.noneLeft' } });
  await expect(client.request('train', { steps: 1 })).rejects.toMatchObject({
    problem: { code: 'run.noneLeft' },
  });
  await client.request('configure', { config: { ...config, dataset: 'own', classes: [4] } });
  expect((await client.request('train', { steps: 1 })).status).toBe('paused');
});

test('without labels classes cannot be chosen; when no class is chosen any more, the run continues', async () => {
  const { client, config } = await open();
  await client.request('train', { steps: 2 });
  await client.request('importDataset', { parts: { images: idx(30).images } });
  const classes = { config: { ...config, classes: [1] } };
  await client.request('configure', classes);
  await expect(client.request('train', { steps: 1 })).rejects.toMatchObject({
    problem: { code: 'setting.conflict', params: { key: 'classes' } },
  });
  await client.request('configure', { config });
  expect((await client.request('train', { steps: 1 })).step).toBe(3);
});
