/**
 * The decoder in plain TypeScript, for browsers without SIMD and until SIMD is ready. A call allocates
 * nothing. Tests compare it with `model/reference.ts`.
 */

import { layoutOf } from '../model/compile';
import { convolve } from '../model/convolution';
import { flushed, TINY } from '../model/flush';
import { isConvolutional } from '../model/layout';
import { normalise } from '../model/normalisation';
import { type Activation, imageSize, LEAKY_SLOPE, type ModelSpec } from '../model/spec';

/** The methods are documented at `Decoder`. */
export interface PlainDecoder {
  /** The weights loaded last. */
  readonly weights: Float32Array;
  load(weights: Float32Array): void;
  decode(z: ArrayLike<number>, count: number, out: Float32Array, label?: number): void;
}

export function createPlainDecoder(spec: ModelSpec): PlainDecoder {
  const layout = layoutOf(spec);
  const start = layout.decoderStart;
  const layers = layout.decoder.map((l) => ({
    ...l,
    weight: l.weight - start,
    bias: l.bias - start,
    input: new Float32Array(l.inputs),
    /** Indices of the nonzero inputs: after a ReLU about half of them are zero. */
    live: new Int32Array(l.inputs),
  }));
  const activate = ACTIVATIONS[spec.activation];
  const toPixels = spec.likelihood === 'bernoulli' ? sigmoid : clamp;
  const weights = new Float32Array(layout.size - start);
  return {
    weights,
    load: (loaded) => weights.set(loaded),
    decode(z, count, out, label = 0) {
      const first = layers[0].input;
      const { latent } = spec;
      const size = imageSize(spec.data);
      for (let n = 0; n < count; n++) {
        for (let i = 0; i < latent; i++) first[i] = z[n * latent + i];
        first.fill(0, latent);
        if (first.length > latent) first[latent + label] = 1;
        const pixels = out.subarray(n * size, (n + 1) * size);
        for (let l = 0; l < layers.length; l++) {
          const layer = layers[l];
          const y = l + 1 < layers.length ? layers[l + 1].input : pixels;
          if (isConvolutional(layer)) {
            convolve(weights, layer, layer.input, y);
          } else if (layer.kind === 'groupNormalisation') {
            normalise(weights, layer, layer.input, y);
          } else {
            for (let j = 0; j < layer.outputs; j++) y[j] = weights[layer.bias + j];
            accumulate(y, layer.outputs, layer.input, layer.live, weights, layer.weight);
          }
          if (layer.activation !== null) activate(y);
        }
        toPixels(pixels);
      }
    },
  };
}

/**
 * y += x W, with W [in, out] at `offset`: the rows of W for nonzero inputs are added four at a time along
 * their length, so y is loaded and stored once for four rows.
 */
function accumulate(
  y: Float32Array,
  width: number,
  x: Float32Array,
  live: Int32Array,
  w: Float32Array,
  offset: number,
): void {
  let count = 0;
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) live[count++] = i;
  let n = 0;
  for (; n + 3 < count; n += 4) {
    const a = x[live[n]];
    const b = x[live[n + 1]];
    const c = x[live[n + 2]];
    const d = x[live[n + 3]];
    const ra = offset + live[n] * width;
    const rb = offset + live[n + 1] * width;
    const rc = offset + live[n + 2] * width;
    const rd = offset + live[n + 3] * width;
    for (let j = 0; j < width; j++) y[j] += a * w[ra + j] + b * w[rb + j] + c * w[rc + j] + d * w[rd + j];
  }
  for (; n < count; n++) {
    const a = x[live[n]];
    const ra = offset + live[n] * width;
    for (let j = 0; j < width; j++) y[j] += a * w[ra + j];
  }
}

/** f in place, flushed. */
const ACTIVATIONS: Record<Activation, (y: Float32Array) => void> = {
  relu(y) {
    for (let j = 0; j < y.length; j++) if (y[j] < TINY) y[j] = 0;
  },
  leakyRelu(y) {
    for (let j = 0; j < y.length; j++) y[j] = flushed(y[j] < 0 ? y[j] * LEAKY_SLOPE : y[j]);
  },
  tanh(y) {
    for (let j = 0; j < y.length; j++) y[j] = flushed(Math.tanh(y[j]));
  },
  elu(y) {
    for (let j = 0; j < y.length; j++) y[j] = flushed(y[j] < 0 ? Math.expm1(y[j]) : y[j]);
  },
};

/** Mean of a Bernoulli pixel, from its logit. */
function sigmoid(y: Float32Array): void {
  for (let j = 0; j < y.length; j++) y[j] = flushed(1 / (1 + Math.exp(-y[j])));
}

/** Mean of a Gaussian pixel, clipped to the range of the screen. */
function clamp(y: Float32Array): void {
  for (let j = 0; j < y.length; j++) y[j] = flushed(Math.min(1, Math.max(0, y[j])));
}
