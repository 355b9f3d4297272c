import { beforeEach, expect, test } from 'vitest';
import type { Coverage } from '../../analysis/coverage';
import { GREY_28 } from '../../experiment/dataShape';
import { INPUT_SIZE } from '../../model/spec';
import type { OpenAnalysis } from '../../state/analysis';
import { live } from '../../state/live';
import { initialState, useStore } from '../../state/store';
import { type Counted, createCounting } from './counting';
import { createSampler } from './sampler';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const counts = [300, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const coverage: Coverage = { count: 300, counts, covered: 1, matchingLabel: null };

function begin() {
  const requests: { type: string; reply: () => void }[] = [];
  const request: OpenAnalysis['request'] = (type) =>
    new Promise((resolve) => {
      requests.push({ type, reply: () => (resolve as (value: unknown) => void)(coverage) });
    });
  const counted: Counted[] = [];
  const draw = createSampler(useStore.getState().run.spec, 'prior', 1, 0);
  const stop = createCounting({ request, sendImages() {} }, draw, (c) => counted.push(c));
  return { requests, counted, draw, stop };
}

beforeEach(() => {
  useStore.setState(initialState(), true);
  const { data, run } = useStore.getState();
  const test = { ...GREY_28, images: new Uint8Array(INPUT_SIZE), labels: Uint8Array.of(3), count: 1 };
  useStore.setState({ data: { ...data, test }, run: { ...run, id: 1 } });
  live.open(1);
});

test('counts as soon as there are weights, and again for newer ones, one at a time', async () => {
  const { requests, counted, draw, stop } = begin();
  await settle();
  expect(requests).toHaveLength(0);
  for (const step of [5, 6, 7]) live.set('weights', { step, decoder: new Float32Array(1) });
  await settle();
  expect(requests.map((a) => a.type)).toEqual(['draws']);
  requests[0].reply();
  await settle();
  expect(counted).toEqual([{ run: 1, step: 5, draw, coverage }]);
  expect(requests.map((a) => a.type)).toEqual(['draws', 'draws']);
  requests[1].reply();
  await settle();
  expect(counted[1].step).toBe(7);
  expect(requests).toHaveLength(2);
  stop();
});

test('a count of a run that is over, or of draws that are no longer current, is not shown', async () => {
  live.set('weights', { step: 5, decoder: new Float32Array(1) });
  const [over, unwanted] = [begin(), begin()];
  await settle();
  unwanted.stop();
  for (const { reply } of unwanted.requests) reply();
  await settle();
  const { run } = useStore.getState();
  useStore.setState({ run: { ...run, id: 2 } });
  for (const { reply } of over.requests) reply();
  await settle();
  expect([...over.counted, ...unwanted.counted]).toEqual([]);
  over.stop();
});
