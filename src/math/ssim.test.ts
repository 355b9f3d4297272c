import { expect, test } from 'vitest';
import { fillUniform, Purpose } from './random';
import { ssim } from './ssim';

const noise = (side: number, step: number) => {
  const pixels = new Float64Array(side * side);
  fillUniform(pixels, 1, Purpose.selfTest, step);
  return pixels;
};

test('an image is most similar to itself', () => {
  const [a, b] = [noise(28, 0), noise(28, 1)];
  expect(ssim(a, a, 28)).toBeCloseTo(1, 12);
  expect(ssim(a, b, 28)).toBeLessThan(0.2);
  expect(ssim(a, b, 28)).toBeCloseTo(ssim(b, a, 28), 12);
});

test('flat images differ only in their means', () => {
  // (2 μ ν + C₁) / (μ² + ν² + C₁) with C₁ = 10⁻⁴.
  const flat = (v: number) => new Float64Array(15 * 15).fill(v);
  expect(ssim(flat(0.2), flat(0.6), 15)).toBeCloseTo(0.2401 / 0.4001, 12);
  expect(ssim(flat(0), flat(1), 15)).toBeCloseTo(1e-4 / 1.0001, 12);
});

/**
 * The weight of a window's centre: from e^(−d² / 4.5), d = 0 … 5 on both sides, the first over the sum,
 * squared.
 */
const bell = [0, 1, 2, 3, 4, 5].map((d) => Math.exp(-(d * d) / 4.5));
const w = (1 / (2 * bell.reduce((sum, v) => sum + v) - 1)) ** 2;
const [c1, c2] = [1e-4, 9e-4];
const dot = new Float64Array(121);
dot[60] = 1;

test('one window: a bright pixel in its centre against a black image, by hand', () => {
  expect(w).toBeCloseTo(0.070762, 5);
  const expected = (c1 / (w * w + c1)) * (c2 / (w - w * w + c2));
  expect(ssim(dot, new Float64Array(121), 11)).toBeCloseTo(expected, 12);
});

test('one window: the same dot at half its brightness, by hand', () => {
  // Means w and w/2; variances v and v/4, covariance v/2 with v = w − w².
  const v = w - w * w;
  const expected = ((w * w + c1) / (1.25 * w * w + c1)) * ((v + c2) / (1.25 * v + c2));
  expect(
    ssim(
      dot,
      dot.map((p) => p / 2),
      11,
    ),
  ).toBeCloseTo(expected, 10);
});

test('bytes are measured with their own peak', () => {
  const [a, b] = [noise(20, 2), noise(20, 3)];
  const bytes = (p: Float64Array) => p.map((v) => 255 * v);
  expect(ssim(bytes(a), bytes(b), 20, 255)).toBeCloseTo(ssim(a, b, 20), 10);
});
