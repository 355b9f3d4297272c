import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rocArea, rocCurve } from './roc';

test('the curve goes through the scores from the highest on, ties at once', () => {
  expect(rocCurve([1, 2], [2, 3]).map((p) => [p.threshold, p.falsePositives, p.truePositives])).toEqual([
    [Number.POSITIVE_INFINITY, 0, 0],
    [3, 0, 0.5],
    [2, 0.5, 1],
    [1, 1, 1],
  ]);
});

test('the area is the share of pairs in the right order, ties counting half', () => {
  const scores = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(scores, scores, (negatives, positives) => {
      let won = 0;
      for (const n of negatives) for (const p of positives) won += p > n ? 1 : p === n ? 0.5 : 0;
      expect(rocArea(negatives, positives)).toBeCloseTo(won / (negatives.length * positives.length), 10);
    }),
  );
});

test('there is no area without one of the samples', () => {
  expect(rocArea([], [1])).toBeNaN();
  expect(rocArea([1], [])).toBeNaN();
});
