/**
 * A dense layer in tfjs ops: the product, the activation, and their derivatives by hand.
 * No tape: tfjs's own gradients would ask the backends for products with transposed operands, which
 * XNNPACK does not do (tfjs-wasm falls back to a scalar loop, ten times slower).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../experiment/config';
import { LEAKY_SLOPE } from '../../model/spec';

/** Parameters of a layer as tensors: weight [in, out], bias [out]. */
export interface LayerTensors {
  weight: tf.Tensor2D;
  bias: tf.Tensor1D;
}

/** How a backend likes the products of the backward pass. */
export interface Products {
  /** y = x W + b, activated or not: [batch, out]. */
  forward(x: tf.Tensor2D, layer: LayerTensors, activation: Activation | null): tf.Tensor2D;
  /**
   * From δ = ∂loss/∂(x W + b) [batch, out]: ∂W = xᵀ δ, ∂b = Σ δ, and ∂x = δ Wᵀ where wanted.
   */
  backward(
    x: tf.Tensor2D,
    layer: LayerTensors,
    delta: tf.Tensor2D,
    wantsInput: boolean,
  ): { weight: tf.Tensor2D; bias: tf.Tensor1D; input: tf.Tensor2D | null };
}

function forward(x: tf.Tensor2D, { weight, bias }: LayerTensors, activation: Activation | null): tf.Tensor2D {
  const fused = activation === 'relu' ? 'relu' : 'linear';
  const y: tf.Tensor2D = tf.reshape(tf.fused.matMul({ a: x, b: weight, bias, activation: fused }), [
    x.shape[0],
    bias.shape[0],
  ]);
  switch (activation) {
    case null:
    case 'relu':
      return y;
    case 'tanh':
      return tf.tanh(y);
    case 'leakyRelu':
      return tf.leakyRelu(y, LEAKY_SLOPE);
    case 'elu':
      return tf.elu(y);
    default:
      return activation satisfies never;
  }
}

/** Transposed operands as the shader reads them: no extra dispatch on a GPU. */
export const flaggedProducts: Products = {
  forward,
  backward: (x, { weight }, delta, wantsInput) => ({
    weight: tf.matMul(x, delta, true, false),
    bias: tf.sum(delta, 0),
    input: wantsInput ? tf.matMul(delta, weight, false, true) : null,
  }),
};

/**
 * Only plain products. What gets transposed is always batch-sized: (W δᵀ)ᵀ instead of δ Wᵀ, so that
 * W, which is four times larger at the default widths, is never copied.
 */
export const explicitProducts: Products = {
  forward,
  backward(x, { weight }, delta, wantsInput) {
    const deltaT = tf.transpose(delta);
    return {
      weight: tf.matMul(tf.transpose(x), delta),
      bias: tf.sum(deltaT, 1),
      input: wantsInput ? tf.transpose(tf.matMul(weight, deltaT)) : null,
    };
  },
};

/** δ before the activation from `delta` after it, where y is the activation's output. */
export function throughActivation(delta: tf.Tensor2D, y: tf.Tensor2D, activation: Activation): tf.Tensor2D {
  switch (activation) {
    case 'relu':
      return tf.mul(delta, tf.step(y));
    case 'leakyRelu':
      return tf.mul(delta, tf.step(y, LEAKY_SLOPE));
    case 'tanh': // 1 − y²
      return tf.sub(delta, tf.mul(delta, tf.square(y)));
    case 'elu': // 1 above zero, eˣ = y + 1 below
      return tf.mul(delta, tf.add(tf.minimum(y, 0), 1));
    default:
      return activation satisfies never;
  }
}
