import { expect, test } from 'vitest';
import { energyDistance } from './energyDistance';
import { fillNormal, Purpose } from './random';

const normal = (length: number, stream: number) => {
  const out = new Float64Array(length);
  fillNormal(out, 1, Purpose.selfTest, stream);
  return out;
};

test('it is the sum of its definition', () => {
  const [a, b] = [normal(3 * 20, 0), normal(3 * 31, 1).map((x) => 2 * x + 1)];
  const rows = (all: Float64Array) =>
    Array.from({ length: all.length / 3 }, (_, i) => [...all.subarray(3 * i, 3 * i + 3)]);
  const mean = (from: number[][], to: number[][], same: boolean) => {
    const all = from.flatMap((x, i) =>
      to.filter((_, j) => !same || i !== j).map((y) => Math.hypot(...x.map((value, d) => value - y[d]))),
    );
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  const [x, y] = [rows(a), rows(b)];
  expect(energyDistance(a, b, 3)).toBeCloseTo(
    2 * mean(x, y, false) - mean(x, x, true) - mean(y, y, true),
    12,
  );
});

test('two uniform distributions on a line, against the closed form', () => {
  // On [0, 1] and [2, 3]: E|X − Y| = 2 and E|X − X′| = 1/3. An even grid has a mean distance of (1 + 1/n)/3.
  const a = Float64Array.from({ length: 500 }, (_, i) => (i + 0.5) / 500);
  expect(
    energyDistance(
      a,
      a.map((x) => x + 2),
      1,
    ),
  ).toBeCloseTo(4 - (2 / 3) * (1 + 1 / 500), 10);
});

test('it is about 0 for two samples of one distribution', () => {
  expect(Math.abs(energyDistance(normal(4000, 4), normal(4000, 5), 2))).toBeLessThan(0.01);
});
