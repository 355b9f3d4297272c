/** Curves between two points that depend on nothing but these points. */
import { type Curve, polyline } from './curve';

/** The straight line from a to b. */
export const straight = (a: ArrayLike<number>, b: ArrayLike<number>): Curve =>
  polyline(Float64Array.from([...Array.from(a), ...Array.from(b)]), a.length);

/** A free-hand curve: the given points, count × latent, between `from` and `to`. */
export const throughPoints = (
  points: ArrayLike<number>,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): Curve => polyline(Float64Array.from([from, points, to].flatMap((part) => Array.from(part))), from.length);

/** The smallest sine of the angle between two directions for which the great circle through them is certain. */
const SMALL = 1e-6;

/**
 * Spherical interpolation around the origin (Shoemake 1985; White 2016 for latent spaces): the direction turns evenly
 * along the great circle from a to b, and the norm changes linearly, so two points of one norm are joined by points of
 * that norm. Where a or b is the origin, the line is straight; from a point to the opposite one, it turns through the
 * first axis that is not parallel to them.
 */
export function spherical(a: ArrayLike<number>, b: ArrayLike<number>): Curve {
  const latent = a.length;
  const from = unit(a);
  const to = unit(b);
  if (!from || !to || latent === 1) return straight(a, b);
  const cosine = Math.min(1, Math.max(-1, dot(from.direction, to.direction)));
  const angle = Math.acos(cosine);
  if (cosine > 0 && angle < SMALL) return straight(a, b);
  const aside = perpendicular(from.direction, Math.PI - angle < SMALL ? null : to.direction);
  const [start, end] = [Float64Array.from(a), Float64Array.from(b)];
  return {
    latent,
    at(t, out, offset = 0) {
      if (t <= 0 || t >= 1) {
        out.set(t <= 0 ? start : end, offset);
        return;
      }
      const norm = from.norm + t * (to.norm - from.norm);
      const [c, s] = [norm * Math.cos(t * angle), norm * Math.sin(t * angle)];
      for (let k = 0; k < latent; k++) out[offset + k] = c * from.direction[k] + s * aside[k];
    },
  };
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, k) => sum + v * b[k], 0);

function unit(z: ArrayLike<number>): { direction: Float64Array; norm: number } | null {
  const norm = Math.hypot(...Array.from(z));
  return norm > 0 ? { direction: Float64Array.from(z, (v) => v / norm), norm } : null;
}

/** The unit vector perpendicular to `direction` in its plane with `towards`, or with the first suitable axis. */
function perpendicular(direction: Float64Array, towards: Float64Array | null): Float64Array {
  const flattest = direction.reduce((best, v, k) => (Math.abs(v) < Math.abs(direction[best]) ? k : best), 0);
  const other = towards ?? Float64Array.from(direction, (_, k) => Number(k === flattest));
  const along = dot(direction, other);
  const aside = other.map((v, k) => v - along * direction[k]);
  const norm = Math.hypot(...aside);
  return aside.map((v) => v / norm);
}
