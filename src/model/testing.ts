/** For tests only: small models, grey images, and parameters that activate most units. */
import type { Config } from '../experiment/config';
import { specWith } from '../experiment/specOf';
import { fillUniform, Purpose } from '../math/random';
import { layoutOf } from './compile';
import { initialParameters } from './init';
import { reachOf } from './layout';
import type { ReferenceBatch } from './reference';
import { INPUT_SIZE, type ModelSpec } from './spec';

/** A model so small that thousands of its losses take a second. */
export const tiny = (settings: Partial<Config> = {}): ModelSpec =>
  specWith({
    encoder: [7, 5],
    decoder: [5, 7],
    discriminator: [6, 4],
    latent: 3,
    activation: 'tanh',
    ...settings,
  });

/** Settings for which images are of 32 × 32 pixels in colour, with eight classes. */
export const COLOUR: Partial<Config> = { dataset: 'own', imageSide: 32, imageChannels: 3, classCount: 8 };

/** Light grey everywhere: every weight of the first layer has a gradient, and no tanh is saturated. */
export function greyImages(count: number, pixels = INPUT_SIZE): Uint8Array {
  const draws = new Float64Array(count * pixels);
  fillUniform(draws, 3, Purpose.selfTest, 0);
  return Uint8Array.from(draws, (u) => 1 + Math.floor(u * 60));
}

/** Grey images with labels 9, 7, 5 … */
export const greyBatch = (count: number, step = 4, pixels = INPUT_SIZE): ReferenceBatch => ({
  images: greyImages(count, pixels),
  labels: Uint8Array.from({ length: count }, (_, n) => (9 + 8 * n) % 10),
  seed: 3,
  step,
});

/** First weights, with biases (zero in a fresh run) that activate most of the hidden units. */
export function activeParameters(spec: ModelSpec, seed = 1): Float64Array {
  const p = Float64Array.from(initialParameters(spec, seed));
  for (const { bias, biasSize } of layoutOf(spec).layers) p.fill(0.3, bias, bias + biasSize);
  return p;
}

/** Every weight and bias drawn from [−size, size], except masked weights. */
export function randomParameters(spec: ModelSpec, size = 1, seed = 2): Float64Array {
  const { layers, size: count } = layoutOf(spec);
  const p = new Float64Array(count);
  fillUniform(p, seed, Purpose.weights, 0);
  p.forEach((u, i) => {
    p[i] = size * (2 * u - 1);
  });
  for (const layer of layers) {
    const { weight, outputs } = layer;
    reachOf(layer)?.forEach((from, i) => void p.fill(0, weight + i * outputs, weight + i * outputs + from));
  }
  return p;
}
