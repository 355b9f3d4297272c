/**
 * The distribution of a standard normal point's distance from the origin, and the distance of a sample from
 * it.
 */

/**
 * P(‖z‖ ≤ r) for z from N(0, 1) in `dimensions` dimensions: the regularised lower incomplete gamma function
 * at (d/2, r²/2), by its series x^a e^−x / Γ(a + 1) (1 + x / (a + 1) + x² / ((a + 1) (a + 2)) + …), all terms
 * of which are positive.
 */
export function chiCdf(r: number, dimensions: number): number {
  const a = dimensions / 2;
  const x = (r * r) / 2;
  // e^−x would underflow and the sum overflow; the probability beyond is zero.
  if (x > 350 + dimensions) return 1;
  // x^a / Γ(a + 1), from Γ(½) = √π or Γ(1) = 1 up.
  let front = dimensions % 2 === 1 ? 1 / Math.sqrt(Math.PI * x) : 1;
  if (x === 0) return 0;
  for (let k = dimensions % 2 === 1 ? 0.5 : 1; k <= a; k++) front *= x / k;
  let sum = 1;
  for (let n = 1, term = 1; term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, front * Math.exp(-x) * sum);
}

/** Kolmogorov's distance: the largest difference between a sample's distribution function and `cdf`. */
export function kolmogorovDistance(sample: Float64Array, cdf: (value: number) => number): number {
  const sorted = sample.slice().sort();
  return sorted.reduce((most, value, i) => {
    const p = cdf(value);
    return Math.max(most, p - i / sorted.length, (i + 1) / sorted.length - p);
  }, 0);
}
