/**
 * A layer in tfjs ops, dense or convolutional: forward, and backward by hand. tfjs's own gradients would call
 * products with transposed operands, which XNNPACK does not have (tfjs-wasm falls back to a scalar loop, ten
 * times slower).
 */
import * as tf from '@tensorflow/tfjs-core';
import { type ConvolutionalLayer, isConvolutional, type Layer } from '../../model/layout';
import { LEAKY_SLOPE } from '../../model/spec';
import { normalise } from './normalisation';

type LayerActivation = NonNullable<Layer['activation']>;

/**
 * Parameters of a layer, or their gradients. The weight is a matrix, also for a convolution: [in, out], or
 * [16 · a, b]; that of a normalisation is [1, channels].
 */
export type LayerTensors = { weight: tf.Tensor2D; bias: tf.Tensor1D };

/** A layer's parameters by its name. */
export type Weights = ReadonlyMap<string, LayerTensors>;

/** Which gradients of a layer are needed. */
export interface Wanted {
  parameters: boolean;
  input: boolean;
}

/** From δ = ∂loss/∂(x W + b): ∂W and ∂b, and ∂x, where needed. */
export interface LayerGradients {
  parameters: LayerTensors | null;
  input: tf.Tensor2D | null;
}

/** The backward products of a dense layer, in the form that suits a backend. */
export type DenseBackward = (
  x: tf.Tensor2D,
  weight: tf.Tensor2D,
  delta: tf.Tensor2D,
  wanted: Wanted,
) => LayerGradients;

/** The shape of the weight in `LayerTensors`. */
export function matrixShape({ weight, bias, weightShape }: Layer): [number, number] {
  const columns = weightShape[weightShape.length - 1];
  return [(bias - weight) / columns, columns];
}

/** f(x W + b): [rows, outputs] from [rows, inputs]. */
export function forward(x: tf.Tensor2D, layer: Layer, { weight, bias }: LayerTensors): tf.Tensor2D {
  const { activation, outputs } = layer;
  if (isConvolutional(layer)) {
    const y = tf.add(convolve(x, weight, layer), bias);
    return activated(tf.reshape(y, [x.shape[0], outputs]), activation);
  }
  if (layer.kind === 'groupNormalisation')
    return activated(normalise(x, layer, { weight, bias }), activation);
  const fused = activation === 'relu' ? 'relu' : 'linear';
  const y: tf.Tensor2D = tf.reshape(tf.fused.matMul({ a: x, b: weight, bias, activation: fused }), [
    x.shape[0],
    outputs,
  ]);
  return fused === 'relu' ? y : activated(y, activation);
}

function activated(y: tf.Tensor2D, activation: LayerActivation | null): tf.Tensor2D {
  switch (activation) {
    case null:
      return y;
    case 'relu':
      return tf.relu(y);
    case 'tanh':
      return tf.tanh(y);
    case 'leakyRelu':
      return tf.leakyRelu(y, LEAKY_SLOPE);
    case 'elu':
      return tf.elu(y);
    case 'sigmoid':
      return tf.sigmoid(y);
    default:
      return activation satisfies never;
  }
}

/** δ before the activation from `delta` after it, where y is the activation's output. */
export function throughActivation(
  delta: tf.Tensor2D,
  y: tf.Tensor2D,
  activation: LayerActivation | null,
): tf.Tensor2D {
  switch (activation) {
    case null:
      return delta;
    case 'relu':
      return tf.mul(delta, tf.step(y));
    case 'leakyRelu':
      return tf.mul(delta, tf.step(y, LEAKY_SLOPE));
    case 'tanh': // 1 − y²
      return tf.sub(delta, tf.mul(delta, tf.square(y)));
    case 'elu': // 1 above zero, eˣ = y + 1 below
      return tf.mul(delta, tf.add(tf.minimum(y, 0), 1));
    case 'sigmoid': // y (1 − y)
      return tf.mul(delta, tf.sub(y, tf.square(y)));
    default:
      return activation satisfies never;
  }
}

/** The shader reads transposed operands: no extra dispatch on a GPU. */
export const denseBackwardTransposed: DenseBackward = (x, weight, delta, wanted) => ({
  parameters: wanted.parameters ? { weight: tf.matMul(x, delta, true, false), bias: tf.sum(delta, 0) } : null,
  input: wanted.input ? tf.matMul(delta, weight, false, true) : null,
});

/**
 * Uses plain products only. The transposed matrices are always batch-sized: (W δᵀ)ᵀ instead of δ Wᵀ, so that
 * W, which is four times larger at the default widths, is never copied.
 */
