/** One step on one image in the whole worker in Node: during a run, which stays as it is, and refusals. */
import { expect, test, vi } from 'vitest';
import { writePretrained } from '../engine/pretrainedFile';
import { hyperOf, specOf } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { oneStep } from '../model/oneStep';
import { referenceState } from '../model/reference';
import { idx, open, tiny } from './testing';

vi.setConfig({ testTimeout: 60_000 });

const image = idx(9).images.slice(16 + 8 * 784, 16 + 9 * 784);
const badInput = { problem: { code: 'run.badInput' } };

test.each(['simd', 'tfjs-cpu'] as const)(
  'a run looked at is that without a look, bit for bit (%s)',
  async (engine) => {
    const one = await open({ engine });
    await one.client.request('train', { steps: 12 });
    const two = await open({ engine });
    await two.client.request('oneStep', { image, label: 8 });
    const training = two.client.request('train', { steps: 12 });
    const looks = [1, 2].map(() => two.client.request('oneStep', { image, label: 8 }));
    for (const { step, before, after } of await Promise.all(looks)) {
      expect(step).toBeLessThanOrEqual(12);
      expect(after.total).not.toBe(before.total);
    }
    expect(await training).toMatchObject({ step: 12, status: 'paused' });
    const files = [one, two].map(({ client }) => client.request('exportCheckpoint', {}));
    expect(await files[1]).toEqual(await files[0]);
    expect(two.losses()).toEqual(one.losses());
  },
);

test('is the step from the weights of the run, with the settings of the page', async () => {
  const { client, config } = await open({ engine: 'simd', seed: 5 });
  const changed = { ...config, beta: 3, learningRate: 0.02, optimiser: 'sgd', weightDecay: 0.1 } as const;
  await client.request('configure', { config: changed });
  const { runId, codes, ...shown } = await client.request('oneStep', { image, label: 8 });
  const state = referenceState(specOf(config), initialParameters(specOf(config), 5));
  const batch = { images: image, labels: Uint8Array.of(8), seed: 5, step: 0 };
  const held = idx(50).images.slice(16);
  const { codes: expected, ...step } = oneStep(specOf(config), state, batch, hyperOf(changed), {
    images: held,
  });
  expect(shown).toEqual(step);
  expect(codes).toEqual(expected);
  expect(codes?.others.count).toBe(50);
  expect(runId).toBe(1);
  expect(shown.phases[0].losses.map(({ factor }) => factor)).toEqual([1, 3]);
  expect(shown.phases[0].weight).toMatchObject({ learningRate: 0.02, decay: 0.1 });
});

test('a pretrained model is looked at too, with moments of zero; without images of a test set, for itself', async () => {
  const parameters = initialParameters(specOf(tiny), 1);
  const file = writePretrained({ config: tiny, step: 9, parameters, preview: null, losses: null });
  const { client } = await open({}, false, file);
  const shown = await client.request('oneStep', { image, label: 0 });
  expect(shown.step).toBe(9);
  expect(shown.phases[0].weight.t).toBe(1);
  expect(shown.codes?.others.count).toBe(0);
});

test('refuses models without steps, runs that have diverged, and what is no image', async () => {
  const pca = await open({ model: 'pca', engine: 'simd' });
  await expect(pca.client.request('oneStep', { image, label: 0 })).rejects.toMatchObject(badInput);
  const { client, config } = await open();
  const short = image.slice(1);
  await expect(client.request('oneStep', { image: short, label: 0 })).rejects.toMatchObject(badInput);
  await client.request('configure', { config: { ...config, learningRate: 10 } });
  expect(await client.request('train', { steps: 500 })).toMatchObject({ status: 'diverged' });
  await expect(client.request('oneStep', { image, label: 0 })).rejects.toMatchObject(badInput);
});
