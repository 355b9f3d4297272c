/**
 * Whether a model can be computed with. Finite weights may be so large that a sum of products is not finite any
 * more, and what is drawn from it no number; so what each layer can give at most is followed from layer to layer.
 */
import { ProblemError } from '../experiment/problem';
import { layoutOf } from '../model/compile';
import { type Layer, tensorsOf } from '../model/layout';
import type { ModelSpec } from '../model/spec';

/** float32 ends at 3.4e38; what a layer is about to add up stays well below. Models that have learned are below 1e25. */
const MOST = 1e36;
/** Codes are looked at as far out as this, whatever an encoder gives. */
const CODE = 1000;

/** Throws `checkpoint.huge` with the tensor of the largest value, unless whatever is computed stays finite. */
export function refuseHuge(spec: ModelSpec, parameters: Float32Array): void {
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

/** The greatest magnitude that a layer can give, of inputs no greater than `input`. */
function largestOutput(layer: Layer, parameters: Float32Array, input: number): number {
  const { weight, bias, biasSize, activation } = layer;
  const sums = new Float64Array(biasSize);
  // Outputs come last in memory, but for a transposed convolution, whose inputs do.
  const inputs = layer.kind === 'transposedConvolution' ? layer.shape.channels : 1;
  for (let i = weight; i < bias; i++)
    sums[Math.floor((i - weight) / inputs) % biasSize] += Math.abs(parameters[i]);
  let most = 0;
  for (let j = 0; j < biasSize; j++) most = Math.max(most, sums[j] * input + Math.abs(parameters[bias + j]));
  // Outputs of a tanh or a sigmoid are bounded by 1, but what goes into them must be finite as well.
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
