import { fillUniform, Purpose } from '../math/random';
import { layoutOf, tensorsOf } from './layout';
import type { ModelSpec } from './spec';

/**
 * The first weights of a run, a pure function of (spec, seed): uniform in ±√(6 / (in + out))
 * (Glorot & Bengio 2010), biases zero. Draw i of the run's weights is parameter i, so two models
 * that share their first layers share their first weights.
 */
export function initialParameters(spec: ModelSpec, seed: number): Float32Array {
  const layout = layoutOf(spec);
  const parameters = new Float32Array(layout.size);
  for (const tensor of tensorsOf(layout)) {
    if (tensor.shape.length === 1) continue;
    const view = parameters.subarray(tensor.offset, tensor.offset + tensor.size);
    fillUniform(view, seed, Purpose.weights, 0, tensor.offset);
    const limit = Math.sqrt(6 / (tensor.shape[0] + tensor.shape[1]));
    for (let i = 0; i < view.length; i++) view[i] = (2 * view[i] - 1) * limit;
  }
  return parameters;
}
