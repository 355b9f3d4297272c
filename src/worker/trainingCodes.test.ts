/** The codes of training images in the whole worker in Node: between the steps of a run, and refusals. */
import { expect, test, vi } from 'vitest';
import { randomOrder } from '../engine/trainingCodes';
import { idx, open } from './testing';

vi.setConfig({ testTimeout: 60_000 });

test.each(['vae', 'ae'] as const)('they are those of training images in random order (%s)', async (model) => {
  const { client, of } = await open({ model, engine: 'simd' });
  await client.request('train', { steps: 5 });
  const { step, count, mu, logVar, labels, runId } = await client.request('trainingCodes', { most: 120 });
  expect([step, count, runId]).toEqual([5, 120, of('run.opened').at(-1)?.runId]);
  const picks = randomOrder(200).slice(0, 120);
  expect(new Set(picks).size).toBe(120);
  expect(labels).toEqual(Uint8Array.from(picks, (pick) => pick % 10));
  const all = idx(200).images.subarray(16);
  const images = Uint8Array.from(picks.flatMap((pick) => [...all.subarray(784 * pick, 784 * (pick + 1))]));
  const expected = await client.request('encode', { images, count: 120 });
  expect(mu).toEqual(expected.mu);
  expect(logVar).toEqual(expected.logVar);
  expect((await client.request('trainingCodes', { most: 1000 })).count).toBe(200);
});

test('during a run they are all of one step, and the run stays the same', async () => {
  const one = await open({ engine: 'simd' });
  await one.client.request('train', { steps: 30 });
  const two = await open({ engine: 'simd' });
  const training = two.client.request('train', { steps: 30 });
  const { step, mu } = await two.client.request('trainingCodes', { most: 200 });
  await training;
  expect(two.losses()).toEqual(one.losses());
  const three = await open({ engine: 'simd' });
  if (step > 0) await three.client.request('train', { steps: step });
  expect((await three.client.request('trainingCodes', { most: 200 })).mu).toEqual(mu);
});

test('a model without codes, and images that are not there, are refused', async () => {
  const gan = await open({ model: 'gan' });
  await expect(gan.client.request('trainingCodes', { most: 10 })).rejects.toMatchObject({
    problem: { code: 'run.noEncoder' },
  });
  const empty = await open({}, false);
  await expect(empty.client.request('trainingCodes', { most: 10 })).rejects.toMatchObject({
    problem: { code: 'run.noData' },
  });
});
