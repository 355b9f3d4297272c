import { expect, test } from 'vitest';
import { coverageOf } from './coverage';

test('a class is covered from one draw in a hundred on', () => {
  // 300 draws: three of class 1, two of class 2, the rest of class 7.
  const found = new Uint8Array(300).fill(7);
  found.set([1, 1, 1, 2, 2]);
  const { counts, covered, matchingLabel } = coverageOf(found, null, 10);
  expect(counts).toEqual([0, 3, 2, 0, 0, 0, 0, 295, 0, 0]);
  expect(covered).toBe(2);
  expect(matchingLabel).toBeNull();
});

test('with labels, the share of draws that look like their label', () => {
  expect(coverageOf(Uint8Array.of(3, 3, 4, 5), Uint8Array.of(3, 3, 3, 5), 10).matchingLabel).toBe(0.75);
});

test('no draws cover nothing', () => {
  expect(coverageOf(new Uint8Array(0), null, 10).covered).toBe(0);
});

test('of 47 classes', () => {
  const { counts, covered, count } = coverageOf(Uint8Array.of(46, 46, 0), null, 47);
  expect([counts.length, counts[46], covered, count]).toEqual([47, 2, 2, 3]);
});
