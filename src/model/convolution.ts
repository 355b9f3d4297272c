/** A strided convolution of one image and its transpose, in plain loops, channels last. */
import type { ConvolutionalLayer } from './layout';

/**
 * Calls `visit` with the matching places: a pixel of the larger image, one of the smaller, and the first
 * element of the filter between them. A convolution reads the larger and writes the smaller; its transpose
 * does the opposite.
 */
function windows(
  { kind, shape: { side, outSide, kernel, stride, padding } }: ConvolutionalLayer,
  visit: (large: number, small: number, tap: number) => void,
): void {
  const [large, small] = kind === 'convolution' ? [side, outSide] : [outSide, side];
  for (let row = 0; row < small; row++) {
    for (let column = 0; column < small; column++) {
      for (let i = 0; i < kernel; i++) {
        const y = row * stride + i - padding;
        if (y < 0 || y >= large) continue;
        for (let j = 0; j < kernel; j++) {
          const x = column * stride + j - padding;
          if (x >= 0 && x < large) visit(y * large + x, row * small + column, i * kernel + j);
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
  const down = layer.kind === 'convolution';
  windows(layer, (large, small, tap) => {
    const [from, to] = down
      ? [large * channels, small * outChannels]
      : [small * channels, large * outChannels];
    const w = weight + tap * channels * outChannels;
    for (let a = 0; a < channels; a++) {
      const x = input[from + a];
      if (x === 0) continue;
      for (let b = 0; b < outChannels; b++) {
        output[to + b] += x * p[w + (down ? a * outChannels + b : b * channels + a)];
      }
    }
  });
}

/** The index of the weight from input channel c to output channel o at a tap. */
function weightAt({ kind, weight, shape: { channels, outChannels } }: ConvolutionalLayer) {
  return (tap: number, c: number, o: number) =>
    weight +
    (kind === 'convolution'
      ? (tap * channels + c) * outChannels + o
      : (tap * outChannels + o) * channels + c);
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
  const at = weightAt(layer);
  const { channels, outChannels } = layer.shape;
  delta.forEach((d, i) => {
    if (into) into[layer.bias + (i % outChannels)] += d;
  });
  windows(layer, (large, small, tap) => {
    const [from, to] = layer.kind === 'convolution' ? [large, small] : [small, large];
    for (let a = 0; a < channels; a++) {
      for (let b = 0; b < outChannels; b++) {
        const w = at(tap, a, b);
        const d = delta[to * outChannels + b];
        if (into) into[w] += input[from * channels + a] * d;
        dInput[from * channels + a] += p[w] * d;
      }
    }
  });
}
