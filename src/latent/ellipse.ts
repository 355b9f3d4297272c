/** How far the distribution of a code, a Gaussian with independent coordinates, extends in the plane of a slice. */
import { type Directions, isFlat } from './slice';

/** Of one standard deviation, in latent units; `angle` in radians from the horizontal, counter-clockwise. */
export interface Ellipse {
  /** The half axis at `angle`. */
  along: number;
  /** The other half axis; null where there is only one direction. */
  across: number | null;
  angle: number;
}

/** The standard deviation in a direction of length 1; `logVar`: log σ² of each coordinate. */
export function sigmaAlong(logVar: ArrayLike<number>, direction: readonly number[]): number {
  return Math.sqrt(direction.reduce((sum, part, d) => sum + part * part * Math.exp(logVar[d]), 0));
}

/** The marginal distribution on the plane: its covariance is that of the code, projected. */
export function ellipseOf(logVar: ArrayLike<number>, directions: Directions): Ellipse {
  const { u, v } = directions;
  if (isFlat(directions)) return { along: sigmaAlong(logVar, u), across: null, angle: 0 };
  let [xx, xy, yy] = [0, 0, 0];
  u.forEach((part, d) => {
    const variance = Math.exp(logVar[d]);
    xx += part * part * variance;
    xy += part * v[d] * variance;
    yy += v[d] * v[d] * variance;
  });
  // The eigenvalues of a symmetric 2 × 2 matrix.
  const middle = (xx + yy) / 2;
  const apart = Math.hypot((xx - yy) / 2, xy);
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  return { along: Math.sqrt(middle + apart), across: Math.sqrt(Math.max(0, middle - apart)), angle };
}
