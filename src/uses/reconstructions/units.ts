/** What is to be said of a code coordinate by coordinate, as data: the bars and the words of `Units.tsx`. */
import { ACTIVE_VARIANCE, klByCoordinate, momentsOf, shareAbove } from '../../math/activity';
import { isStochastic } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';

export interface UnitsReading {
  /** Nats of KL, where codes are distributions; else the mean activation of units that have an activation function. */
  kind: 'kl' | 'activation';
  /** A bar a coordinate. */
  bars: Float64Array;
  /** Value of a full bar. */
  top: number;
  /** What the mean activation of each unit is pulled to, where it is. */
  target: number | null;
  /** Of a VAE: share of coordinates that are active. Of units: share that is on, in the mean over images. */
  active: number;
  /** Coordinates that say the same of every image; units that are on for none. */
  asleep: number[];
}

/** A unit is on above this: whatever a ReLU lets through, and the upper half of a sigmoid. */
const ON = { relu: 0, sigmoid: 0.5 };

/** Whether there is anything to say: of a plain code there is not. */
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
  // Of a run that has diverged there is nothing to say.
  if (!mean.every(Number.isFinite)) return null;
  if (isStochastic(spec)) {
    if (!logVar) return null;
    const bars = klByCoordinate(mu, logVar, width);
    if (!bars.every(Number.isFinite)) return null;
    const asleep = all.filter((i) => variance[i] <= ACTIVE_VARIANCE);
    // One nat at least, so that what is next to nothing looks like it.
    return {
      kind: 'kl',
      bars,
      top: Math.max(1, ...bars),
      target: null,
      active: 1 - asleep.length / width,
      asleep,
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
    asleep: all.filter((i) => on[i] === 0),
  };
}
