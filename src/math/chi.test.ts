import { expect, it } from 'vitest';
import { chiCdf, kolmogorovDistance } from './chi';
import { fillNormal, Purpose } from './random';

it('in one, two and four dimensions equals the closed forms', () => {
  // erf(r / √2) of table values; 1 − e^(−r²/2); 1 − e^−x (1 + x).
  expect(chiCdf(1, 1)).toBeCloseTo(0.682689492137, 11);
  expect(chiCdf(2, 1)).toBeCloseTo(0.954499736104, 11);
  for (const r of [0, 0.1, 1, 2.5, 6]) {
    const x = (r * r) / 2;
    expect(chiCdf(r, 2)).toBeCloseTo(1 - Math.exp(-x), 13);
    expect(chiCdf(r, 4)).toBeCloseTo(1 - Math.exp(-x) * (1 + x), 13);
  }
});

it('rises from 0 to 1 in any number of dimensions', () => {
  for (const d of [1, 2, 3, 10, 33, 64]) {
    let last = 0;
    for (let r = 0; r <= 60; r += 0.5) {
      const p = chiCdf(r, d);
      // Up to rounding.
      expect(p).toBeGreaterThan(last - 1e-14);
      last = p;
    }
    expect(chiCdf(0, d)).toBe(0);
    expect(last).toBeCloseTo(1, 12);
  }
});

it('the distance of a few values equals that computed by hand', () => {
  const uniform = (x: number) => x;
  expect(kolmogorovDistance(Float64Array.of(0.5), uniform)).toBeCloseTo(0.5, 15);
  expect(kolmogorovDistance(Float64Array.of(0.9, 0.1), uniform)).toBeCloseTo(0.4, 15);
  expect(kolmogorovDistance(Float64Array.of(0.9, 0.8), uniform)).toBeCloseTo(0.8, 15);
});

it('is small for normal points, and large for more spread-out ones', () => {
  const n = 4000;
  for (const d of [2, 3, 10]) {
    const z = new Float32Array(n * d);
    fillNormal(z, 1, Purpose.selfTest, 0);
    const radius = (scale: number) =>
      Float64Array.from({ length: n }, (_, i) => scale * Math.hypot(...z.subarray(i * d, (i + 1) * d)));
    // 1.95 / √n is not exceeded in 999 of 1000 cases.
    expect(kolmogorovDistance(radius(1), (r) => chiCdf(r, d))).toBeLessThan(1.95 / Math.sqrt(n));
    expect(kolmogorovDistance(radius(1.7), (r) => chiCdf(r, d))).toBeGreaterThan(0.2);
  }
});
