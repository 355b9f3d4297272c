import { expect, test } from 'vitest';
import { specWith } from '../experiment/specOf';
import { fillNormal, Purpose, randomBits, toUniform } from '../math/random';
import { activate } from '../model/activations';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { reachOf } from '../model/layout';
import { referenceEvaluate } from '../model/reference';
import { INPUT_SIZE } from '../model/spec';
import { drawImage } from './madeSampler';

/** First weights, and nonzero biases. */
function weightsOf(spec: ReturnType<typeof specWith>): Float32Array {
  const weights = initialParameters(spec, 3).map((w) => 3 * w);
  for (const { bias, outputs } of layoutOf(spec).layers) {
    fillNormal(weights.subarray(bias, bias + outputs), 3, Purpose.selfTest, bias);
  }
  return weights;
}

test.each([[[]], [[37]], [[50, 33]]])(
  'draws each pixel with its probability under the model: %j',
  (encoder) => {
    const spec = specWith({ model: 'made', encoder });
    const weights = weightsOf(spec);
    const drawing = drawImage(spec, weights, 5, 2);
    drawing.next(300);
    expect(drawing.drawn).toBe(300);
    expect(drawing.pixels.subarray(300).every((x) => x === 0)).toBe(true);
    drawing.next(1e9);
    expect(drawing.drawn).toBe(INPUT_SIZE);
    const { pixels } = drawing;
    expect(new Set(pixels)).toEqual(new Set([0, 1]));
    // −log p of an image and of the same image with its last pixel inverted give the last conditional
    // probability.
    const nats = (x: Float32Array) =>
      referenceEvaluate(spec, Float64Array.from(weights), {
        images: Uint8Array.from(x, (v) => 255 * v),
        seed: 0,
        step: 0,
      }).recon;
    for (const i of [INPUT_SIZE - 1, INPUT_SIZE - 2]) {
      // Pixels after i are summed out: all their values.
      const marginal = (value: number) => {
        let sum = 0;
        for (const rest of i === INPUT_SIZE - 1 ? [[]] : [[0], [1]]) {
          const x = pixels.slice();
          x[i] = value;
          rest.forEach((v, k) => {
            x[i + 1 + k] = v;
          });
          sum += Math.exp(nats(pixels) - nats(x));
        }
        return sum;
      };
      const chance = marginal(1) / (marginal(0) + marginal(1));
      const u = toUniform(randomBits(5, Purpose.prior, 0, 2 * INPUT_SIZE + i));
      expect(pixels[i]).toBe(u < chance ? 1 : 0);
    }
  },
);

/** The logits of all pixels from a whole image, in float64, with masked weights left out. */
function logitsOf(spec: ReturnType<typeof specWith>, weights: Float32Array, image: Float32Array): number[] {
  let x = [...image];
  for (const layer of layoutOf(spec).encoder) {
    const { inputs, outputs, weight, bias, activation } = layer;
    const reach = reachOf(layer);
    const y = Array.from({ length: outputs }, (_, j) => weights[bias + j]);
    for (let i = 0; i < inputs; i++)
      for (let j = reach?.[i] ?? 0; j < outputs; j++) y[j] += x[i] * weights[weight + i * outputs + j];
    x = activation ? y.map((v) => activate(activation, v)) : y;
  }
  return x;
}

test.each([
  [[], 'relu'],
  [[37], 'tanh'],
  [[50, 33], 'relu'],
] as const)('every pixel is drawn only from the pixels that the masks allow: %j', (encoder, activation) => {
  const spec = specWith({ model: 'made', encoder: [...encoder], activation });
  const weights = weightsOf(spec);
  // Masked weights, which must never be read.
  for (const layer of layoutOf(spec).layers) {
    const { inputs, outputs, weight } = layer;
    const reach = reachOf(layer);
    for (let i = 0; i < inputs; i++)
      weights.fill(Number.NaN, weight + i * outputs, weight + i * outputs + (reach?.[i] ?? 0));
  }
  const drawing = drawImage(spec, weights, 11, 4);
  for (let count = 1; drawing.drawn < INPUT_SIZE; count += 7) drawing.next(count);
  const { pixels } = drawing;
  // On the finished image: no logit depends on its own pixel or a later one.
  logitsOf(spec, weights, pixels).forEach((logit, i) => {
    const u = toUniform(randomBits(11, Purpose.prior, 0, 4 * INPUT_SIZE + i));
    const chance = 1 / (1 + Math.exp(-logit));
    // For a draw this close to the probability, rounding decides.
    if (Math.abs(u - chance) > 1e-4) expect(pixels[i]).toBe(u < chance ? 1 : 0);
  });
  expect(pixels.reduce((sum, x) => sum + x, 0)).toBeGreaterThan(50);
});

test('the same number gives the same image, another gives another', () => {
  const spec = specWith({ model: 'made', encoder: [37] });
  const weights = weightsOf(spec);
  const image = (seed: number, sample: number) => {
    const drawing = drawImage(spec, weights, seed, sample);
    drawing.next(INPUT_SIZE);
    return drawing.pixels;
  };
  expect(image(1, 0)).toEqual(image(1, 0));
  expect(image(1, 1)).not.toEqual(image(1, 0));
  expect(image(2, 0)).not.toEqual(image(1, 0));
});
