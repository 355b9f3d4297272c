/**
 * The optimiser as data: its constants, and the numbers of each update. Engines execute one formula and derive none of
 * its numbers:
 *
 *   m ← β₁ m + (1 − dampening) g,  v ← β₂ v + squares g²,  p ← keep p − rate m / (√v + ε̂)
 *
 * Adam (Kingma & Ba 2014, algorithm 1) has dampening = β₁ and squares = 1 − β₂, and the corrections of its bias in
 *
 *   rate = lr √(1 − β₂ᵗ) / (1 − β₁ᵗ)  and  ε̂ = ε √(1 − β₂ᵗ),
 *
 * which together are p −= lr m̂ / (√v̂ + ε).
 */
import type { CompiledPhase } from './compile';
import type { Layer, Learner } from './layout';
import { isAdversarial } from './predicates';
import { learningRateAt } from './schedule';
import type { Hyper, ModelSpec } from './spec';

/**
 * β₁, how slowly the mean gradient forgets. Two players that answer each other must not run on for long on what
 * the other did before: ½ for them, as in Radford, Metz & Chintala 2015, where 0.9 was found to oscillate.
 */
export const beta1Of = (spec: ModelSpec): number => (isAdversarial(spec) ? 0.5 : BETA1);
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;

/** How many updates of each learner have been made (t); 0 where a model has no such one. */
export type Updates = Readonly<Record<Learner, number>>;
export const NO_UPDATES: Updates = { encoder: 0, decoder: 0, discriminator: 0 };

/** The numbers of one update; SIMD keeps them in memory in this order. */
export const UPDATE = ['beta1', 'dampening', 'beta2', 'squares', 'rate', 'epsilon', 'keep'] as const;
/** `keep` is what weights are multiplied by; biases always count in full. */
export type Update = Readonly<Record<(typeof UPDATE)[number], number>>;

/** In which phase of which step an update is made. */
export interface Occasion {
  spec: ModelSpec;
  hyper: Hyper;
  phase: CompiledPhase;
  /** Counted from 0. */
  step: number;
}

/** The numbers of a learner's update number t, counted from 1. */
export function updateAt(occasion: Occasion, t: number): Update {
  const beta1 = beta1Of(occasion.spec);
  const root = Math.sqrt(1 - BETA2 ** t);
  return {
    beta1,
    dampening: beta1,
    beta2: BETA2,
    squares: 1 - BETA2,
    rate: (learningRateAt(occasion) * root) / (1 - beta1 ** t),
    epsilon: EPSILON * root,
    keep: 1,
  };
}

/** The parameters of a learner, whose layers lie side by side: from the first to before `end`. */
export function extentOf(layers: readonly Layer[], learner: Learner): { start: number; end: number } {
  const own = layers.filter((layer) => layer.learner === learner);
  const [first, last] = [own[0], own[own.length - 1]];
  return { start: first.weight, end: last.bias + last.biasSize };
}
