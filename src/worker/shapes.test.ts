/** Data whose images have another form, or other classes, than the run's: a new run takes its place. */
import { expect, test, vi } from 'vitest';
import { readSafeTensors, writeSafeTensors } from '../engine/safetensors';
import type { Config } from '../experiment/config';
import { idx, open } from './testing';

vi.setConfig({ testTimeout: 120_000 });

const small: Partial<Config> = { encoder: [4], decoder: [4], batch: 8, engine: 'simd' };

test('coloured shapes replace a run on 28 × 28 grey images, and it can be opened again', async () => {
  const { client, of, config } = await open(small);
  await client.request('train', { steps: 3 });
  const file = await client.request('exportCheckpoint', {});
  const colour: Config = { ...config, dataset: 'shapes', imageSide: 32, imageChannels: 3, classCount: 8 };
  await client.request('configure', { config: colour });
  const opened = of('run.opened').at(-1);
  expect(opened?.spec.data).toEqual({ side: 32, channels: 3, classes: 10 });
  expect(opened).toMatchObject({ origin: 'fresh', step: 0, config: { dataset: 'shapes', imageSide: 32 } });
  expect(of('data.ready').at(-1)?.info).toMatchObject({ id: 'shapes', test: { side: 32, channels: 3 } });
  const { last } = await client.request('train', { steps: 2 });
  // Bernoulli pixels at one half cost ln 2 each.
  expect(last?.recon).toBeGreaterThan(0.8 * 3072 * Math.LN2);
  const pixels = await client.request('decode', { z: Float32Array.of(0, 0), count: 1 });
  expect(pixels).toHaveLength(3072);
  const mine = await client.request('exportCheckpoint', {});

  // The other run was of files that are no longer here.
  await expect(client.request('importCheckpoint', { bytes: file })).rejects.toMatchObject({
    problem: { code: 'checkpoint.images', params: { model: '28 × 28', data: '32 × 32 × 3' } },
  });
  // As of another program, which does not say what it was trained on.
  const { tensors } = readSafeTensors(file);
  const bare = new Map([...tensors].filter(([name]) => !/^(optimizer|history)\./.test(name)));
  const bytes = writeSafeTensors({ tensors: bare, metadata: {} });
  await expect(client.request('importCheckpoint', { bytes })).rejects.toMatchObject({
    problem: { code: 'checkpoint.images', params: { model: '28 × 28', data: '32 × 32 × 3' } },
  });
  expect(await client.request('decode', { z: Float32Array.of(0, 0), count: 1 })).toEqual(pixels);

  // Back to files of the reader's, and to the checkpoint of the shapes, whose images the page has.
  const { images, labels } = idx(60);
  await client.request('importDataset', { parts: { images, labels } });
  expect(of('run.opened').at(-1)?.spec.data.side).toBe(28);
  await client.request('importCheckpoint', { bytes: mine });
  expect(of('run.opened').at(-1)).toMatchObject({ step: 2, config: { dataset: 'shapes', imageChannels: 3 } });
  expect(await client.request('decode', { z: Float32Array.of(0, 0), count: 1 })).toEqual(pixels);
  await vi.waitFor(() => expect(of('data.ready').at(-1)?.info.id).toBe('shapes'), 10_000);
  await client.request('train', { steps: 1 });
  expect(of('run.status').at(-1)?.step).toBe(3);
});

test('a conditional model gets as many labels as the reader’s files have classes', async () => {
  const { client, of } = await open({ ...small, condition: 'label' }, false);
  const { images, labels } = idx(60);
  for (let i = 0; i < 60; i++) labels[8 + i] = i % 13;
  await client.request('importDataset', { parts: { images, labels } });
  expect(of('run.opened').at(-1)?.spec.data.classes).toBe(13);
  await client.request('train', { steps: 2 });
  expect(of('run.status').at(-1)).toMatchObject({ step: 2, status: 'paused' });

  // Its checkpoint does not fit files of ten classes, and an unconditional model fits any.
  const thirteen = await client.request('exportCheckpoint', {});
  await client.request('importDataset', { parts: idx(60) });
  expect(of('run.opened').at(-1)?.spec.data.classes).toBe(10);
  await expect(client.request('importCheckpoint', { bytes: thirteen })).rejects.toMatchObject({
    problem: { code: 'checkpoint.classes', params: { model: 13, data: 10 } },
  });
  await client.request('importDataset', { parts: { images, labels } });
  await client.request('importCheckpoint', { bytes: thirteen });
  expect(of('run.opened').at(-1)).toMatchObject({ step: 2, spec: { data: { classes: 13 } } });
  await client.request('train', { steps: 1 });
  expect(of('run.status').at(-1)?.step).toBe(3);
});
