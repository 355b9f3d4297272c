/** The sigmoid linear unit x σ(x) (Elfwing et al. 2018, arXiv:1702.03118), of single numbers. */
import { sigmoid } from './activations';
import { flushed } from './flush';

/** Flushed, as activations are. */
export const silu = (x: number): number => flushed(x * sigmoid(x));

/** Its derivative by x: σ (1 + x (1 − σ)). */
export function siluSlope(x: number): number {
  const s = sigmoid(x);
  return s * (1 + x * (1 - s));
}
