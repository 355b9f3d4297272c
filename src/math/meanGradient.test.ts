import { expect, it } from 'vitest';
import { meanGradient } from './meanGradient';

const picture = (side: number, of: (x: number, y: number) => number) =>
  Float32Array.from({ length: side * side }, (_, i) => of(i % side, Math.floor(i / side)));

it('is zero for a constant image, and the slope of a ramp in any direction', () => {
  expect(
    meanGradient(
      picture(4, () => 0.7),
      4,
    ),
  ).toBe(0);
  expect(
    meanGradient(
      picture(5, (x) => 0.25 * x),
      5,
    ),
  ).toBeCloseTo(0.25, 12);
  expect(
    meanGradient(
      picture(5, (_, y) => 0.25 * y),
      5,
    ),
  ).toBeCloseTo(0.25, 12);
  expect(
    meanGradient(
      picture(5, (x, y) => 0.03 * x + 0.04 * y),
      5,
    ),
  ).toBeCloseTo(0.05, 7);
});

it('counts an edge once, and none between one image and the next', () => {
  // One column of edges of three.
  const edge = picture(4, (x) => Number(x >= 2));
  expect(meanGradient(edge, 4)).toBeCloseTo(1 / 3, 12);
  const two = Float32Array.of(...picture(4, () => 0), ...picture(4, () => 1));
  expect(meanGradient(two, 4)).toBe(0);
});
