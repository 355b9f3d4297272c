/** A convolution of one image, its transpose, and one over an enlarged image, in plain loops, channels last. */
import type { ConvolutionalLayer } from './layout';

/**
 * Calls `visit` with the matching places: a pixel of the image before, one of the image after, and the first element of
 * the filter between them. A convolution has a window in the former for each pixel of the latter, its transpose the
 * other way round.
 */
function windows(
  { kind, shape: { side, outSide, kernel, stride, padding } }: ConvolutionalLayer,
  visit: (from: number, to: number, tap: number) => void,
): void {
  const [large, small] = {
    convolution: [side, outSide],
    transposedConvolution: [outSide, side],
    upsampledConvolution: [outSide, outSide],
  }[kind];
  const place = (y: number, x: number, pixel: number, tap: number): void => {
    if (kind === 'convolution') visit(y * side + x, pixel, tap);
    else if (kind === 'transposedConvolution') visit(pixel, y * outSide + x, tap);
    else visit((y >> 1) * side + (x >> 1), pixel, tap);
  };
  for (let row = 0; row < small; row++) {
    for (let column = 0; column < small; column++) {
      for (let i = 0; i < kernel; i++) {
        const y = row * stride + i - padding;
        if (y < 0 || y >= large) continue;
        for (let j = 0; j < kernel; j++) {
          const x = column * stride + j - padding;
          if (x >= 0 && x < large) place(y, x, row * small + column, i * kernel + j);
        }
      }
    }
  }
}

type Floats = Float64Array | Float32Array;

/** Writes the outputs before the activation. */
export function convolve(p: Floats, layer: ConvolutionalLayer, input: Floats, output: Floats): void {
  const { weight, bias } = layer;
  const { channels, outChannels } = layer.shape;
  for (let i = 0; i < output.length; i++) output[i] = p[bias + (i % outChannels)];
  const transposed = layer.kind === 'transposedConvolution';
  windows(layer, (before, after, tap) => {
    const [from, to] = [before * channels, after * outChannels];
    const w = weight + tap * channels * outChannels;
    for (let a = 0; a < channels; a++) {
      const x = input[from + a];
      if (x === 0) continue;
      for (let b = 0; b < outChannels; b++) {
        output[to + b] += x * p[w + (transposed ? b * channels + a : a * outChannels + b)];
      }
    }
  });
}

/** From δ of the outputs before the activation: adds ∂x to `dInput`, and ∂W and ∂b to `into` if given. */
export function convolveBack(
  p: Float64Array,
  layer: ConvolutionalLayer,
  input: Float64Array,
  delta: Float64Array,
  dInput: Float64Array,
  into: Float64Array | null,
): void {
  const { weight, bias } = layer;
  const { channels, outChannels } = layer.shape;
  if (into) for (let i = 0; i < delta.length; i++) into[bias + (i % outChannels)] += delta[i];
  const transposed = layer.kind === 'transposedConvolution';
  /** From a weight to that of the next output channel. */
  const next = transposed ? channels : 1;
  windows(layer, (before, after, tap) => {
    const [from, to] = [before * channels, after * outChannels];
    const first = weight + tap * channels * outChannels;
    for (let a = 0; a < channels; a++) {
      const x = input[from + a];
      let w = first + (transposed ? a : a * outChannels);
      let sum = dInput[from + a];
      for (let b = 0; b < outChannels; b++, w += next) {
        const d = delta[to + b];
        if (into) into[w] += x * d;
        sum += p[w] * d;
      }
      dInput[from + a] = sum;
    }
  });
}
