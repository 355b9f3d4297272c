/** Vectors as plain arrays. */

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, d) => sum + value * b[d], 0);

/** a − times · b */
export const minus = (a: readonly number[], b: readonly number[], times = 1): number[] =>
  a.map((value, d) => value - times * b[d]);

/** The unit vector of a coordinate; zero for one that does not exist. */
export const unit = (size: number, coordinate: number): number[] =>
  Array.from({ length: size }, (_, d) => (d === coordinate ? 1 : 0));

/** a without its part along a direction of length 1. */
export const offAlong = (a: readonly number[], direction: readonly number[]): number[] =>
  minus(a, direction, dot(a, direction));

/** The vector with length 1; null if it is much shorter than `scale`, so that its direction would be chance. */
export function normalised(vector: readonly number[], scale: number): number[] | null {
  const length = Math.sqrt(dot(vector, vector));
  return length > 1e-6 * scale ? vector.map((value) => value / length) : null;
}
