/** Adam (Kingma & Ba 2014) as data: its constants, and what it keeps of each learner. */
import type { Layer, Learner } from './layout';
import { isAdversarial } from './predicates';
import type { ModelSpec } from './spec';

/**
 * β₁, how slowly the mean gradient forgets. Two players that answer each other must not run on for long on what
 * the other did before: ½ for them, as in Radford, Metz & Chintala 2015, where 0.9 was found to oscillate.
 */
export const beta1Of = (spec: ModelSpec): number => (isAdversarial(spec) ? 0.5 : BETA1);
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;

/** How many updates of each learner Adam has made (t); 0 where a model has no such one. */
export type Updates = Readonly<Record<Learner, number>>;
export const NO_UPDATES: Updates = { encoder: 0, decoder: 0, discriminator: 0 };

/** The parameters of a learner, whose layers lie side by side: from the first to before `end`. */
export function extentOf(layers: readonly Layer[], learner: Learner): { start: number; end: number } {
  const own = layers.filter((layer) => layer.learner === learner);
  const [first, last] = [own[0], own[own.length - 1]];
  return { start: first.weight, end: last.bias + last.biasSize };
}
