import { expect, test } from 'vitest';
import { klByCoordinate, momentsOf, shareAbove } from './activity';

test('mean and variance of each coordinate match values computed by hand', () => {
  // Rows (1, 10), (3, 10), (5, 40).
  const { mean, variance } = momentsOf(Float32Array.of(1, 10, 3, 10, 5, 40), 2);
  expect([...mean]).toEqual([3, 20].map((m) => expect.closeTo(m, 12)));
  expect([...variance]).toEqual([8 / 3, 200].map((v) => expect.closeTo(v, 12)));
});

test('the KL of each coordinate is zero at the prior, and the known integral elsewhere', () => {
  const mu = Float32Array.of(0, 2, 0, -1);
  const logVar = Float32Array.of(0, 0, 0, Math.log(0.25));
  const [first, second] = klByCoordinate(mu, logVar, 2);
  expect(first).toBe(0);

  // ∫ q log(q / p) by the trapezoid rule, for the mean of N(2, 1) and N(−1, ¼).
  const density = (x: number, m: number, s: number) =>
    Math.exp(-0.5 * ((x - m) / s) ** 2) / (s * Math.sqrt(2 * Math.PI));
  const divergence = (m: number, s: number) => {
    let sum = 0;
    for (let x = -12; x <= 12; x += 1e-3) {
      const q = density(x, m, s);
      if (q > 1e-300) sum += 1e-3 * q * Math.log(q / density(x, 0, 1));
    }
    return sum;
  };
  // log σ² is rounded to float32 above.
  expect(second).toBeCloseTo((divergence(2, 1) + divergence(-1, 0.5)) / 2, 6);
});

test('the share of images above a threshold excludes the threshold itself', () => {
  const codes = Float32Array.of(0, 0.5, 0, 1, 0, 0.5, 2, 1);
  expect([...shareAbove(codes, 2, 0)]).toEqual([0.25, 1]);
  expect([...shareAbove(codes, 2, 0.5)]).toEqual([0.25, 0.5]);
});
