/**
 * The optimisers as data: their constants, and the numbers of each update. Engines execute one formula and derive none
 * of its numbers, nor do they know which optimiser it is:
 *
 *   m ← β₁ m + (1 − dampening) g,  v ← β₂ v + squares g²,  p ← keep p − rate m / (√v + ε̂)
 *
 * - SGD, p −= lr g: m is g itself, v is 0, and ε̂ = 1.
 * - Momentum (Polyak 1964; as in Sutskever et al. 2013), m ← β₁ m + g, p −= lr m: no dampening.
 * - RMSProp (Tieleman & Hinton 2012), v ← ρ v + (1 − ρ) g², p −= lr g / (√v + ε).
 * - Adam (Kingma & Ba 2014, algorithm 1): dampening = β₁ and squares = 1 − β₂, and the corrections of its bias in
 *   rate = lr √(1 − β₂ᵗ) / (1 − β₁ᵗ)  and  ε̂ = ε √(1 − β₂ᵗ), which together are p −= lr m̂ / (√v̂ + ε).
 *
 * With each of them weights may decay beside the step (AdamW, Loshchilov & Hutter 2019): keep = 1 − lr λ. Biases do not
 * decay; they say where a unit begins to fire, not how strongly it reacts (Goodfellow et al. 2016, section 7.1).
 */
import type { CompiledPhase } from './compile';
import type { Layer, Layout, Learner } from './layout';
import { learningRateAt } from './schedule';
import type { Hyper, Optimiser } from './spec';

/**
 * β₁ of Adam and of momentum: how slowly the mean gradient forgets. In adversarial training each network
 * reacts to the other, so old gradients mislead: ½, as in Radford, Metz & Chintala 2015, who found
 * oscillation with 0.9.
 */
export const beta1Of = ({ layers }: Pick<Layout, 'layers'>): number =>
  layers.some(({ learner }) => learner === 'discriminator') ? 0.5 : BETA1;
export const BETA1 = 0.9;
export const BETA2 = 0.999;
/** ρ, the decay of RMSProp's mean square. */
export const RMS_DECAY = 0.9;
export const EPSILON = 1e-8;

export const MOMENTS = ['m', 'v'] as const;
/** The moments that an optimiser keeps for each parameter; others are undefined. */
export const MOMENTS_OF: Readonly<Record<Optimiser, readonly (typeof MOMENTS)[number][]>> = {
  sgd: [],
  momentum: ['m'],
  rmsprop: ['v'],
  adam: MOMENTS,
};

/** How many updates each learner has made (t); 0 where a model lacks the learner. */
export type Updates = Readonly<Record<Learner, number>>;
export const NO_UPDATES: Updates = { encoder: 0, decoder: 0, discriminator: 0 };

/** The numbers of one update; SIMD keeps them in memory in this order. */
export const UPDATE = ['beta1', 'dampening', 'beta2', 'squares', 'rate', 'epsilon', 'keep'] as const;
/** Weights are multiplied by `keep`; biases are not. */
export type Update = Readonly<Record<(typeof UPDATE)[number], number>>;

/** The model, the phase and the step of an update. */
export interface UpdateContext {
  layout: Pick<Layout, 'layers'>;
  hyper: Hyper;
  phase: CompiledPhase;
  /** Counted from 0. */
  step: number;
}

/** The numbers of a learner's update t, counted from 1. */
export function updateAt(occasion: UpdateContext, t: number): Update {
  const { layout, hyper } = occasion;
  const rate = learningRateAt(occasion);
  const beta1 = beta1Of(layout);
  const keep = 1 - rate * hyper.weightDecay;
  const sgd: Update = { beta1: 0, dampening: 0, beta2: 0, squares: 0, rate, epsilon: 1, keep };
  switch (hyper.optimiser) {
    case 'sgd':
      return sgd;
    case 'momentum':
      return { ...sgd, beta1 };
    case 'rmsprop':
      return { ...sgd, beta2: RMS_DECAY, squares: 1 - RMS_DECAY, epsilon: EPSILON };
    case 'adam': {
      const root = Math.sqrt(1 - BETA2 ** t);
      return {
        ...sgd,
        beta1,
        dampening: beta1,
        beta2: BETA2,
        squares: 1 - BETA2,
        rate: (rate * root) / (1 - beta1 ** t),
        epsilon: EPSILON * root,
      };
    }
    default:
      return hyper.optimiser satisfies never;
  }
}

/** The range of a learner's parameters, whose layers are adjacent: from `start` to before `end`. */
export function extentOf(layers: readonly Layer[], learner: Learner): { start: number; end: number } {
  const own = layers.filter((layer) => layer.learner === learner);
  const [first, last] = [own[0], own[own.length - 1]];
  return { start: first.weight, end: last.bias + last.biasSize };
}
