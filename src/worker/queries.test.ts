/** Requests to a session between its steps: the view, scores, the evaluation; and refusals. */
import { expect, test, vi } from 'vitest';
import type { View } from './protocol';
import { idx, open } from './testing';

vi.setConfig({ testTimeout: 60_000 });

test('a new view is published at once when nothing runs: slice and samples', async () => {
  const { client, of } = await open({ latent: 3 });
  const view: View = {
    slice: { origin: [0, 1.5, 0], u: [0, 0, 1], v: [1, 0, 0] },
    extent: 1,
    centre: [0, 0],
    side: 3,
    label: 0,
    samples: [4, 1],
  };
  await client.request('view', { view });
  const shown = of('run.manifold').at(-1);
  expect(shown?.view).toEqual(view);
  const middle = await client.request('decode', { z: Float32Array.of(0, 1.5, 0), count: 1 });
  const tile = shown?.tiles.subarray(4 * 784, 5 * 784);
  middle.forEach((p, i) => {
    expect(Math.abs(p * 255 - (tile?.[i] ?? -1))).toBeLessThanOrEqual(0.51);
  });
  expect(of('run.reconstructions').at(-1)?.samples).toEqual([4, 1]);
});

test('bad requests are refused with a message', async () => {
  const { client } = await open();
  await expect(client.request('decode', { z: new Float32Array(3), count: 1 })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
  await expect(client.request('encode', { images: new Uint8Array(5), count: 1 })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
});

test('scores images like their reconstructions, also while the run moves to another engine', async () => {
  const { client, of, config } = await open({ model: 'ae' });
  await client.request('train', { steps: 5 });
  const view = of('run.manifold').at(-1)?.view;
  if (!view) throw new Error('no view');
  await client.request('view', { view: { ...view, samples: [3, 7, 1] } });
  const errors = of('run.reconstructions').at(-1)?.errors ?? new Float32Array();
  const { images } = idx(50);
  const few = Uint8Array.from([3, 7, 1].flatMap((i) => [...images.subarray(16 + i * 784, 800 + i * 784)]));
  const still = await client.request('score', { images: few, count: 3 });
  expect(still.scores).toEqual(errors);
  const moved = client.request('configure', { config: { ...config, engine: 'simd' } });
  const all = Array.from({ length: 6 }, () => client.request('score', { images: few, count: 3 }));
  await moved;
  for (const { scores } of await Promise.all(all))
    scores.forEach((score, i) => void expect(score).toBeCloseTo(errors[i], 1));
  // On a loaded machine the other engine may take longer than the page waits in silence.
  expect(of('problem').filter(({ problem }) => problem.code !== 'engine.slow')).toEqual([]);
  await expect(client.request('score', { images: few, count: 2 })).rejects.toMatchObject({
    problem: { code: 'run.badInput' },
  });
});

test('evaluates the whole test set', async () => {
  const { client } = await open();
  await client.request('train', { steps: 20 });
  const e = await client.request('evaluate', {});
  expect(e.count).toBe(50);
  expect(e.negElbo).toBeCloseTo(e.recon + e.kl, 3);
  expect(e.knn).toBeGreaterThanOrEqual(0);
});

test('each evaluation is of the step that it names, also while training goes on', async () => {
  const { client, of } = await open();
  let ended = false;
  const running = client.request('train', { steps: 60 }).finally(() => {
    ended = true;
  });
  while (!ended) await client.request('evaluate', {});
  await running;
  const seen = of('run.test');
  const steps = [...new Set(seen.map(({ step }) => step))].sort((a, b) => a - b);
  expect(steps.length).toBeGreaterThan(2);

  const again = await open();
  const expected = new Map<number, number>();
  let at = 0;
  for (const step of steps) {
    if (step > at) await again.client.request('train', { steps: step - at });
    at = step;
    expected.set(step, (await again.client.request('evaluate', {})).recon);
  }
  for (const { step, evaluation } of seen) expect(evaluation.recon).toBeCloseTo(expected.get(step) ?? 0, 2);
});
