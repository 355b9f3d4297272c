/**
 * Structural similarity of two square grey images with pixels in [0, peak]: how similar they are locally in
 * mean, contrast and structure (Wang, Bovik, Sheikh and Simoncelli 2004). 1 for equal images.
 */

/**
 * The window: a Gaussian of σ = 1.5 pixels, cut to 11 × 11 and normalised; it is separable into rows and
 * columns.
 */
const WINDOW = 11;
const SIGMA = 1.5;
const K1 = 0.01;
const K2 = 0.03;

const weights = (() => {
  const bell = Float64Array.from({ length: WINDOW }, (_, i) =>
    Math.exp(-((i - (WINDOW - 1) / 2) ** 2) / (2 * SIGMA ** 2)),
  );
  const sum = bell.reduce((a, b) => a + b);
  return bell.map((w) => w / sum);
})();

/** The mean over all windows within the image, which is `side` × `side` and at least 11 × 11. */
export function ssim(a: ArrayLike<number>, b: ArrayLike<number>, side: number, peak = 1): number {
  const [c1, c2] = [(K1 * peak) ** 2, (K2 * peak) ** 2];
  const meanA = windowed(side, (i) => a[i]);
  const meanB = windowed(side, (i) => b[i]);
  const squareA = windowed(side, (i) => a[i] * a[i]);
  const squareB = windowed(side, (i) => b[i] * b[i]);
  const product = windowed(side, (i) => a[i] * b[i]);
  let sum = 0;
  for (let i = 0; i < meanA.length; i++) {
    const [ma, mb] = [meanA[i], meanB[i]];
    const varianceA = squareA[i] - ma * ma;
    const varianceB = squareB[i] - mb * mb;
    const covariance = product[i] - ma * mb;
    sum +=
      ((2 * ma * mb + c1) * (2 * covariance + c2)) /
      ((ma * ma + mb * mb + c1) * (varianceA + varianceB + c2));
  }
  return sum / meanA.length;
}

/**
 * The weighted mean of a value in each of the (side − 10)² windows, row by row: first along rows, then along
 * columns.
 */
function windowed(side: number, value: (i: number) => number): Float64Array {
  const out = side - WINDOW + 1;
  const along = new Float64Array(side * out);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < out; column++) {
      let sum = 0;
      for (let k = 0; k < WINDOW; k++) sum += weights[k] * value(row * side + column + k);
      along[row * out + column] = sum;
    }
  const means = new Float64Array(out * out);
  for (let row = 0; row < out; row++)
    for (let column = 0; column < out; column++) {
      let sum = 0;
      for (let k = 0; k < WINDOW; k++) sum += weights[k] * along[(row + k) * out + column];
      means[row * out + column] = sum;
    }
  return means;
}
