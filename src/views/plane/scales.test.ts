import { expect, it } from 'vitest';
import { levelOf, rangeOf } from './scales';

it('a range leaves out a twentieth of the values at either end', () => {
  expect(rangeOf(Float32Array.from({ length: 101 }, (_, i) => 100 - i))).toEqual({ low: 5, high: 95 });
  expect(rangeOf(new Float32Array())).toEqual({ low: 0, high: 0 });
});

it('levels go from 0 to 1 along the range, linearly or by the logarithm', () => {
  const range = { low: 1, high: 100 };
  expect(levelOf(50.5, range)).toBeCloseTo(0.5);
  expect(levelOf(10, range, true)).toBeCloseTo(0.5);
  expect(levelOf(0.5, range)).toBe(0);
  expect(levelOf(1e6, range, true)).toBe(1);
  for (const value of [0, -1, Number.NaN]) expect(levelOf(value, range, true)).toBe(0);
  // Three decades at most, even from zero on.
  expect(levelOf(10, { low: 0, high: 100 }, true)).toBeCloseTo(2 / 3);
  expect(levelOf(3, { low: 3, high: 3 })).toBe(0);
});
