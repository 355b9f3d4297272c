/**
 * A slice is a plane through the latent space: z = origin + x·u + y·v, with u and v orthonormal and the origin
 * orthogonal to both, so that x = u·z and y = v·z for every z, on the plane or not. For one latent number u = (1) and
 * v = (0).
 */
import { dot, minus, normalised, unit } from './vector';

export interface Directions {
  u: readonly number[];
  v: readonly number[];
}

export interface Slice extends Directions {
  origin: readonly number[];
}

/** The coordinates a and b as directions; a = b for one latent number. */
export function axisDirections(latent: number, a: number, b: number): Directions {
  return { u: unit(latent, a), v: unit(latent, a === b ? -1 : b) };
}

/** Whether there is only one direction. */
export const isFlat = ({ u }: Directions): boolean => u.length === 1;

/** The place of a latent point on the plane: of the point of the plane nearest to it. */
export function onPlane(z: ArrayLike<number>, { u, v }: Directions): [x: number, y: number] {
  let [x, y] = [0, 0];
  const size = Math.min(z.length, u.length);
  for (let d = 0; d < size; d++) {
    x += u[d] * z[d];
    y += v[d] * z[d];
  }
  return [x, y];
}

/** Codes (count × latent) as places on the plane, x, y interleaved. */
export function placesOn(mu: Float32Array, count: number, directions: Directions): Float32Array {
  const latent = directions.u.length;
  const places = new Float32Array(2 * count);
  for (let i = 0; i < count; i++)
    places.set(onPlane(mu.subarray(i * latent, (i + 1) * latent), directions), 2 * i);
  return places;
}

/** The part of z that the plane does not show: of the parallel plane through z, the point nearest to 0. */
export function offPlane(z: readonly number[], directions: Directions): number[] {
  const { u, v } = directions;
  const [x, y] = onPlane(z, directions);
  return z.map((value, d) => value - x * (u[d] ?? 0) - y * (v[d] ?? 0));
}

/** z moved to another place of the plane, or of the parallel plane that it is in. */
export function withPlane(z: readonly number[], directions: Directions, x: number, y: number): number[] {
  const { u, v } = directions;
  return offPlane(z, directions).map((value, d) => value + x * (u[d] ?? 0) + y * (v[d] ?? 0));
}

/** The plane through three points; null if they lie on one line. u points from the first to the second. */
export function planeThrough(a: readonly number[], b: readonly number[], c: readonly number[]): Slice | null {
  const [ab, ac] = [minus(b, a), minus(c, a)];
  const scale = Math.sqrt(Math.max(dot(ab, ab), dot(ac, ac)));
  const u = normalised(ab, scale);
  const v = u && normalised(minus(ac, u, dot(ac, u)), scale);
  return v && { origin: offPlane(a, { u, v }), u, v };
}
