import { expect, test } from 'vitest';
import { principalAngles } from './principalAngles';
import { fillNormal, Purpose } from './random';

const rows = (...all: number[][]) => Float64Array.from(all.flat());
const close = (found: Float64Array, expected: number[], within: number) => {
  expect(found.length).toBe(expected.length);
  found.forEach((angle, i) => {
    expect(Math.abs(angle - expected[i])).toBeLessThan(within);
  });
};

test('gives the angle between two lines, whatever their lengths and signs', () => {
  const [x, y] = [Math.cos(0.3), Math.sin(0.3)];
  close(principalAngles(rows([1, 0]), rows([5 * x, 5 * y]), 1), [0.3], 1e-15);
  close(principalAngles(rows([1, 0]), rows([-2 * x, -2 * y]), 1), [0.3], 1e-15);
});

test('two planes in four dimensions, rotated by two angles', () => {
  const [s, t] = [0.1, 1.2];
  const one = rows([1, 0, 0, 0], [0, 1, 0, 0]);
  const other = rows([Math.cos(s), 0, Math.sin(s), 0], [0, Math.cos(t), 0, Math.sin(t)]);
  close(principalAngles(one, other, 2), [t, s], 1e-14);
  // Another, skewed basis of the same plane, with other lengths.
  const skewed = rows([3, 1, 0, 0], [-2, 5, 0, 0]);
  const mixed = Float64Array.from(other, (v, i) => (i < 4 ? v + 7 * other[i + 4] : v - 0.5 * other[i - 4]));
  close(principalAngles(skewed, mixed, 2), [t, s], 1e-14);
});

test('planes that share one line', () => {
  const floor = rows([1, 0, 0], [0, 1, 0]);
  const wall = rows([1, 0, 0], [0, 0, 1]);
  close(principalAngles(floor, wall, 2), [Math.PI / 2, 0], 1e-7);
});

test('a small angle is accurate', () => {
  const tiny = 1e-9;
  const [angle] = principalAngles(rows([1, 0, 0]), rows([Math.cos(tiny), Math.sin(tiny), 0]), 1);
  expect(Math.abs(angle / tiny - 1)).toBeLessThan(1e-12);
});

test('is zero for equal spaces, and symmetric', () => {
  const [k, n] = [5, 40];
  const [a, b] = [0, 1].map((step) => {
    const draws = new Float64Array(k * n);
    fillNormal(draws, 21, Purpose.selfTest, step);
    return draws;
  });
  const before = a.slice();
  expect(Math.max(...principalAngles(a, a, k))).toBeLessThan(1e-14);
  close(principalAngles(a, b, k), [...principalAngles(b, a, k)], 1e-12);
  expect(a).toEqual(before);
});
