/** Statistics of a code coordinate by coordinate, as data for the bars and the words of `Units.tsx`. */
import { ACTIVE_VARIANCE, klByCoordinate, momentsOf, shareAbove } from '../../math/activity';
import { isStochastic } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';

export interface UnitsReading {
  /**
   * Nats of KL, where codes are distributions; else the mean activation of units with an activation function.
   */
  kind: 'kl' | 'activation';
  /** One bar per coordinate. */
  bars: Float64Array;
  /** Value of a full bar. */
  top: number;
  /** The target of each unit's mean activation, if there is one. */
  target: number | null;
  /** For a VAE: the share of active coordinates. For units: the mean share that is on for an image. */
  active: number;
  /** Coordinates that are the same for every image; units that are on for none. */
  inactive: number[];
}

/** A unit is on above this: any positive ReLU, and the upper half of a sigmoid. */
const ON = { relu: 0, sigmoid: 0.5 };

/** Whether there are statistics to show: not for a linear code without distributions. */
export const hasUnits = (spec: ModelSpec): boolean => isStochastic(spec) || spec.code !== 'linear';

/** Null while there are no codes of this model. `sparsity` is ρ. */
export function readUnits(
  spec: ModelSpec,
  sparsity: number,
  points: { mu: Float32Array; logVar: Float32Array | null } | null,
): UnitsReading | null {
  const { latent: width, code } = spec;
  if (!points || points.mu.length === 0 || points.mu.length % width !== 0) return null;
  const { mu, logVar } = points;
  const all = Array.from({ length: width }, (_, i) => i);
  const { mean, variance } = momentsOf(mu, width);
  // A run that has diverged has no statistics.
  if (!mean.every(Number.isFinite)) return null;
  if (isStochastic(spec)) {
    if (!logVar) return null;
    const bars = klByCoordinate(mu, logVar, width);
    if (!bars.every(Number.isFinite)) return null;
    const inactive = all.filter((i) => variance[i] <= ACTIVE_VARIANCE);
    // At least one nat, so that a bar near zero looks like it.
    return {
      kind: 'kl',
      bars,
      top: Math.max(1, ...bars),
      target: null,
      active: 1 - inactive.length / width,
      inactive,
    };
  }
  if (code === 'linear') return null;
  const on = shareAbove(mu, width, ON[code]);
  const target = spec.penalty === 'sparsity' ? sparsity : null;
  return {
    kind: 'activation',
    bars: mean,
    top: Math.max(1.5 * (target ?? 0), ...mean, 1e-3),
    target,
    active: on.reduce((sum, share) => sum + share, 0) / width,
    inactive: all.filter((i) => on[i] === 0),
  };
}
