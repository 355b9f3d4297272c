import { expect, test } from 'vitest';
import { analogy, classMean } from './arithmetic';

test('a − b + c, coordinate by coordinate', () => {
  expect(analogy([1, 2, 3], [0, 5, 1], [10, 10, 10])).toEqual([11, 7, 12]);
});

test('the mean of a class leaves out other classes and codes that are not finite', () => {
  const codes = Float32Array.of(1, 2, 3, 6, 100, 100, Number.NaN, 1);
  const labels = Uint8Array.of(4, 4, 5, 4);
  expect(classMean(codes, labels, 2, 4)).toEqual([2, 4]);
  expect(classMean(codes, labels, 2, 5)).toEqual([100, 100]);
  expect(classMean(codes, labels, 2, 6)).toBeNull();
});
