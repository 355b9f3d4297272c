/**
 * Adam (Kingma & Ba 2014, algorithm 1) as every engine updates by it, with the bias corrections gathered
 * into two numbers a step:
 *
 *   m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,
 *   p ← p − rate m / (√v + ε̂)   with  rate = lr √(1 − β₂ᵗ) / (1 − β₁ᵗ)  and  ε̂ = ε √(1 − β₂ᵗ)
 *
 * which is p −= lr m̂ / (√v̂ + ε).
 */
import { BETA1, BETA2, EPSILON } from '../model/optimiser';

/** For update number t, counted from 1. */
export function corrections(
  t: number,
  learningRate: number,
  beta1 = BETA1,
): { rate: number; epsilon: number } {
  const root = Math.sqrt(1 - BETA2 ** t);
  return { rate: (learningRate * root) / (1 - beta1 ** t), epsilon: EPSILON * root };
}
