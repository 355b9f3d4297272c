/** What differs between two runs, in settings and in numbers, each number with what it was measured on. */
import { applies } from '../../experiment/applies';
import type { Config } from '../../experiment/config';
import { sameValue, schema } from '../../experiment/schema';
import { ACTIVE_VARIANCE, momentsOf } from '../../math/activity';
import { hasEncoder, hasLatent, isStochastic } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import type { Pinned } from '../../state/pinnedRun';

/** The settings that differ, of those that apply to either run and change what it learns or for how long. */
export const differing = (a: Config, b: Config): (keyof Config)[] =>
  schema
    .filter(({ key, persists }) => persists.checkpoint && (applies(key, a) || applies(key, b)))
    .map(({ key }) => key)
    .filter((key) => !sameValue(a[key], b[key]));

/** What is known of a run at one step. */
export interface Measured {
  spec: ModelSpec;
  evaluation: Pinned['evaluation'];
  /** Codes of test images, count × latent. */
  points: { step: number; count: number; mu: Float32Array } | null;
}

export const MEASURES = ['images', 'recon', 'kl', 'bound', 'knn', 'active'] as const;
export type Measure = (typeof MEASURES)[number];

/** A number, and the step it belongs to. */
export interface Value {
  value: number;
  step: number;
}

/**
 * The numbers of a run; a model may not have all of them. `whole`: the number of test images, since a kNN accuracy of
 * fewer is not comparable, and that of a slice is from an earlier step.
 */
export function numbersOf(
  { spec, evaluation, points }: Measured,
  whole: number | null,
): Partial<Record<Measure, Value>> {
  const found: Partial<Record<Measure, Value>> = {};
  if (evaluation) {
    const put = (measure: Measure, value: number | null) => {
      if (value !== null && Number.isFinite(value)) found[measure] = { value, step: evaluation.step };
    };
    // Of test losses that were read from the chart, the number of images is unknown.
    put('images', evaluation.count || null);
    put('recon', hasEncoder(spec) && hasLatent(spec) ? evaluation.recon : null);
    put('kl', isStochastic(spec) ? evaluation.kl : null);
    put('bound', hasLatent(spec) ? (isStochastic(spec) ? evaluation.negElbo : null) : evaluation.recon);
    put('knn', evaluation.count === whole ? evaluation.knn : null);
  }
  if (points && points.count > 0 && points.mu.length === points.count * spec.latent) {
    const { mean, variance } = momentsOf(points.mu, spec.latent);
    if (mean.every(Number.isFinite))
      found.active = { value: variance.filter((v) => v > ACTIVE_VARIANCE).length, step: points.step };
  }
  return found;
}
