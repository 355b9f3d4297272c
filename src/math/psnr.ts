/**
 * Peak signal-to-noise ratio in decibels, 10 log₁₀(peak² / mean squared error), of two images of equal size
 * with pixels in [0, peak]; infinite where they are equal.
 */
export function psnr(a: ArrayLike<number>, b: ArrayLike<number>, peak = 1): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return 10 * Math.log10((peak * peak * a.length) / sum);
}
