/**
 * The optimisers as in their papers, one number at a time: the formula of `optimiser.ts` is compared with
 * these.
 */
import { TINY, TINY_SQUARE } from '../flush';
import type { Layer, Learner } from '../layout';
import { BETA1, BETA2, EPSILON, NO_UPDATES, RMS_DECAY } from '../optimiser';
import type { Optimiser } from '../spec';

/** Parameters and the optimiser's state in float64. */
export interface ReferenceState {
  parameters: Float64Array;
  /** The optimiser that the moments belong to. */
  optimiser: Optimiser;
  m: Float64Array;
  v: Float64Array;
  updates: Record<Learner, number>;
}

/** Moments of one optimiser mean nothing to another: they are set to zero, and the count restarts. */
export function switchOptimiser(state: ReferenceState, optimiser: Optimiser): void {
  if (state.optimiser === optimiser) return;
  state.m.fill(0);
  state.v.fill(0);
  Object.assign(state, { optimiser, updates: { ...NO_UPDATES } });
}

/** One update of the layers that learn, in place; flushes tiny moments. */
export function referenceUpdate(
  state: ReferenceState,
  layers: readonly Layer[],
  gradient: Float64Array,
  learningRate: number,
  beta1 = BETA1,
): void {
  const { optimiser, updates } = state;
  for (const learner of new Set(layers.map((layer) => layer.learner))) updates[learner]++;
  for (const { learner, weight, bias, biasSize } of layers) {
    const from = weight;
    const to = bias + biasSize;
    RULES[optimiser]({ state, gradient, from, to, learningRate, beta1, t: updates[learner] });
  }
}

/** Parameters `from` to `to`, exclusive, at the learner's update number t. */
interface Range {
  state: ReferenceState;
  gradient: Float64Array;
  from: number;
  to: number;
  learningRate: number;
  beta1: number;
  t: number;
}

// These loops run over every parameter at every step: local constants are faster than module bindings.
const RULES: Readonly<Record<Optimiser, (range: Range) => void>> = {
  sgd({ state: { parameters: p }, gradient, from, to, learningRate }) {
    for (let i = from; i < to; i++) p[i] -= learningRate * gradient[i];
  },

  momentum({ state: { parameters: p, m }, gradient, from, to, learningRate, beta1 }) {
    const tiny = TINY;
    for (let i = from; i < to; i++) {
      const mNew = beta1 * m[i] + gradient[i];
      m[i] = Math.abs(mNew) < tiny ? 0 : mNew;
      p[i] -= learningRate * m[i];
    }
  },

  rmsprop({ state: { parameters: p, v }, gradient, from, to, learningRate }) {
    const [decay, epsilon, tinySquare] = [RMS_DECAY, EPSILON, TINY_SQUARE];
    for (let i = from; i < to; i++) {
      const g = gradient[i];
      const vNew = decay * v[i] + (1 - decay) * g ** 2;
      v[i] = vNew < tinySquare ? 0 : vNew;
      p[i] -= (learningRate * g) / (Math.sqrt(v[i]) + epsilon);
    }
  },

  /** With bias correction (Kingma & Ba 2014, algorithm 1). */
  adam({ state: { parameters: p, m, v }, gradient, from, to, learningRate, beta1, t }) {
    const [beta2, epsilon, tiny, tinySquare] = [BETA2, EPSILON, TINY, TINY_SQUARE];
    const [mShort, vShort] = [1 - beta1 ** t, 1 - beta2 ** t];
    for (let i = from; i < to; i++) {
      const g = gradient[i];
      const mNew = beta1 * m[i] + (1 - beta1) * g;
      const vNew = beta2 * v[i] + (1 - beta2) * g ** 2;
      m[i] = Math.abs(mNew) < tiny ? 0 : mNew;
      v[i] = vNew < tinySquare ? 0 : vNew;
      p[i] -= (learningRate * (m[i] / mShort)) / (Math.sqrt(v[i] / vShort) + epsilon);
    }
  },
};
