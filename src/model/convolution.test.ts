/** Convolutions against the definition, written out. */
import { describe, expect, it } from 'vitest';
import { fillUniform, Purpose } from '../math/random';
import { convolve, convolveBack } from './convolution';
import type { ConvolutionalLayer, ConvolutionShape } from './layout';

/** A layer with its filter at offset 0, and its bias after it. */
function layerOf(kind: ConvolutionalLayer['kind'], c: ConvolutionShape): ConvolutionalLayer {
  const bias = c.kernel ** 2 * c.channels * c.outChannels;
  return {
    kind,
    name: 'a layer',
    learner: 'encoder',
    inputs: c.side ** 2 * c.channels,
    outputs: c.outSide ** 2 * c.outChannels,
    weight: 0,
    bias,
    weightShape: [],
    biasSize: c.outChannels,
    activation: null,
    shape: c,
  };
}

function run(layer: ConvolutionalLayer, p: Float64Array, x: Float64Array): Float64Array {
  const y = new Float64Array(layer.outputs);
  convolve(p, layer, x, y);
  return y;
}

function draws(count: number, step: number): Float64Array {
  const out = new Float64Array(count);
  fillUniform(out, 9, Purpose.selfTest, step);
  return out.map((u) => 2 * u - 1);
}

/** y[r, c, o] = b[o] + Σ w[i, j, a, o] x[s r + i − padding, s c + j − padding, a], with zeros outside. */
function plainDown(c: ConvolutionShape, p: Float64Array, x: Float64Array, padding: number): Float64Array {
  const { side, channels, outSide, outChannels, kernel, stride } = c;
  const pixel = (row: number, column: number, a: number) =>
    row < 0 || column < 0 || row >= side || column >= side ? 0 : x[(row * side + column) * channels + a];
  const y = new Float64Array(outSide ** 2 * outChannels);
  for (let row = 0; row < outSide; row++) {
    for (let column = 0; column < outSide; column++) {
      for (let o = 0; o < outChannels; o++) {
        let sum = p[kernel ** 2 * channels * outChannels + o];
        for (let i = 0; i < kernel; i++) {
          for (let j = 0; j < kernel; j++) {
            for (let a = 0; a < channels; a++) {
              const weight = p[((i * kernel + j) * channels + a) * outChannels + o];
              sum += weight * pixel(stride * row + i - padding, stride * column + j - padding, a);
            }
          }
        }
        y[(row * outSide + column) * outChannels + o] = sum;
      }
    }
  }
  return y;
}

// Of the page's models: 28 → 14 and 14 → 7 need two zeros, one on each side; 7 → 4 needs three, one before and two
// after, as TensorFlow's "same" has it. And others that PyTorch can say.
const shapes = [
  { side: 28, outSide: 14, kernel: 4, stride: 2, padding: 1 },
  { side: 14, outSide: 7, kernel: 4, stride: 2, padding: 1 },
  { side: 7, outSide: 4, kernel: 4, stride: 2, padding: 1 },
  { side: 13, outSide: 13, kernel: 3, stride: 1, padding: 1 },
  { side: 13, outSide: 7, kernel: 5, stride: 2, padding: 2 },
  { side: 7, outSide: 3, kernel: 5, stride: 1, padding: 0 },
  { side: 2, outSide: 1, kernel: 3, stride: 2, padding: 0 },
  { side: 1, outSide: 1, kernel: 3, stride: 1, padding: 1 },
];

