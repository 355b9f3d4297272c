import { expect, test } from 'vitest';
import { knnAccuracy } from './knn';

test('neighbours vote, and accuracy is measured on the rest', () => {
  // Three references of class 0 about the origin, three of class 1 about (10, 10), then four queries.
  const codes = Float32Array.from([0, 0, 0, 1, 1, 0, 10, 10, 10, 11, 11, 10, 0.4, 0.4, 9, 9, 0.2, 0.9, 8, 8]);
  expect(knnAccuracy(codes, Uint8Array.from([0, 0, 0, 1, 1, 1, 0, 1, 0, 1]), 2, 6, 3)).toBe(1);
  expect(knnAccuracy(codes, Uint8Array.from([0, 0, 0, 1, 1, 1, 1, 1, 0, 0]), 2, 6, 3)).toBe(0.5);
});

test('a tie goes to the class of the nearest', () => {
  const codes = Float32Array.from([1, 2, -3, -4, 0]);
  expect(knnAccuracy(codes, Uint8Array.from([7, 3, 3, 7, 7]), 1, 4, 4)).toBe(1);
  expect(knnAccuracy(codes, Uint8Array.from([7, 3, 3, 7, 3]), 1, 4, 4)).toBe(0);
});

test('agrees with a sort over all distances', () => {
  const n = 60;
  const codes = Float32Array.from({ length: n * 3 }, (_, i) => Math.sin(i * 12.9898) * 3);
  const labels = Uint8Array.from({ length: n }, (_, i) => (i * 7) % 3);
  let right = 0;
  for (let q = 40; q < n; q++) {
    const near = Array.from({ length: 40 }, (_, r) => ({
      r,
      d: Math.hypot(...[0, 1, 2].map((j) => codes[q * 3 + j] - codes[r * 3 + j])),
    })).sort((a, b) => a.d - b.d);
    if (labels[near[0].r] === labels[q]) right++;
  }
  expect(knnAccuracy(codes, labels, 3, 40, 1)).toBeCloseTo(right / 20, 12);
});
