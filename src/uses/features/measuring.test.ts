import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Measured } from '../../analysis/features';
import type { AnalysisRequests } from '../../analysis/protocol';
import { GREY_28 } from '../../experiment/dataShape';
import { INPUT_SIZE } from '../../model/spec';
import type { OpenAnalysis } from '../../state/analysis';
import { live } from '../../state/live';
import { initialState, useStore } from '../../state/store';
import { createMeasuring, type Reading } from './measuring';

const COUNT = 4;
const labels = Uint8Array.of(1, 1, 2, 1, 0);

/** An analysis client whose replies the test sends. */
function fake() {
  const requests: { type: string; body: unknown; reply: (value: unknown) => void }[] = [];
  const request: OpenAnalysis['request'] = (type, body) =>
    new Promise((resolve) => {
      requests.push({ type, body, reply: resolve as (value: unknown) => void });
      if (type === 'images') resolve(null);
    });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  /** Replies to the pending request of this type. */
  const reply = async (type: string, knn: number) => {
    await settle();
    const at = requests.findIndex((a) => a.type === type);
    requests.splice(at, 1)[0].reply({ knn, probe: 0, nmi: 0, purity: 0 } satisfies Measured);
    await settle();
  };
  return { requests, request, reply, settle };
}

const points = (step: number, mu: number) => ({
  step,
  count: COUNT,
  mu: new Float32Array(2 * COUNT).fill(mu),
  logVar: null,
  labels: null,
});

let stop: () => void = () => {};
beforeEach(() => {
  useStore.setState(initialState(), true);
  const { data, run } = useStore.getState();
  const test = { ...GREY_28, images: new Uint8Array(5 * INPUT_SIZE), labels, count: 5 };
  useStore.setState({ data: { ...data, test }, run: { ...run, id: 1 } });
  live.open(1);
});
afterEach(() => stop());

function begin() {
  const analysis = fake();
  const readings: (Reading | null)[] = [];
  stop = createMeasuring(analysis.request, (reading) => readings.push(reading)).stop;
  return { ...analysis, readings, last: () => readings.at(-1) };
}

test('without codes there is nothing; then the code comes first, PCA of its size and the pixels once', async () => {
  const { requests, reply, settle, last } = begin();
  await settle();
  expect(last()).toBeNull();
  expect(requests).toHaveLength(0);

  live.set('points', points(7, 0.5));
  await settle();
  expect(requests.map((a) => a.type)).toEqual(['images', 'code']);
  const sent = requests.shift()?.body as AnalysisRequests['images']['body'];
  expect([...sent.labels!]).toEqual([1, 1, 2, 1]);
  expect(sent.images).toHaveLength(COUNT * INPUT_SIZE);
  await reply('code', 0.6);
  expect(last()).toMatchObject({ count: COUNT, width: 2, step: 7, code: { knn: 0.6 }, pca: null });
  await reply('pca', 0.4);
  await reply('pixels', 0.9);
  expect(last()).toMatchObject({ code: { knn: 0.6 }, pca: { knn: 0.4 }, pixels: { knn: 0.9 } });

  live.set('points', points(9, 0.7));
  await reply('code', 0.7);
  expect(last()).toMatchObject({ step: 9, code: { knn: 0.7 }, pca: { knn: 0.4 } });
  await settle();
  expect(requests).toHaveLength(0);
  stop();

  // Opened again: only the code is measured.
  const again = begin();
  await again.reply('code', 0.7);
  expect(again.last()).toMatchObject({ code: { knn: 0.7 }, pca: { knn: 0.4 }, pixels: { knn: 0.9 } });
  expect(again.requests.map((a) => a.type)).toEqual(['images']);
});

test('results of a run that is over are not shown', async () => {
  live.set('points', points(7, 0.5));
  const { reply, last } = begin();
  const { run } = useStore.getState();
  useStore.setState({ run: { ...run, id: 2 } });
  live.open(2);
  live.set('points', points(0, 0.1));
  await reply('code', 0.6);
  expect(last()).toMatchObject({ step: 0, code: null });
  await reply('code', 0.2);
  expect(last()).toMatchObject({ step: 0, code: { knn: 0.2 } });
});