describe.each(shapes)('$side → $outSide by $kernel, stride $stride', (shape) => {
  const { side, outSide, kernel } = shape;
  const down = layerOf('convolution', { ...shape, channels: 2, outChannels: 3 });
  const up = layerOf('transposedConvolution', {
    ...shape,
    side: outSide,
    outSide: side,
    channels: 3,
    outChannels: 2,
  });
  const size = 6 * kernel ** 2;

  it('follows the definition', () => {
    const p = draws(size + 3, 0);
    const x = draws(side ** 2 * 2, 1);
    const y = run(down, p, x);
    const expected = plainDown(down.shape, p, x, shape.padding);
    expect(Math.max(...y.map((v, i) => Math.abs(v - expected[i])))).toBeLessThan(1e-12);
    // Other padding gives another result.
    const shifted = plainDown(down.shape, p, x, shape.padding + 1);
    expect(Math.max(...y.map((v, i) => Math.abs(v - shifted[i])))).toBeGreaterThan(0.1);
  });

  it('⟨down(x), y⟩ = ⟨x, up(y)⟩ with the same filter', () => {
    const filter = draws(size, 2);
    const x = draws(side ** 2 * 2, 3);
    const y = draws(outSide ** 2 * 3, 4);
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);
    const withoutBias = (count: number) => Float64Array.of(...filter, ...new Float64Array(count));
    const left = dot(run(down, withoutBias(3), x), y);
    const right = dot(x, run(up, withoutBias(2), y));
    expect(Math.abs(left)).toBeGreaterThan(0.01);
    expect(right).toBeCloseTo(left, 10);
  });

  it('gives the same input gradient as its transpose applied to δ', () => {
    const p = draws(size + 3, 5);
    const layer = down;
    const delta = draws(layer.outputs, 6);
    const dx = new Float64Array(layer.inputs);
    convolveBack(p, layer, draws(layer.inputs, 7), delta, dx, null);
    const expected = run(up, Float64Array.of(...p.subarray(0, size), 0, 0), delta);
    expect(Math.max(...dx.map((v, i) => Math.abs(v - expected[i])))).toBeLessThan(1e-12);
  });
});

it.each([
  [1, 2],
  [4, 7],
  [7, 14],
])('over an image of %i that is enlarged to %i: one over its pixels repeated', (side, outSide) => {
  const shape = { side, outSide, kernel: 3, stride: 1, padding: 1, channels: 2, outChannels: 3 };
  const p = draws(9 * 6 + 3, 8);
  const x = draws(side ** 2 * 2, 9);
  const repeated = Float64Array.from({ length: outSide ** 2 * 2 }, (_, n) => {
    const [pixel, channel] = [Math.floor(n / 2), n % 2];
    const [row, column] = [Math.floor(pixel / outSide), pixel % outSide];
    return x[(Math.floor(row / 2) * side + Math.floor(column / 2)) * 2 + channel];
  });
  const expected = plainDown({ ...shape, side: outSide }, p, repeated, 1);
  const y = run(layerOf('upsampledConvolution', shape), p, x);
  expect(Math.max(...y.map((v, i) => Math.abs(v - expected[i])))).toBeLessThan(1e-12);
});

const HALVES = { kernel: 4, stride: 2, padding: 1 };

it('matches numbers computed by hand', () => {
  // A 4 × 4 image of 1 … 16 and the filter that is 1 where i = j: sums along diagonals, one zero around the image.
  const down = layerOf('convolution', { ...HALVES, side: 4, channels: 1, outSide: 2, outChannels: 1 });
  const diagonal = Float64Array.from({ length: 17 }, (_, k) => (k === 16 ? 0.5 : k % 5 === 0 ? 1 : 0));
  const x = Float64Array.from({ length: 16 }, (_, i) => i + 1);
  // From (−1, −1): 0 + 1 + 6 + 11; from (−1, 1): 0 + 3 + 8 + 0; from (1, −1): 0 + 9 + 14 + 0; from (1, 1): 6
  // + 11 + 16.
  expect(run(down, diagonal, x)).toEqual(Float64Array.of(18.5, 11.5, 23.5, 33.5));
});

it('transposed, turns one pixel into the filter, cropped at the border', () => {
  const up = layerOf('transposedConvolution', {
    ...HALVES,
    side: 2,
    channels: 1,
    outSide: 4,
    outChannels: 1,
  });
  const p = Float64Array.from({ length: 17 }, (_, k) => (k < 16 ? k + 1 : 0));
  // The window of pixel (0, 0) starts at (−1, −1): its first row and column are cropped.
  expect(run(up, p, Float64Array.of(1, 0, 0, 0))).toEqual(
    Float64Array.of(6, 7, 8, 0, 10, 11, 12, 0, 14, 15, 16, 0, 0, 0, 0, 0),
  );
});
