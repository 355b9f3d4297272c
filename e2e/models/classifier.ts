/**
 * A classifier that judges generated images: 784 − 256 − 10, ReLU, trained by Adam on the training images with a seed of
 * its own, so that it is the same in every trial. In plain TypeScript; most pixels are paper, and are skipped.
 */
import { batchIndices, stepsFor } from '../../src/data/batches';
import type { Dataset } from '../../src/data/images';
import { fillUniform, Purpose } from '../../src/math/random';
import { BETA1, BETA2, EPSILON } from '../../src/model/optimiser';

const INPUTS = 784;
const HIDDEN = 256;
const CLASSES = 10;
const BATCH = 128;
const EPOCHS = 4;
const SEED = 1;
const RATE = 1e-3;

/** Offsets of the parameters: W₁ [in, out], b₁, W₂ [in, out], b₂. */
const B1 = INPUTS * HIDDEN;
const W2 = B1 + HIDDEN;
const B2 = W2 + HIDDEN * CLASSES;
const SIZE = B2 + CLASSES;

export interface Classifier {
  /** Share of the test images that it classifies as labelled. */
  accuracy: number;
  /** Probabilities of the classes, count × 10, of images with pixels in [0, 1]. */
  classify(pixels: Float32Array): Float32Array;
}

export function trainedClassifier({ train, test }: Dataset): Classifier {
  const { labels } = train;
  if (!labels || !test.labels) throw new Error('a classifier needs labels');
  const p = new Float32Array(SIZE);
  fillUniform(p, SEED, Purpose.weights, 0);
  for (let i = 0; i < SIZE; i++) {
    const fans = i < B1 ? INPUTS + HIDDEN : HIDDEN + CLASSES;
    const isWeight = i < B1 || (i >= W2 && i < B2);
    p[i] = isWeight ? (2 * p[i] - 1) * Math.sqrt(6 / fans) : 0;
  }
  const [m, v, g] = [0, 1, 2].map(() => new Float32Array(SIZE));
  const hidden = new Float32Array(HIDDEN);
  const chances = new Float32Array(CLASSES);
  const x = new Float32Array(INPUTS);
  const indices = new Uint32Array(BATCH);
  const steps = stepsFor(EPOCHS, BATCH, train.count);
  for (let step = 0; step < steps; step++) {
    batchIndices(indices, step, train.count, SEED);
    g.fill(0);
    for (const image of indices) {
      for (let i = 0; i < INPUTS; i++) x[i] = train.images[image * INPUTS + i] / 255;
      forward(p, x, hidden, chances);
      back(p, x, hidden, chances, labels[image], g);
    }
    const [short1, short2] = [1 - BETA1 ** (step + 1), 1 - BETA2 ** (step + 1)];
    for (let i = 0; i < SIZE; i++) {
      const gradient = g[i] / BATCH;
      m[i] = BETA1 * m[i] + (1 - BETA1) * gradient;
      v[i] = BETA2 * v[i] + (1 - BETA2) * gradient * gradient;
      p[i] -= (RATE * (m[i] / short1)) / (Math.sqrt(v[i] / short2) + EPSILON);
    }
  }
  const classify = (pixels: Float32Array) => {
    const found = new Float32Array((pixels.length / INPUTS) * CLASSES);
    for (let n = 0; n * INPUTS < pixels.length; n++)
      forward(
        p,
        pixels.subarray(n * INPUTS, (n + 1) * INPUTS),
        hidden,
        found.subarray(n * CLASSES, (n + 1) * CLASSES),
      );
    return found;
  };
  const found = classify(Float32Array.from(test.images, (byte) => byte / 255));
  const right = test.labels.reduce((sum, label, n) => sum + Number(likeliest(found, n) === label), 0);
  return { accuracy: right / test.count, classify };
}

/** The class of image n that has the highest probability. */
const likeliest = (chances: Float32Array, n: number): number => {
  const own = chances.subarray(n * CLASSES, (n + 1) * CLASSES);
  return own.indexOf(Math.max(...own));
};

/** Hidden activations, and the probabilities of the classes. */
function forward(p: Float32Array, x: Float32Array, hidden: Float32Array, chances: Float32Array): void {
  hidden.set(p.subarray(B1, W2));
  for (let i = 0; i < INPUTS; i++) {
    const factor = x[i];
    if (factor === 0) continue;
    for (let j = 0, w = i * HIDDEN; j < HIDDEN; j++, w++) hidden[j] += factor * p[w];
  }
  for (let c = 0; c < CLASSES; c++) chances[c] = p[B2 + c];
  for (let j = 0; j < HIDDEN; j++) {
    if (hidden[j] < 0) hidden[j] = 0;
    else for (let c = 0; c < CLASSES; c++) chances[c] += hidden[j] * p[W2 + j * CLASSES + c];
  }
  const most = Math.max(...chances);
  let sum = 0;
  for (let c = 0; c < CLASSES; c++) {
    chances[c] = Math.exp(chances[c] - most);
    sum += chances[c];
  }
  for (let c = 0; c < CLASSES; c++) chances[c] /= sum;
}

const delta = new Float32Array(HIDDEN);

/** Adds the gradient of −log of the label's probability. */
function back(
  p: Float32Array,
  x: Float32Array,
  hidden: Float32Array,
  chances: Float32Array,
  label: number,
  g: Float32Array,
): void {
  chances[label] -= 1;
  delta.fill(0);
  for (let c = 0; c < CLASSES; c++) g[B2 + c] += chances[c];
  for (let j = 0; j < HIDDEN; j++) {
    if (hidden[j] === 0) continue;
    for (let c = 0, w = W2 + j * CLASSES; c < CLASSES; c++, w++) {
      g[w] += hidden[j] * chances[c];
      delta[j] += p[w] * chances[c];
    }
    g[B1 + j] += delta[j];
  }
  for (let i = 0; i < INPUTS; i++) {
    const factor = x[i];
    if (factor === 0) continue;
    for (let j = 0, w = i * HIDDEN; j < HIDDEN; j++, w++) g[w] += factor * delta[j];
  }
}

/**
 * How much like digits, and how different from each other, images are, by the probabilities of their classes:
 * `confidence`, the mean of the highest one, and `score`, exp(E KL(p(y | x) ‖ p(y))), from 1 to 10 (Salimans et al.
 * 2016, with this classifier in place of Inception).
 */
export function scoreOf(chances: Float32Array): { confidence: number; score: number } {
  const count = chances.length / CLASSES;
  const mean = new Float64Array(CLASSES);
  let confidence = 0;
  for (let n = 0; n < count; n++) {
    confidence += chances[n * CLASSES + likeliest(chances, n)] / count;
    for (let c = 0; c < CLASSES; c++) mean[c] += chances[n * CLASSES + c] / count;
  }
  let divergence = 0;
  chances.forEach((chance, i) => {
    if (chance > 0) divergence += (chance * Math.log(chance / mean[i % CLASSES])) / count;
  });
  return { confidence, score: Math.exp(divergence) };
}
