/**
 * Curves through a latent space of any size, with a parameter t from 0 to 1. Lengths here are Euclidean, in latent
 * units; lengths in pixels are in `pixelMetric.ts`.
 */

export interface Curve {
  readonly latent: number;
  /** Writes the point at t, in [0, 1], to `out` from `offset` on. The ends, t = 0 and t = 1, are exact. */
  at(t: number, out: Float64Array, offset?: number): void;
}

/** Points in one array, row by row: count × latent. */
export type Points = Float64Array;

/** `count` points of a curve, at equal steps of t, ends included. */
export function sample(curve: Curve, count: number): Points {
  const out = new Float64Array(count * curve.latent);
  for (let i = 0; i < count; i++) curve.at(i / (count - 1), out, i * curve.latent);
  return out;
}

export function distance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  latent = a.length,
  i = 0,
  j = 0,
): number {
  let sum = 0;
  for (let k = 0; k < latent; k++) sum += (a[i * latent + k] - b[j * latent + k]) ** 2;
  return Math.sqrt(sum);
}

/** The length of the polyline through `points` up to each of them, in latent units; the first is 0. */
export function lengthsAlong(points: Points, latent: number): Float64Array {
  const out = new Float64Array(points.length / latent);
  for (let i = 1; i < out.length; i++) out[i] = out[i - 1] + distance(points, points, latent, i - 1, i);
  return out;
}

/** The interval of `along`, ascending, that contains `value`, and the place within it, in [0, 1]. */
function placeIn(along: Float64Array, value: number): [index: number, part: number] {
  let low = 0;
  let high = along.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (along[middle] <= value) low = middle;
    else high = middle;
  }
  const width = along[high] - along[low];
  return [low, width > 0 ? Math.min(1, Math.max(0, (value - along[low]) / width)) : 0];
}

/** The polyline through `points`, at constant speed. */
export function polyline(points: Points, latent: number): Curve {
  const along = lengthsAlong(points, latent);
  const last = along.length - 1;
  return {
    latent,
    at(t, out, offset = 0) {
      const [i, part] = t >= 1 ? [last - 1, 1] : placeIn(along, t * along[last]);
      for (let k = 0; k < latent; k++) {
        const from = points[i * latent + k];
        const to = points[(i + 1) * latent + k];
        out[offset + k] = part === 1 ? to : from + part * (to - from);
      }
    },
  };
}

/** Points that a natural cubic spline through `knots` has in each of its intervals. */
const PER_INTERVAL = 6;

/**
 * The natural cubic spline through `knots`, with the distances between them as its parameter (Ahlberg, Nilson & Walsh
 * 1967), as a finely sampled polyline.
 */
export function spline(knots: Points, latent: number): Curve {
  const along = lengthsAlong(knots, latent);
  const n = along.length;
  if (n < 3 || along[n - 1] === 0) return polyline(knots, latent);
  const h = Float64Array.from({ length: n - 1 }, (_, i) =>
    Math.max(along[i + 1] - along[i], 1e-9 * along[n - 1]),
  );
  const points = new Float64Array(((n - 1) * PER_INTERVAL + 1) * latent);
  const second = new Float64Array(n);
  const factor = new Float64Array(n);
  for (let k = 0; k < latent; k++) {
    const y = (i: number) => knots[i * latent + k];
    // The second derivatives, 0 at both ends, by elimination in the tridiagonal system.
    second.fill(0);
    factor.fill(0);
    for (let i = 1; i < n - 1; i++) {
      const pivot = 2 * (h[i - 1] + h[i]) - h[i - 1] * factor[i - 1];
      factor[i] = h[i] / pivot;
      const right = 6 * ((y(i + 1) - y(i)) / h[i] - (y(i) - y(i - 1)) / h[i - 1]);
      second[i] = (right - h[i - 1] * second[i - 1]) / pivot;
    }
    for (let i = n - 2; i > 0; i--) second[i] -= factor[i] * second[i + 1];
    for (let i = 0; i < n - 1; i++)
      for (let p = 0; p < PER_INTERVAL; p++) {
        const b = p / PER_INTERVAL;
        const a = 1 - b;
        const curved = ((a ** 3 - a) * second[i] + (b ** 3 - b) * second[i + 1]) * (h[i] ** 2 / 6);
        points[(i * PER_INTERVAL + p) * latent + k] = a * y(i) + b * y(i + 1) + curved;
      }
    points[points.length - latent + k] = y(n - 1);
  }
  return polyline(points, latent);
}

/** Samples of each piece for its length. */
const LENGTH_SAMPLES = 33;

/** Where each of the curves begins in t, one after the other, and where the last one ends: from 0 to 1. */
export function breaksOf(curves: readonly Curve[]): Float64Array {
  const along = new Float64Array(curves.length + 1);
  curves.forEach((curve, i) => {
    const lengths = lengthsAlong(sample(curve, LENGTH_SAMPLES), curve.latent);
    along[i + 1] = along[i] + lengths[LENGTH_SAMPLES - 1];
  });
  const total = along[curves.length];
  return along.map((length, i) => (total > 0 ? length / total : i / curves.length));
}

/** Curves one after the other; each gets the share of t that it has of the length, as in `breaks`. */
export function join(curves: readonly Curve[], breaks = breaksOf(curves)): Curve {
  if (curves.length === 1) return curves[0];
  return {
    latent: curves[0].latent,
    at(t, out, offset) {
      const [i, part] = t >= 1 ? [curves.length - 1, 1] : placeIn(breaks, t);
      curves[i].at(part, out, offset);
    },
  };
}

/**
 * The parameters t of `count` stops that are equally far apart, ends included. `along` has the length up to each of
 * the curve's samples at equal steps of t, in the metric in which the stops are to be equally far apart.
 */
export function equalStops(along: Float64Array, count: number): Float64Array {
  const last = along.length - 1;
  return Float64Array.from({ length: count }, (_, stop) => {
    if (stop === count - 1) return 1;
    // A curve without a length, as where both ends are one point, gets equal steps of t.
    if (along[last] === 0) return stop / (count - 1);
    const [i, part] = placeIn(along, (along[last] * stop) / (count - 1));
    return (i + part) / last;
  });
}
