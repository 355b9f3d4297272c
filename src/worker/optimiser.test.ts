/** The optimiser in the whole worker in Node: changed during a run, and restored from a checkpoint. */
import { expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { open } from './testing';

vi.setConfig({ testTimeout: 60_000 });

const ENGINE = { engine: 'simd' } as const;

/** The posted problems, except those of a slow machine. */
const notices = ({ of }: Awaited<ReturnType<typeof open>>) =>
  of('problem').flatMap(({ problem }) => (problem.code === 'engine.slow' ? [] : [problem]));

test('another optimiser during the run keeps the weights, resets the moments, and reports it', async () => {
  const run = await open(ENGINE);
  const { client, losses, config } = run;
  const state = async () => readCheckpoint(await client.request('exportCheckpoint', {})).state;
  // Before the first step there is nothing to lose.
  await client.request('configure', { config: { ...config, optimiser: 'rmsprop' } });
  await client.request('configure', { config });
  await client.request('train', { steps: 4 });
  const before = await state();
  await client.request('configure', { config: { ...config, optimiser: 'momentum', learningRate: 1e-6 } });
  await client.request('step', { count: 1 });
  const after = await state();
  expect(notices(run)).toEqual([{ code: 'run.optimiser', params: { step: 4 } }]);
  expect(after.optimiser).toBe('momentum');
  expect(after.updates).toEqual({ encoder: 1, decoder: 1, discriminator: 0 });
  // The weights continue from where they were, with a tiny step.
  let most = 0;
  after.parameters.forEach((p, i) => {
    most = Math.max(most, Math.abs(p - before.parameters[i]));
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(1e-3);
  expect(losses()).toHaveLength(15);
});

test('another learning rate keeps the moments, without a message', async () => {
  const run = await open(ENGINE);
  const { client, config } = run;
  await client.request('train', { steps: 3 });
  await client.request('configure', { config: { ...config, learningRate: 1e-4 } });
  await client.request('step', { count: 1 });
  const { state } = readCheckpoint(await client.request('exportCheckpoint', {}));
  expect(state.updates).toMatchObject({ encoder: 4, decoder: 4 });
  expect(notices(run)).toEqual([]);
});

test.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)(
  'a run by %s that is saved during training continues from the file as if uninterrupted',
  async (optimiser) => {
    const one = await open({ ...ENGINE, optimiser });
    await one.client.request('train', { steps: 5 });
    const bytes = await one.client.request('exportCheckpoint', {});
    await one.client.request('train', { steps: 5 });
    const two = await open(ENGINE);
    const { config } = await two.client.request('importCheckpoint', { bytes });
    expect(config.optimiser).toBe(optimiser);
    await two.client.request('train', { steps: 5 });
    expect(two.losses()).toEqual(one.losses().slice(15));
    expect(notices(two)).toEqual([]);
  },
);
