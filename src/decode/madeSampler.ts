/**
 * Samples an image from MADE pixel by pixel, each given those before it (Germain et al. 2015). For the next
 * pixel, only the effect of the last one is computed: its row of the first layer's weights.
 */
import { Purpose, randomBits, toUniform } from '../math/random';
import { activate } from '../model/activations';
import { layoutOf } from '../model/compile';
import { type Layer, reachOf } from '../model/layout';
import { imageSize, type ModelSpec } from '../model/spec';

export interface Drawing {
  /** Pixels drawn so far, 0 or 1; the rest are 0. */
  readonly pixels: Float32Array;
  /** How many pixels have been drawn. */
  readonly drawn: number;
  /** Draws the next `count` pixels, or as many as remain. */
  next(count: number): void;
}

/**
 * Image `sample` of `seed`, with no pixel drawn yet. `weights` are all parameters of the model; they are read
 * during sampling and must not change meanwhile.
 */
export function drawImage(spec: ModelSpec, weights: Float32Array, seed: number, sample: number): Drawing {
  const { encoder } = layoutOf(spec);
  const [first, ...rest] = encoder;
  const size = imageSize(spec.data);
  const pixels = new Float32Array(size);
  /** The first layer before its activation. */
  const sums = weights.slice(first.bias, first.bias + first.outputs);
  const outputs = encoder.map((layer) => new Float32Array(layer.outputs));
  const firstReach = reachOf(first);
  let drawn = 0;

  /** The logit of pixel i, given those before it. */
  function logit(i: number): number {
    activateInto(first, sums, outputs[0]);
    rest.forEach((layer, l) => {
      const x = outputs[l];
      const y = outputs[l + 1];
      const reach = reachOf(layer);
      // Only the requested output is computed.
      const [from, to] = l === rest.length - 1 ? [i, i + 1] : [0, layer.outputs];
      for (let j = from; j < to; j++) y[j] = weights[layer.bias + j];
      for (let k = 0; k < layer.inputs; k++) {
        if (x[k] === 0) continue;
        const row = layer.weight + k * layer.outputs;
        for (let j = Math.max(from, reach?.[k] ?? 0); j < to; j++) y[j] += x[k] * weights[row + j];
      }
      activateInto(layer, y, y);
    });
    return outputs[outputs.length - 1][i];
  }

  return {
    pixels,
    get drawn() {
      return drawn;
    },
    next(count) {
      for (const end = Math.min(size, drawn + count); drawn < end; drawn++) {
        const chance = 1 / (1 + Math.exp(-logit(drawn)));
        const index = sample * size + drawn;
        if (toUniform(randomBits(seed, Purpose.prior, 0, index)) >= chance) continue;
        pixels[drawn] = 1;
        const row = first.weight + drawn * first.outputs;
        for (let j = firstReach?.[drawn] ?? 0; j < first.outputs; j++) sums[j] += weights[row + j];
      }
    },
  };
}

function activateInto({ activation }: Layer, from: Float32Array, to: Float32Array): void {
  for (let j = 0; j < to.length; j++) to[j] = activation ? activate(activation, from[j]) : from[j];
}
