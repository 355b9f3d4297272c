/**
 * How much a dense layer h = f(x W + b) stretches small changes of x: the squared Frobenius norm of its
 * Jacobian,
 *
 * ‖∂h/∂x‖²_F = Σⱼ f′(aⱼ)² Σᵢ Wᵢⱼ²
 *
 * (Rifai, Vincent, Muller, Glorot & Bengio 2011, "Contractive auto-encoders", eq. 7, there for a sigmoid).
 * Its derivative by h is 2 f′ (∂f′/∂h) Σᵢ Wᵢⱼ², and by Wᵢⱼ itself 2 f′(aⱼ)² Wᵢⱼ. f′ is computed from h, as in
 * `activations.ts`.
 */
import { slope, slopeOfSlope } from './activations';
import { compileModel } from './compile';
import type { Layer } from './layout';
import type { ModelSpec } from './spec';

/** The layer whose Jacobian norm is part of the model's objective; null where there is no such term. */
export function contractedLayer(spec: ModelSpec): Layer | null {
  for (const { losses } of compileModel(spec).phases)
    for (const loss of losses) if (loss.loss === 'contraction') return loss.layer;
  return null;
}

/** Σᵢ Wᵢⱼ² of each output j; `parameters` in the layout of the model. */
export function squaredColumns(
  parameters: ArrayLike<number>,
  { weight, inputs, outputs }: Layer,
): Float64Array {
  const sums = new Float64Array(outputs);
  for (let i = 0, at = weight; i < inputs; i++) {
    for (let j = 0; j < outputs; j++, at++) sums[j] += parameters[at] * parameters[at];
  }
  return sums;
}

/** f′² of one number h, and its derivative by h. */
export function squaredSlope({ activation }: Layer, h: number): { value: number; slope: number } {
  if (!activation) return { value: 1, slope: 0 };
  const first = slope(activation, h);
  return { value: first * first, slope: 2 * first * slopeOfSlope(activation, h) };
}

/** ‖∂h/∂x‖²_F, averaged over the rows of `h` (count × outputs). */
export function contractionOf(layer: Layer, parameters: ArrayLike<number>, h: ArrayLike<number>): number {
  const columns = squaredColumns(parameters, layer);
  let sum = 0;
  for (let i = 0; i < h.length; i++) {
    sum += squaredSlope(layer, h[i]).value * columns[i % layer.outputs];
  }
  return (sum * layer.outputs) / h.length;
}
