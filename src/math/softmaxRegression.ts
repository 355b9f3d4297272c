/**
 * Multinomial logistic regression: how well a linear function of the inputs separates the classes. On a frozen code
 * it is the linear probe (Alain & Bengio 2016).
 */
import { minimise } from './lbfgs';

/** Rows of `width` inputs, and a class from 0 to classes − 1 for each. */
export interface Labelled {
  inputs: Float64Array;
  labels: ArrayLike<number>;
  width: number;
  classes: number;
}

/**
 * Mean cross-entropy in nats of softmax(W x + b) plus (decay / 2) ‖W‖², and its gradient. θ has one row per
 * class: its weights, then its bias, which does not decay.
 */
export function crossEntropy(
  theta: Float64Array,
  gradient: Float64Array,
  { inputs, labels, width, classes }: Labelled,
  decay: number,
): number {
  const count = inputs.length / width;
  const row = width + 1;
  const chances = new Float64Array(classes);
  let sum = 0;
  gradient.fill(0);
  for (let n = 0; n < count; n++) {
    const from = n * width;
    for (let c = 0; c < classes; c++) {
      let logit = theta[c * row + width];
      for (let j = 0; j < width; j++) logit += theta[c * row + j] * inputs[from + j];
      chances[c] = logit;
    }
    const most = Math.max(...chances);
    let all = 0;
    for (let c = 0; c < classes; c++) all += Math.exp(chances[c] - most);
    const logAll = most + Math.log(all);
    sum += logAll - chances[labels[n]];
    for (let c = 0; c < classes; c++) {
      const slope = (Math.exp(chances[c] - logAll) - Number(c === labels[n])) / count;
      for (let j = 0; j < width; j++) gradient[c * row + j] += slope * inputs[from + j];
      gradient[c * row + width] += slope;
    }
  }
  let squares = 0;
  for (let c = 0; c < classes; c++) {
    for (let j = 0; j < width; j++) {
      const w = theta[c * row + j];
      squares += w * w;
      gradient[c * row + j] += decay * w;
    }
  }
  return sum / count + (decay / 2) * squares;
}

/** For standardised inputs: converged far beyond what changes a predicted class. */
const CONVERGED = { tolerance: 1e-4, mostIterations: 200 };

/**
 * Accuracy on the remaining rows of the best linear classifier of the first `train` rows of `codes` (count ×
 * width). Each input is first standardised to mean 0 and variance 1 on the first rows; one that is constant
 * there is ignored. `decay` is 1 / train, corresponding to C = 1 elsewhere.
 */
export function probeAccuracy(
  codes: Float32Array,
  labels: Uint8Array,
  width: number,
  train: number,
  classes = 10,
): number {
  const count = codes.length / width;
  const inputs = standardised(codes, width, train);
  const known = { inputs: inputs.subarray(0, train * width), labels, width, classes };
  const { x: theta } = minimise(
    (at, gradient) => crossEntropy(at, gradient, known, 1 / train),
    new Float64Array(classes * (width + 1)),
    CONVERGED,
  );
  let right = 0;
  for (let n = train; n < count; n++) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) {
      const row = c * (width + 1);
      let logit = theta[row + width];
      for (let j = 0; j < width; j++) logit += theta[row + j] * inputs[n * width + j];
      if (logit > most) [best, most] = [c, logit];
    }
    if (best === labels[n]) right++;
  }
  return right / (count - train);
}

function standardised(codes: Float32Array, width: number, train: number): Float64Array {
  const out = Float64Array.from(codes);
  for (let j = 0; j < width; j++) {
    let mean = 0;
    for (let n = 0; n < train; n++) mean += codes[n * width + j] / train;
    let variance = 0;
    for (let n = 0; n < train; n++) variance += (codes[n * width + j] - mean) ** 2 / train;
    const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (let i = j; i < out.length; i += width) out[i] = (out[i] - mean) * scale;
  }
  return out;
}
