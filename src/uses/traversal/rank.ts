/** The coordinates of a latent in the order of what they carry. */
import { covarianceOf, principalComponents } from '../../latent/directions';
import { dot } from '../../latent/vector';
import { ACTIVE_VARIANCE, klByCoordinate, momentsOf } from '../../math/activity';
import { hasPrior, isStochastic } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';

export interface Codes {
  /** count × latent. */
  mu: Float32Array;
  logVar: Float32Array | null;
}

/** What the order is by: mean KL in nats, variance of the codes, or how fast the image changes at a probe. */
export type Measure = 'kl' | 'variance' | 'change';

export interface Ranked {
  coordinate: number;
  value: number;
  /** Codes are the same for every image. */
  inactive: boolean;
  /** Ends of the traversal. */
  from: number;
  to: number;
}

export interface Ranking {
  by: Measure;
  /** From the largest to the smallest value. */
  coordinates: Ranked[];
  /** How many are active; null where it is unknown. */
  active: number | null;
}

/** The principal directions of the codes instead of the coordinates. */
export interface Component {
  /** Counted from 0. */
  component: number;
  direction: readonly number[];
  /** Its share of the variance of the codes. */
  share: number;
  /** Ends of the traversal, along the direction. */
  from: number;
  to: number;
}

/** Those of the largest variance first; null for codes of another size, or that are no numbers. */
export function rankComponents({ latent }: ModelSpec, { mu }: Codes): Component[] | null {
  const codes = mu.length % latent === 0 ? covarianceOf(mu, latent) : null;
  if (!codes) return null;
  const { mean } = momentsOf(mu, latent);
  const components = principalComponents(codes);
  const whole = components.reduce((sum, { variance }) => sum + variance, 0);
  return components.map(({ direction, variance }, component) => {
    const middle = dot(direction, [...mean]);
    const reach = ENDS * Math.sqrt(variance);
    const share = whole > 0 ? variance / whole : 0;
    return { component, direction, share, from: middle - reach, to: middle + reach };
  });
}

/** Half the width of a traversal: in units of a standard normal prior, or standard deviations of the codes. */
const ENDS = 3;
/** Without a prior there is no scale: a coordinate with this part of the largest variance is constant. */
const NEGLIGIBLE = 1e-6;

/**
 * `changeAt` returns how fast the image changes along a coordinate, for models without codes. Null for codes of another
 * size, or that are no numbers.
 */
export function rankCoordinates(
  spec: ModelSpec,
  codes: Codes | null,
  changeAt: (coordinate: number) => number,
): Ranking | null {
  const { latent } = spec;
  const all = Array.from({ length: latent }, (_, d) => d);
  const order = (by: Measure, list: Ranked[], active: number | null): Ranking | null =>
    list.every(({ value, from, to }) => Number.isFinite(value + from + to))
      ? { by, coordinates: list.sort((a, b) => b.value - a.value || a.coordinate - b.coordinate), active }
      : null;
  if (!codes)
    return order(
      'change',
      all.map((d) => ({ coordinate: d, value: changeAt(d), inactive: false, from: -ENDS, to: ENDS })),
      null,
    );
  if (codes.mu.length === 0 || codes.mu.length % latent !== 0) return null;
  const { mean, variance } = momentsOf(codes.mu, latent);
  const kl = isStochastic(spec) && codes.logVar ? klByCoordinate(codes.mu, codes.logVar, latent) : null;
  const prior = hasPrior(spec);
  const least = prior ? ACTIVE_VARIANCE : NEGLIGIBLE * Math.max(...variance);
  const list = all.map((d) => {
    const reach = ENDS * (prior ? 1 : Math.sqrt(variance[d]));
    const middle = prior ? 0 : mean[d];
    return {
      coordinate: d,
      value: (kl ?? variance)[d],
      inactive: variance[d] <= least,
      from: middle - reach,
      to: middle + reach,
    };
  });
  return order(kl ? 'kl' : 'variance', list, list.filter(({ inactive }) => !inactive).length);
}
