import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Measured } from '../../analysis/features';
import type { AnalysisRequests } from '../../analysis/protocol';
import { INPUT_SIZE } from '../../model/spec';
import { live } from '../../state/live';
import { initialState, useStore } from '../../state/store';
import type { TabAnalyst } from '../tabAnalyst';
import { createMeasuring, type Reading } from './measuring';

const COUNT = 4;
const labels = Uint8Array.of(1, 1, 2, 1, 0);

/** An analyst that answers when it is told to. */
function fake() {
  const asked: { type: string; body: unknown; answer: (value: unknown) => void }[] = [];
  const ask: TabAnalyst['ask'] = (type, body) =>
    new Promise((resolve) => {
      asked.push({ type, body, answer: resolve as (value: unknown) => void });
      if (type === 'images') resolve(null);
    });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  /** Answers the request of this type that waits. */
  const answer = async (type: string, knn: number) => {
    await settle();
    const at = asked.findIndex((a) => a.type === type);
    asked.splice(at, 1)[0].answer({ knn, probe: 0, nmi: 0, purity: 0 } satisfies Measured);
    await settle();
  };
  return { asked, ask, answer, settle };
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
  const test = { images: new Uint8Array(5 * INPUT_SIZE), labels, count: 5 };
  useStore.setState({ data: { ...data, test }, run: { ...run, id: 1 } });
  live.open(1);
});
afterEach(() => stop());

function begin() {
  const analyst = fake();
  const readings: (Reading | null)[] = [];
  stop = createMeasuring(analyst.ask, (reading) => readings.push(reading)).stop;
  return { ...analyst, readings, last: () => readings.at(-1) };
}

test('without codes there is nothing; then the code first, PCA of its size and the pixels once', async () => {
  const { asked, answer, settle, last } = begin();
  await settle();
  expect(last()).toBeNull();
  expect(asked).toHaveLength(0);

  live.set('points', points(7, 0.5));
  await settle();
  expect(asked.map((a) => a.type)).toEqual(['images', 'code']);
  const told = asked.shift()?.body as AnalysisRequests['images']['body'];
  expect([...told.labels]).toEqual([1, 1, 2, 1]);
  expect(told.images).toHaveLength(COUNT * INPUT_SIZE);
  await answer('code', 0.6);
  expect(last()).toMatchObject({ count: COUNT, width: 2, step: 7, code: { knn: 0.6 }, pca: null });
  await answer('pca', 0.4);
  await answer('pixels', 0.9);
  expect(last()).toMatchObject({ code: { knn: 0.6 }, pca: { knn: 0.4 }, pixels: { knn: 0.9 } });

  live.set('points', points(9, 0.7));
  await answer('code', 0.7);
  expect(last()).toMatchObject({ step: 9, code: { knn: 0.7 }, pca: { knn: 0.4 } });
  await settle();
  expect(asked).toHaveLength(0);
  stop();

  // Opened again: only the code is measured.
  const again = begin();
  await again.answer('code', 0.7);
  expect(again.last()).toMatchObject({ code: { knn: 0.7 }, pca: { knn: 0.4 }, pixels: { knn: 0.9 } });
  expect(again.asked.map((a) => a.type)).toEqual(['images']);
});

test('what belongs to a run that is over is not shown', async () => {
  live.set('points', points(7, 0.5));
  const { answer, last } = begin();
  const { run } = useStore.getState();
  useStore.setState({ run: { ...run, id: 2 } });
  live.open(2);
  live.set('points', points(0, 0.1));
  await answer('code', 0.6);
  expect(last()).toMatchObject({ step: 0, code: null });
  await answer('code', 0.2);
  expect(last()).toMatchObject({ step: 0, code: { knn: 0.2 } });
});
