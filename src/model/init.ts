import { fillUniform, Purpose } from '../math/random';
import { layoutOf } from './compile';
import { isConvolutional, reachOf, tensorsOf } from './layout';
import type { ModelSpec } from './spec';

/**
 * The first weights of a run, a pure function of (spec, seed): uniform in ±√(6 / (in + out))
 * (Glorot & Bengio 2010; of a convolution, in and out count the window: 16 × channels), biases zero, and
 * zero where a mask is; scales of a normalisation one. Draw i of the run's weights is parameter i, so two models that share their first
 * layers share their first weights.
 */
export function initialParameters(spec: ModelSpec, seed: number): Float32Array {
  const layout = layoutOf(spec);
  const parameters = new Float32Array(layout.size);
  for (const { offset, size, shape, layer } of tensorsOf(layout)) {
    const view = parameters.subarray(offset, offset + size);
    if (layer.kind === 'groupNormalisation' && offset === layer.weight) view.fill(1);
    if (shape.length === 1) continue;
    fillUniform(view, seed, Purpose.weights, 0, offset);
    const { inputs, outputs } = layer;
    const fans = isConvolutional(layer)
      ? layer.shape.kernel ** 2 * (layer.shape.channels + layer.shape.outChannels)
      : inputs + outputs;
    const limit = Math.sqrt(6 / fans);
    for (let i = 0; i < view.length; i++) view[i] = (2 * view[i] - 1) * limit;
    reachOf(layer)?.forEach((from, i) => void view.fill(0, i * outputs, i * outputs + from));
  }
  return parameters;
}
