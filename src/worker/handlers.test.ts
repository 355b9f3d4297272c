/**
 * Training in the whole worker in Node: the real session, real tfjs on the CPU, tiny models on generated
 * images.
 */
import { expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { open, tiny } from './testing';

vi.setConfig({ testTimeout: 60_000 });

test('opens, trains, posts the losses of every step, and publishes everything when it stops', async () => {
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

test('the same seed gives the same losses bit for bit, reset starts over, another seed differs', async () => {
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

test('a pause takes effect within a batch, and training continues where it stopped', async () => {
  const { client, of } = await open();
  const running = client.request('train', {});
  while (of('run.losses').length === 0) await new Promise((r) => setTimeout(r, 5));
  const paused = await client.request('pause', {});
  expect(await running).toEqual(paused);
  const after = await client.request('step', { count: 3 });
  expect(after.step).toBe(paused.step + 3);
});

test('a pause takes effect while a run is still being prepared', async () => {
  const { client, of } = await open();
  const file = await client.request('exportCheckpoint', {});
  await client.request('importCheckpoint', { bytes: file });
  // After a slow reset: Train has been requested, and no step has been made.
  const reset = client.request('reset', {});
  const running = client.request('train', {});
  const paused = await client.request('pause', {});
  await reset;
  expect(await running).toMatchObject({ step: 0, status: 'idle' });
  expect(paused.step).toBe(0);
  expect(of('run.losses')).toHaveLength(0);
  expect((await client.request('train', { steps: 2 })).step).toBe(2);
});

test('live settings act during the run; the others at reset, or at once where nothing is learned yet', async () => {
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

test('stops after the requested epochs, and runs as many again', async () => {
  const { client } = await open({ stopAfter: 1 });
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 20 });
  expect(await client.request('train', {})).toMatchObject({ status: 'finished', step: 40 });
  expect(await client.request('train', { epochs: 0.5 })).toMatchObject({ status: 'paused', step: 50 });
});

test('a learning rate of ten diverges, which is reported, and the last good parameters are restored', async () => {
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

test('a run keeps the settings that it learned with, whatever the controls are set to next', async () => {
  const { client, of } = await open();
  const betas = () => of('run.config').map((e) => e.config.beta);
  const saved = async () => readCheckpoint(await client.request('exportCheckpoint', {})).config.beta;
  const full = { ...tiny, dataset: 'own' as const };
  // Nothing is learned yet, so the settings change the model at once.
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

test('changing the engine during the run keeps parameters and moments', async () => {
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

test('a reset during training ends the old run without a message', async () => {
  const { client, of } = await open({ engine: 'simd' });
  const training = client.request('train', {});
  await vi.waitFor(() => expect(of('run.losses').length).toBeGreaterThan(2));
  await client.request('reset', {});
  expect(await training).toBeDefined();
  expect(of('problem')).toEqual([]);
  expect((await client.request('train', { steps: 3 })).step).toBe(3);
});
