/**
 * How much of a code is used, by coordinate, over the codes of many images. Codes are count × width, row by
 * row; results have one number per coordinate.
 */

/**
 * A coordinate is active where the variance of its mean over images exceeds this (Burda et al. 2016, section
 * 5.2).
 */
export const ACTIVE_VARIANCE = 0.01;

export interface Moments {
  mean: Float64Array;
  /** Population variance: divided by count. */
  variance: Float64Array;
}

export function momentsOf(codes: Float32Array, width: number): Moments {
  const count = codes.length / width;
  const mean = new Float64Array(width);
  const variance = new Float64Array(width);
  codes.forEach((z, i) => {
    mean[i % width] += z / count;
  });
  codes.forEach((z, i) => {
    variance[i % width] += (z - mean[i % width]) ** 2 / count;
  });
  return { mean, variance };
}

/** Mean KL(N(μ, σ²) ‖ N(0, 1)) in nats: ½ (μ² + σ² − log σ² − 1), whose sum over coordinates is the KL of the ELBO. */
export function klByCoordinate(mu: Float32Array, logVar: Float32Array, width: number): Float64Array {
  const count = mu.length / width;
  const kl = new Float64Array(width);
  for (let i = 0; i < mu.length; i++)
    kl[i % width] += (mu[i] ** 2 + Math.exp(logVar[i]) - logVar[i] - 1) / (2 * count);
  return kl;
}

/** For each coordinate, the share of images for which it is above a threshold. */
export function shareAbove(codes: Float32Array, width: number, threshold: number): Float64Array {
  const count = codes.length / width;
  const share = new Float64Array(width);
  codes.forEach((z, i) => {
    if (z > threshold) share[i % width] += 1 / count;
  });
  return share;
}
