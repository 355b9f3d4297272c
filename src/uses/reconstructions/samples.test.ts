import { expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { pickSamples } from './samples';

const set = (labels: number[] | null, count = labels?.length ?? 0) => ({
  ...GREY_28,
  images: new Uint8Array(count * 784),
  labels: labels && Uint8Array.from(labels),
  count,
});

test('one of each class, in order; the first of each without randomness', () => {
  const labels = Array.from({ length: 40 }, (_, i) => (i * 3) % 10);
  const first = pickSamples(set(labels), () => 0);
  expect(first.map((i) => labels[i])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(Math.max(...first)).toBeLessThan(10);
  const other = pickSamples(set(labels), () => 0.99);
  expect(other.map((i) => labels[i])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(Math.min(...other)).toBeGreaterThanOrEqual(30);
});

test('ten different ones where classes are unknown or missing, fewer where there are fewer', () => {
  expect(new Set(pickSamples(set(null, 500), Math.random)).size).toBe(10);
  expect(new Set(pickSamples(set(new Array(50).fill(3)), Math.random)).size).toBe(10);
  expect(pickSamples(set(null, 4), () => 0).sort()).toEqual([0, 1, 2, 3]);
  expect(pickSamples(set(null, 0), () => 0)).toEqual([]);
});
