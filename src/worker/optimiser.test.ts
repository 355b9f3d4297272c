/** The optimiser by the whole worker in Node: changed in mid-run, and carried over by a checkpoint. */
import { expect, test, vi } from 'vitest';
import { readCheckpoint } from '../engine/checkpoint';
import { open } from './testing';

vi.setConfig({ testTimeout: 60_000 });

const ENGINE = { engine: 'simd' } as const;

/** What was said, but for a machine that takes its time. */
const said = ({ of }: Awaited<ReturnType<typeof open>>) =>
  of('problem').flatMap(({ problem }) => (problem.code === 'engine.slow' ? [] : [problem]));

test('another optimiser in mid-run keeps the weights, starts the moments anew, and says so', async () => {
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
  expect(said(run)).toEqual([{ code: 'run.optimiser', params: { step: 4 } }]);
  expect(after.optimiser).toBe('momentum');
  expect(after.updates).toEqual({ encoder: 1, decoder: 1, discriminator: 0 });
  // The weights have gone on from where they were, by a step of next to no length.
  let most = 0;
  after.parameters.forEach((p, i) => {
    most = Math.max(most, Math.abs(p - before.parameters[i]));
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(1e-3);
  expect(losses()).toHaveLength(15);
});

test('another learning rate keeps the moments, and needs no words', async () => {
  const run = await open(ENGINE);
  const { client, config } = run;
  await client.request('train', { steps: 3 });
  await client.request('configure', { config: { ...config, learningRate: 1e-4 } });
  await client.request('step', { count: 1 });
  const { state } = readCheckpoint(await client.request('exportCheckpoint', {}));
  expect(state.updates).toMatchObject({ encoder: 4, decoder: 4 });
  expect(said(run)).toEqual([]);
});

test.each(['sgd', 'momentum', 'rmsprop', 'adam'] as const)(
  'a run by %s that is saved in mid-run goes on from the file as if it had not stopped',
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
    expect(said(two)).toEqual([]);
  },
);
