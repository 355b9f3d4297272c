/**
 * Whether a model stays finite. Finite weights may be so large that a sum of products overflows, and the
 * decoded pixels are NaN; so an upper bound of each layer's outputs is propagated from layer to layer.
 */
import { ProblemError } from '../experiment/problem';
import { layoutOf } from '../model/compile';
import { type Layer, tensorsOf } from '../model/layout';
import type { ModelSpec } from '../model/spec';

/** float32 ends at 3.4e38; the sums in a layer must stay well below. Trained models are below 1e25. */
const MOST = 1e36;
/** Codes may be viewed as far out as this, whatever the encoder returns. */
const CODE = 1000;

/** Throws `checkpoint.huge` with the tensor of the largest value, unless every result stays finite. */
export function expectFiniteOutputs(spec: ModelSpec, parameters: Float32Array): void {
  const { encoder, mu, logVar, decoder, discriminator } = layoutOf(spec);
  const through = (layers: readonly Layer[], input: number) =>
    layers.reduce((bound, layer) => largestOutput(layer, parameters, bound), input);
  const hidden = through(encoder, 1);
  const code = mu ? largestOutput(mu, parameters, hidden) : CODE;
  const bounds = [
    hidden,
    code,
    logVar ? largestOutput(logVar, parameters, hidden) : 0,
    through(decoder, Math.max(code, CODE)),
    through(discriminator, Math.max(code, CODE)),
  ];
  if (bounds.every((bound) => bound < MOST)) return;
  throw new ProblemError('checkpoint.huge', { name: largestTensor(spec, parameters) });
}

/** An upper bound of the outputs' magnitude, for inputs of magnitude at most `input`. */
function largestOutput(layer: Layer, parameters: Float32Array, input: number): number {
  const { weight, bias, biasSize, activation } = layer;
  if (layer.kind === 'groupNormalisation') {
    // Squares of its inputs must be finite; of n numbers, none is further from the mean than √n deviations.
    const { pixels, channels, groups } = layer.normalised;
    if (input ** 2 > MOST) return Number.POSITIVE_INFINITY;
    input = Math.sqrt((pixels * channels) / groups);
  }
  const sums = new Float64Array(biasSize);
  // Outputs are the last axis in memory, except for a transposed convolution, where inputs are.
  const inputs = layer.kind === 'transposedConvolution' ? layer.shape.channels : 1;
  for (let i = weight; i < bias; i++)
    sums[Math.floor((i - weight) / inputs) % biasSize] += Math.abs(parameters[i]);
  let most = 0;
  for (let j = 0; j < biasSize; j++) most = Math.max(most, sums[j] * input + Math.abs(parameters[bias + j]));
  // Outputs of a tanh or a sigmoid are bounded by 1, but their arguments must be finite as well.
  return most < MOST && (activation === 'tanh' || activation === 'sigmoid') ? 1 : most;
}

function largestTensor(spec: ModelSpec, parameters: Float32Array): string {
  let largest = { name: '', value: -1 };
  for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
    let value = 0;
    for (let i = offset; i < offset + size; i++) value = Math.max(value, Math.abs(parameters[i]));
    if (value > largest.value) largest = { name, value };
  }
  return largest.name;
}
