/** Pull in the whole worker in Node: during a run, and refusals. */
import { expect, test, vi } from 'vitest';
import { writePretrained } from '../engine/pretrainedFile';
import { specOf } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { idx, open, tiny } from './testing';

vi.setConfig({ testTimeout: 60_000 });

const IMAGES = Uint32Array.of(4, 0, 31);
const badInput = { problem: { code: 'run.badInput' } };

test.each(['simd', 'tfjs-cpu'] as const)(
  'a run with pulls is that without them, bit for bit (%s)',
  async (engine) => {
    const one = await open({ engine });
    await one.client.request('train', { steps: 12 });
    const two = await open({ engine });
    await two.client.request('pull', { images: IMAGES });
    const training = two.client.request('train', { steps: 12 });
    const pulls = [1, 2, 3].map(() => two.client.request('pull', { images: IMAGES }));
    for (const { step, before, after } of await Promise.all(pulls)) {
      expect(step).toBeLessThanOrEqual(12);
      expect(after).not.toEqual(before);
    }
    expect(await training).toMatchObject({ step: 12, status: 'paused' });
    const files = [one, two].map(({ client }) => client.request('exportCheckpoint', {}));
    expect(await files[1]).toEqual(await files[0]);
    expect(two.losses()).toEqual(one.losses());
  },
);

test('the codes after the step are those that the images have then; with changed settings too', async () => {
  const { client, of, config } = await open({ engine: 'simd', model: 'ae', optimiser: 'adam' });
  await client.request('train', { steps: 5 });
  const opened = of('run.config').length;
  await client.request('configure', { config: { ...config, learningRate: 0.05 } });
  const { step, after, runId } = await client.request('pull', { images: IMAGES });
  expect([step, runId]).toEqual([5, of('run.opened').at(-1)?.runId]);
  // The run has not learned with them yet.
  expect(of('run.config')).toHaveLength(opened);
  await client.request('step', { count: 1 });
  const { images } = idx(50);
  const own = Uint8Array.from([...IMAGES].flatMap((i) => [...images.subarray(16 + i * 784, 800 + i * 784)]));
  expect((await client.request('encode', { images: own, count: 3 })).mu).toEqual(after);
});

test('refuses models without an encoder or without steps, runs that do not go on, and unknown images', async () => {
  const gan = await open({ model: 'gan' });
  await expect(gan.client.request('pull', { images: IMAGES })).rejects.toMatchObject({
    problem: { code: 'run.noEncoder' },
  });
  const pca = await open({ model: 'pca', engine: 'simd' });
  await expect(pca.client.request('pull', { images: IMAGES })).rejects.toMatchObject(badInput);
  const { client, config } = await open();
  await expect(client.request('pull', { images: Uint32Array.of(50) })).rejects.toMatchObject(badInput);
  await client.request('configure', { config: { ...config, learningRate: 10 } });
  expect(await client.request('train', { steps: 500 })).toMatchObject({ status: 'diverged' });
  await expect(client.request('pull', { images: IMAGES })).rejects.toMatchObject(badInput);
  const parameters = initialParameters(specOf(tiny), 1);
  const shown = await open(
    {},
    true,
    writePretrained({ config: tiny, step: 9, parameters, preview: null, losses: null }),
  );
  expect(shown.of('run.opened').at(-1)?.origin).toBe('pretrained');
  await expect(shown.client.request('pull', { images: IMAGES })).rejects.toMatchObject(badInput);
});
