import { expect, test } from 'vitest';
import { kMeans } from './kmeans';
import { normalisedMutualInformation } from './nmi';
import { fillNormal, Purpose } from './random';

/** Clusters of points about the given centres, point i about centre i mod k. */
function clouds(centres: [number, number][], each: number, spread: number) {
  const count = centres.length * each;
  const points = new Float32Array(2 * count);
  fillNormal(points, 3, Purpose.selfTest, 0);
  const classes = Uint8Array.from({ length: count }, (_, i) => i % centres.length);
  points.forEach((v, i) => {
    points[i] = spread * v + centres[classes[i >> 1]][i % 2];
  });
  return { points, classes };
}

test('finds separate clusters, even at very different distances', () => {
  const { points, classes } = clouds(
    [
      [0, 0],
      [5, 0],
      [0, 5],
      [100, 100],
      [105, 100],
    ],
    40,
    0.4,
  );
  const { clusters, inertia } = kMeans(points, 2, 5);
  expect(normalisedMutualInformation(clusters, classes)).toBeCloseTo(1, 12);
  // Two coordinates of variance 0.16 per point, minus the part explained by the centres.
  expect(inertia / 200).toBeGreaterThan(0.25);
  expect(inertia / 200).toBeLessThan(0.4);
});

test('inertia is that of the clusters about their means, and the same seed gives the same result', () => {
  const { points } = clouds(
    [
      [0, 0],
      [1, 1],
    ],
    50,
    1,
  );
  const { clusters, inertia } = kMeans(points, 2, 4, { seed: 9 });
  let sum = 0;
  for (let c = 0; c < 4; c++) {
    const mine = [...clusters.keys()].filter((n) => clusters[n] === c);
    for (const j of [0, 1]) {
      const mean = mine.reduce((s, n) => s + points[2 * n + j], 0) / mine.length;
      for (const n of mine) sum += (points[2 * n + j] - mean) ** 2;
    }
  }
  expect(inertia).toBeCloseTo(sum, 8);
  expect(kMeans(points, 2, 4, { seed: 9 })).toEqual({ clusters, inertia });
});

test('keeps the best of several initialisations', () => {
  const { points } = clouds(
    [
      [0, 0],
      [3, 0],
      [0, 3],
      [3, 3],
      [9, 9],
      [12, 9],
    ],
    30,
    0.8,
  );
  const one = kMeans(points, 2, 6, { restarts: 1 }).inertia;
  const many = kMeans(points, 2, 6, { restarts: 12 }).inertia;
  expect(many).toBeLessThanOrEqual(one);
  expect(kMeans(points, 2, 1).inertia).toBeGreaterThan(many);
});

test('handles fewer distinct points than clusters', () => {
  const points = Float32Array.from([1, 1, 1, 4]);
  const { clusters, inertia } = kMeans(points, 1, 3);
  expect(inertia).toBe(0);
  expect(new Set(clusters).size).toBe(2);
});
