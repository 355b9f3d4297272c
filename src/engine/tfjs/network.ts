/**
 * The autoencoder in tfjs ops: encode, decode, loss terms, gradients. Pure functions of tensors;
 * the caller tidies. `model/reference.ts` says the same in plain numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import { headOf, type Layout } from '../../model/layout';
import type { ModelSpec } from '../../model/spec';
import { type LayerTensors, type Products, throughActivation } from './dense';

export interface Network {
  spec: ModelSpec;
  layout: Layout;
  products: Products;
}

/** A layer's tensors by its name. */
export type Weights = ReadonlyMap<string, LayerTensors>;

interface Codes {
  /** The image, then the output of every hidden layer of the encoder: each [batch, width]. */
  hidden: tf.Tensor2D[];
  mu: tf.Tensor2D;
  logVar: tf.Tensor2D | null;
}

export function encode(net: Network, weights: Weights, x: tf.Tensor2D): Codes {
  const { layout, spec, products } = net;
  const hidden = [x];
  for (const { name } of layout.encoder) {
    hidden.push(products.forward(hidden[hidden.length - 1], of(weights, name), spec.activation));
  }
  const last = hidden[hidden.length - 1];
  const mu = products.forward(last, of(weights, headOf(layout).name), null);
  const logVar = layout.logVar && products.forward(last, of(weights, layout.logVar.name), null);
  return { hidden, mu, logVar };
}

/** z, then the output of every layer of the decoder; the last are logits, or means. */
function decoderOutputs(net: Network, weights: Weights, z: tf.Tensor2D): tf.Tensor2D[] {
  const outputs = [z];
  for (const { name, activated } of net.layout.decoder) {
    const activation = activated ? net.spec.activation : null;
    outputs.push(net.products.forward(outputs[outputs.length - 1], of(weights, name), activation));
  }
  return outputs;
}

/** Pixels in [0, 1]: [count, 784]. */
export function decode(net: Network, weights: Weights, z: tf.Tensor2D): tf.Tensor2D {
  const outputs = decoderOutputs(net, weights, z);
  const last = outputs[outputs.length - 1];
  return net.spec.likelihood === 'bernoulli' ? tf.sigmoid(last) : tf.clipByValue(last, 0, 1);
}

/** [recon, kl] summed over the batch, in nats. epsilon is null for an AE. */
export function lossSums(net: Network, weights: Weights, x: tf.Tensor2D, epsilon: tf.Tensor2D | null) {
  return tf.tidy(() => forwardPass(net, weights, x, epsilon).sums);
}

/**
 * [recon, kl] summed over the batch, and the gradient of (recon + β kl) / batch: a tensor a
 * parameter tensor, in the order of the layout.
 */
export function gradients(
  net: Network,
  weights: Weights,
  x: tf.Tensor2D,
  epsilon: tf.Tensor2D | null,
  beta: number,
): { sums: tf.Tensor; gradients: tf.Tensor[] } {
  const { layout, spec, products } = net;
  const batch = x.shape[0];
  const pass = forwardPass(net, weights, x, epsilon);
  const found = new Map<string, tf.Tensor[]>();
  const back = (name: string, input: tf.Tensor2D, delta: tf.Tensor2D, wantsInput: boolean) => {
    const grad = products.backward(input, of(weights, name), delta, wantsInput);
    found.set(name, [grad.weight, grad.bias]);
    return grad.input;
  };

  // Both likelihoods have the same derivative at the output: what is drawn minus what was there.
  const output = pass.outputs[pass.outputs.length - 1];
  const drawn = spec.likelihood === 'bernoulli' ? tf.sigmoid(output) : output;
  let delta: tf.Tensor2D = tf.mul(tf.sub(drawn, x), 1 / batch);
  for (let i = layout.decoder.length - 1; i >= 0; i--) {
    const input = pass.outputs[i];
    const below = must(back(layout.decoder[i].name, input, delta, true));
    delta = i > 0 ? throughActivation(below, input, spec.activation) : below;
  }

  // delta is now ∂/∂z. z = μ + σ ε, and KL = ½ Σ (σ² + μ² − 1 − log σ²).
  const { hidden, mu } = pass.codes;
  const last = hidden[hidden.length - 1];
  const deeper = layout.encoder.length > 0;
  let below: tf.Tensor2D | null;
  if (layout.logVar && pass.sigma && epsilon) {
    const share = beta / batch;
    const deltaMu: tf.Tensor2D = tf.add(delta, tf.mul(mu, share));
    const variance = tf.square(pass.sigma);
    const deltaLogVar: tf.Tensor2D = tf.mul(
      tf.add(tf.mul(tf.mul(delta, epsilon), pass.sigma), tf.mul(tf.sub(variance, 1), share)),
      0.5,
    );
    const fromMu = back(headOf(layout).name, last, deltaMu, deeper);
    const fromLogVar = back(layout.logVar.name, last, deltaLogVar, deeper);
    below = fromMu && fromLogVar && tf.add(fromMu, fromLogVar);
  } else {
    below = back(headOf(layout).name, last, delta, deeper);
  }
  for (let i = layout.encoder.length - 1; i >= 0; i--) {
    const d = throughActivation(must(below), hidden[i + 1], spec.activation);
    below = back(layout.encoder[i].name, hidden[i], d, i > 0);
  }
  return { sums: pass.sums, gradients: layout.layers.flatMap((l) => must(found.get(l.name))) };
}

function forwardPass(net: Network, weights: Weights, x: tf.Tensor2D, epsilon: tf.Tensor2D | null) {
  const codes = encode(net, weights, x);
  const { mu, logVar } = codes;
  const sigma: tf.Tensor2D | null = logVar && tf.exp(tf.mul(logVar, 0.5));
  const z: tf.Tensor2D = sigma && epsilon ? tf.add(mu, tf.mul(sigma, epsilon)) : mu;
  const outputs = decoderOutputs(net, weights, z);
  const recon = reconSum(net.spec, outputs[outputs.length - 1], x);
  const kl =
    logVar && sigma
      ? tf.mul(total(tf.sub(tf.add(tf.square(sigma), tf.square(mu)), tf.add(logVar, 1))), 0.5)
      : tf.zerosLike(recon);
  return { codes, sigma, outputs, sums: tf.stack([recon, kl]) };
}

/**
 * Bernoulli, on logits o: −log p(x) = softplus(o) − o x, which never takes the logarithm of a
 * rounded probability. Gaussian with σ = 1, without its constant: ½ (o − x)².
 */
function reconSum({ likelihood }: ModelSpec, o: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor {
  return likelihood === 'bernoulli'
    ? total(tf.sub(tf.softplus(o), tf.mul(o, x)))
    : tf.mul(total(tf.squaredDifference(o, x)), 0.5);
}

/** By rows first: one float32 sum over 100,000 pixels would lose two digits. */
function total(values: tf.Tensor): tf.Tensor {
  return tf.sum(tf.sum(values, 1));
}

function of(weights: Weights, name: string): LayerTensors {
  return must(weights.get(name));
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a layer without its tensors');
  return value;
}
