import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestStep, nextSnapshot, thinned } from './snapshotSteps';

/** Ascending steps, each once. */
const ascending = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 80 })
  .map((steps) => steps.sort((a, b) => a - b));

test('snapshots are dense at first and then in a constant ratio', () => {
  const steps = [1];
  while (steps[steps.length - 1] < 14_070) steps.push(nextSnapshot(steps[steps.length - 1]));
  expect(steps.slice(0, 6)).toEqual([1, 2, 3, 5, 8, 12]);
  expect(steps.length).toBeLessThan(30);
  for (let i = 10; i < steps.length; i++) expect(steps[i] / steps[i - 1]).toBeCloseTo(1.5, 1);
});

test('first and last stay, at most so many are kept, in their order', () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: 0, max: 40 }), (steps, most) => {
      const kept = thinned(steps, most);
      expect(kept.length).toBe(Math.min(steps.length, Math.max(2, most)));
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(steps.length - 1);
      expect([...kept].sort((a, b) => a - b)).toEqual(kept);
    }),
  );
});

test.each([
  ['every step', (step: number) => step + 1],
  ['every third', (step: number) => step + 3],
  [
    'log-spaced, and every epoch',
    (step: number) => Math.min(nextSnapshot(step), 469 * (Math.floor(step / 469) + 1)),
  ],
])(
  'thinned whenever one more comes, what is kept is evenly spread on the logarithmic axis: %s',
  (_, next) => {
    const most = 20;
    let steps = [1];
    while (steps[steps.length - 1] < 20_000) {
      const more = [...steps, next(steps[steps.length - 1])];
      steps = thinned(more, most).map((i) => more[i]);
    }
    const places = steps.map(Math.log1p);
    const even = (places[places.length - 1] - places[0]) / (most - 1);
    const gaps = places.slice(1).map((place, i) => place - places[i]);
    expect(steps[0]).toBe(1);
    expect(steps).toHaveLength(most);
    // Whole steps cannot be closer at the start; nowhere is there a hole of more than three even gaps.
    expect(Math.max(...gaps)).toBeLessThan(3 * even);
  },
);

test('the nearest step is nearest on the logarithmic axis', () => {
  expect(nearestStep([1, 10, 1000], 90)).toBe(1);
  expect(nearestStep([1, 10, 1000], 120)).toBe(2);
  expect(nearestStep([1, 10, 1000], -5)).toBe(0);
  expect(nearestStep([], 5)).toBe(-1);
});
