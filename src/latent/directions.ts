/**
 * Directions of the latent space that codes define: the principal ones, from one class to another, and along which a
 * quantity of the images increases. Codes are count × latent, row by row.
 */
import { eigenSymmetric } from '../math/eigen';
import type { Directions } from './slice';
import { dot, minus, normalised, unit } from './vector';

/** Codes are read up to this many: enough for directions, and few enough for every publication of codes. */
const MOST = 2000;

/** latent × latent. */
export interface Covariance {
  latent: number;
  covariance: Float64Array;
}

/** The covariance of the first codes; null if there are fewer than two, or some are no numbers. */
export function covarianceOf(mu: Float32Array, latent: number): Covariance | null {
  const count = Math.min(MOST, Math.floor(mu.length / latent));
  if (count < 2) return null;
  const mean = new Float64Array(latent);
  for (let i = 0; i < count * latent; i++) mean[i % latent] += mu[i] / count;
  const covariance = new Float64Array(latent * latent);
  const off = new Float64Array(latent);
  for (let i = 0; i < count; i++) {
    for (let d = 0; d < latent; d++) off[d] = mu[i * latent + d] - mean[d];
    for (let a = 0; a < latent; a++)
      for (let b = 0; b <= a; b++) covariance[a * latent + b] += (off[a] * off[b]) / count;
  }
  for (let a = 0; a < latent; a++)
    for (let b = 0; b < a; b++) covariance[b * latent + a] = covariance[a * latent + b];
  return covariance.every(Number.isFinite) ? { latent, covariance } : null;
}

/** C·x */
function times({ covariance, latent }: Covariance, x: readonly number[]): number[] {
  return x.map((_, a) => dot(x, Array.from(covariance.subarray(a * latent, (a + 1) * latent))));
}

/** The share of the variance of the codes that a plane shows, in [0, 1]; 0 if all codes are the same. */
export function shareOf(codes: Covariance, { u, v }: Directions): number {
  let total = 0;
  for (let d = 0; d < codes.latent; d++) total += codes.covariance[d * codes.latent + d];
  return total > 0 ? (dot(u, times(codes, u)) + dot(v, times(codes, v))) / total : 0;
}

/**
 * The principal directions of the codes (Pearson 1901), those of the largest variance first, each with the variance along
 * it. The sign is arbitrary, but does not depend on the algorithm.
 */
export function principalComponents({ covariance, latent }: Covariance): {
  direction: number[];
  variance: number;
}[] {
  const { values, vectors } = eigenSymmetric(Float64Array.from(covariance), latent);
  return Array.from(values, (variance, n) => {
    const direction = [...vectors.subarray(n * latent, (n + 1) * latent)];
    const largest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    return {
      direction: largest < 0 ? direction.map((value) => -value) : direction,
      variance: Math.max(0, variance),
    };
  });
}

/** The plane of two principal directions; that of the first two shows most of the variance of the codes. */
export function principalDirections(
  codes: Covariance,
  [a, b]: readonly [number, number] = [0, 1],
): Directions {
  const components = principalComponents(codes);
  return { u: components[a].direction, v: components[b].direction };
}

/** A direction, and among those orthogonal to it the one along which the codes vary most; null for the zero vector. */
export function bestWith(direction: readonly number[], codes: Covariance): Directions | null {
  const { latent, covariance } = codes;
  const u = normalised(direction, 0);
  if (!u) return null;
  // (I − uuᵀ) C (I − uuᵀ) has no variance along u, so its first principal direction is orthogonal to u.
  const cu = times(codes, u);
  const ucu = dot(u, cu);
  const left = covariance.map((value, i) => {
    const [a, b] = [Math.floor(i / latent), i % latent];
    return value - u[a] * cu[b] - cu[a] * u[b] + ucu * u[a] * u[b];
  });
  const [{ direction: first }] = principalComponents({ latent, covariance: left });
  // Where the codes vary along u only, the coordinate that u has least of serves.
  const least = u.reduce((at, value, d) => (Math.abs(value) < Math.abs(u[at]) ? d : at), 0);
  const without = (x: readonly number[]) => normalised(minus(x, u, dot(x, u)), 1e5 * Number.EPSILON);
  const vertical = Math.abs(dot(first, u)) < 0.5 ? without(first) : without(unit(latent, least));
  return vertical && { u, v: vertical };
}

/** From the mean code of one class to that of another; null if one of them has no codes. */
export function betweenClasses(
  mu: Float32Array,
  labels: ArrayLike<number>,
  latent: number,
  from: number,
  to: number,
): number[] | null {
  const meanOf = (label: number) => {
    const sum = new Array<number>(latent).fill(0);
    let count = 0;
    for (let i = 0; i < labels.length && (i + 1) * latent <= mu.length; i++) {
      if (labels[i] !== label) continue;
      count++;
      for (let d = 0; d < latent; d++) sum[d] += mu[i * latent + d];
    }
    return count > 0 ? sum.map((value) => value / count) : null;
  };
  const [a, b] = [meanOf(from), meanOf(to)];
  return a && b && minus(b, a);
}

/**
 * Along which the codes move as a quantity of the images increases: the covariance of the codes with it. One value per
 * image; where it is NaN, the image does not count. Null if the quantity is the same for all.
 */
export function towardsMore(mu: Float32Array, values: ArrayLike<number>, latent: number): number[] | null {
  const count = Math.min(values.length, Math.floor(mu.length / latent));
  const known = Array.from({ length: count }, (_, i) => i).filter((i) => Number.isFinite(values[i]));
  if (known.every((i) => values[i] === values[known[0]])) return null;
  const mean = known.reduce((sum, i) => sum + values[i] / known.length, 0);
  const direction = new Array<number>(latent).fill(0);
  for (const i of known)
    for (let d = 0; d < latent; d++) direction[d] += (mu[i * latent + d] * (values[i] - mean)) / known.length;
  return direction.every(Number.isFinite) ? normalised(direction, 0) : null;
}
