import { expect, test } from 'vitest';
import type { Pool } from './pools';
import { createScoring } from './scoring';

/** Images are one byte: their own index, and 100 for the other pool. */
const poolOf = (count: number, first = 0): Pool => ({
  count,
  take: (from, n) => ({ images: Uint8Array.from({ length: n }, (_, i) => first + from + i) }),
});

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function setup({ busy = false, takes = 0, fails = false } = {}) {
  const requests: number[][] = [];
  const slept: number[] = [];
  const held: (() => void)[] = [];
  let clock = 0;
  let model = 0;
  const state = { busy, fails, hold: false };
  const scoring = createScoring(['mark', 'test', 'other'], {
    chunk: 2,
    busy: () => state.busy,
    onScores: () => {},
    now: () => clock,
    async score(images) {
      requests.push([...images]);
      const scores = Float32Array.from(images, (b) => b + model / 10);
      clock += takes;
      if (state.hold) await new Promise<void>((resolve) => held.push(resolve));
      return state.fails ? null : scores;
    },
    async sleep(ms) {
      slept.push(ms);
      clock += ms;
      // A machine that stays busy would never let the test finish.
      if (slept.length >= 12) state.busy = false;
    },
  });
  const learn = () => {
    model++;
    scoring.renew();
  };
  const rounded = (name: 'mark' | 'test' | 'other') =>
    [...(scoring.scores(name) ?? [])].map((s) => +s.toFixed(3));
  return { scoring, requests, slept, held, state, learn, rounded };
}

test('scores everything once, both pools at the same pace, and then rests', async () => {
  const { scoring, requests, rounded } = setup();
  scoring.put('test', poolOf(5));
  scoring.put('other', poolOf(4, 100));
  expect(rounded('test')).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  await settled();
  expect(requests).toEqual([[0, 1], [100, 101], [2, 3], [102, 103], [4]]);
  expect(rounded('test')).toEqual([0, 1, 2, 3, 4]);
  expect(rounded('other')).toEqual([100, 101, 102, 103]);
  await settled();
  expect(requests).toHaveLength(5);
});

test('after a change of the model everything is scored again, and old scores are kept until then', async () => {
  const { scoring, requests, state, held, learn, rounded } = setup();
  scoring.put('test', poolOf(4));
  await settled();
  state.hold = true;
  expect(scoring.settled()).toBe(true);
  learn();
  await settled();
  expect(scoring.settled()).toBe(false);
  expect(rounded('test')).toEqual([0, 1, 2, 3]);
  state.hold = false;
  held[0]();
  await settled();
  expect(rounded('test')).toEqual([0.1, 1.1, 2.1, 3.1]);
  expect(scoring.settled()).toBe(true);
  expect(requests).toHaveLength(4);
});

test('ignores scores requested from a previous model', async () => {
  const { scoring, state, held, rounded } = setup();
  state.hold = true;
  scoring.put('test', poolOf(2));
  await settled();
  scoring.forget();
  held[0]();
  await settled();
  expect(rounded('test')).toEqual([Number.NaN, Number.NaN]);
  held[1]();
  await settled();
  expect(rounded('test')).toEqual([0, 1]);
});

test('a new mark is scored before everything else', async () => {
  const { scoring, requests, state, held } = setup();
  state.hold = true;
  scoring.put('test', poolOf(6));
  await settled();
  scoring.put('mark', poolOf(1, 200));
  state.hold = false;
  held[0]();
  await settled();
  expect(requests.slice(0, 2)).toEqual([[0, 1], [200]]);
  scoring.put('mark', null);
  expect(scoring.scores('mark')).toBeNull();
});

test('uses a small share of the time during training, and rests when all is scored', async () => {
  const learning = setup({ busy: true, takes: 30 });
  learning.scoring.put('test', poolOf(6));
  await settled();
  expect(learning.slept).toHaveLength(3);
  for (const ms of learning.slept) expect(30 / (30 + ms)).toBeCloseTo(0.15, 5);
  const resting = setup({ takes: 30 });
  resting.scoring.put('test', poolOf(6));
  await settled();
  expect(resting.slept).toEqual([]);
});

test('if no score is available, waits until the model has changed', async () => {
  const { scoring, requests, state, learn, rounded } = setup({ fails: true });
  scoring.put('test', poolOf(4));
  await settled();
  expect(requests).toHaveLength(2);
  expect(rounded('test')[0]).toBeNaN();
  state.fails = false;
  learn();
  await settled();
  expect(rounded('test')).toEqual([0.1, 1.1, 2.1, 3.1]);
});

test('stops', async () => {
  const { scoring, requests, state, held } = setup();
  state.hold = true;
  scoring.put('test', poolOf(6));
  await settled();
  scoring.stop();
  held[0]();
  await settled();
  expect(requests).toHaveLength(1);
});