export const denseBackwardPlain: DenseBackward = (x, weight, delta, wanted) => {
  const deltaT = tf.transpose(delta);
  return {
    parameters: wanted.parameters
      ? { weight: tf.matMul(tf.transpose(x), delta), bias: tf.sum(deltaT, 1) }
      : null,
    input: wanted.input ? tf.transpose(tf.matMul(weight, deltaT)) : null,
  };
};

/** [rows, side, side, channels] of the outputs, before the bias. */
function convolve(x: tf.Tensor2D, weight: tf.Tensor2D, layer: ConvolutionalLayer): tf.Tensor4D {
  const c = layer.shape;
  const images = picture(x, c.side, c.channels);
  return layer.kind === 'transposedConvolution'
    ? grow(images, weight, c.outSide, layer)
    : shrink(enlarged(images, layer), weight, layer);
}

/**
 * The gradients of a convolution: the one by its input is the transposed convolution of δ, and vice versa.
 */
export function convolutionBack(
  x: tf.Tensor2D,
  weight: tf.Tensor2D,
  delta: tf.Tensor2D,
  wanted: Wanted,
  layer: ConvolutionalLayer,
): LayerGradients {
  const c = layer.shape;
  const images = enlarged(picture(x, c.side, c.channels), layer);
  const d = picture(delta, c.outSide, c.outChannels);
  const down = layer.kind !== 'transposedConvolution';
  const input = () =>
    down ? reduced(grow(d, weight, images.shape[1], layer), layer) : shrink(d, weight, layer);
  return {
    parameters: wanted.parameters
      ? {
          weight: filterGradient(...(down ? ([images, d] as const) : ([d, images] as const)), layer),
          bias: tf.sum(tf.reshape<tf.Rank.R2>(d, [-1, c.outChannels]), 0),
        }
      : null,
    input: wanted.input ? tf.reshape(input(), [x.shape[0], x.shape[1]]) : null,
  };
}

function picture(x: tf.Tensor2D, side: number, channels: number): tf.Tensor4D {
  return tf.reshape(x, [x.shape[0], side, side, channels]);
}

/** A filter that repeats a pixel of each channel. */
const repeating = (channels: number): tf.Tensor4D =>
  tf.tile(tf.reshape<tf.Rank.R4>(tf.eye(channels), [1, 1, channels, channels]), [2, 2, 1, 1]);

/** Where pixels are repeated before a convolution: twice in each direction, but for the last of an odd side. */
function enlarged(x: tf.Tensor4D, { kind, shape: { outSide, channels } }: ConvolutionalLayer): tf.Tensor4D {
  if (kind !== 'upsampledConvolution') return x;
  return tf.conv2dTranspose(x, repeating(channels), [x.shape[0], outSide, outSide, channels], 2, 'same');
}

/** Its transpose: sums of what was repeated. */
function reduced(x: tf.Tensor4D, { kind, shape: { channels } }: ConvolutionalLayer): tf.Tensor4D {
  return kind === 'upsampledConvolution' ? tf.conv2d(x, repeating(channels), 2, 'same') : x;
}

/** The filter, [kernel, kernel, channels of the larger image, those of the smaller]. */
const filterOf = (weight: tf.Tensor2D, { weightShape: [height, width, large, small] }: ConvolutionalLayer) =>
  tf.reshape<tf.Rank.R4>(weight, [height, width, large, small]);

/** From the larger image to the smaller. The padding is TensorFlow's "same". */
function shrink(x: tf.Tensor4D, weight: tf.Tensor2D, layer: ConvolutionalLayer): tf.Tensor4D {
  return tf.conv2d(x, filterOf(weight, layer), layer.shape.stride, 'same');
}

/** Its transpose, to an image of that side. */
function grow(x: tf.Tensor4D, weight: tf.Tensor2D, side: number, layer: ConvolutionalLayer): tf.Tensor4D {
  const shape: [number, number, number, number] = [x.shape[0], side, side, layer.weightShape[2]];
  return tf.conv2dTranspose(x, filterOf(weight, layer), shape, layer.shape.stride, 'same');
}

/**
 * The gradient by the filter of the convolution from `large` to `small`, where `small` holds gradients. tfjs
 * has no op for it.
 */
function filterGradient(large: tf.Tensor4D, small: tf.Tensor4D, layer: ConvolutionalLayer): tf.Tensor2D {
  const { stride } = layer.shape;
  const [height, width, from, to] = layer.weightShape;
  const gradient: tf.Tensor4D = tf
    .engine()
    .runKernel(
      tf.Conv2DBackpropFilter,
      { x: large, dy: small },
      { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', filterShape: [height, width, from, to] },
    );
  return tf.reshape(gradient, [height * width * from, to]);
}
