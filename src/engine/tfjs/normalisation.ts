/** Group normalisation in tfjs ops, forward and backward by hand (`model/normalisation.ts`). */
import * as tf from '@tensorflow/tfjs-core';
import type { NormalisationLayer } from '../../model/layout';
import { NORMALISATION_EPSILON } from '../../model/normalisation';
import type { LayerGradients, LayerTensors, Wanted } from './layer';

/** The axes of the pixels and of the channels of a group. */
const GROUP = [1, 3];

/** (x − mean) · rate and the rate, 1 / √(variance + ε), by group: [rows, pixels, groups, channels of a group]. */
function normal(x: tf.Tensor2D, { pixels, channels, groups }: NormalisationLayer['normalised']) {
  const grouped = tf.reshape<tf.Rank.R4>(x, [x.shape[0], pixels, groups, channels / groups]);
  const centred = tf.sub(grouped, tf.mean(grouped, GROUP, true));
  const rate = tf.rsqrt(tf.add(tf.mean(tf.square(centred), GROUP, true), NORMALISATION_EPSILON));
  return { normalised: tf.mul(centred, rate), rate };
}

/** Rows of channels, one a pixel. */
const byChannel = (x: tf.Tensor, { biasSize }: NormalisationLayer): tf.Tensor2D =>
  tf.reshape<tf.Rank.R2>(x, [-1, biasSize]);

/** Before the activation: [rows, outputs]. */
export function normalise(
  x: tf.Tensor2D,
  layer: NormalisationLayer,
  { weight, bias }: LayerTensors,
): tf.Tensor2D {
  const rows = byChannel(normal(x, layer.normalised).normalised, layer);
  return tf.reshape<tf.Rank.R2>(tf.add(tf.mul(rows, weight), bias), [x.shape[0], layer.outputs]);
}

/** From δ before the activation. */
export function normaliseBack(
  x: tf.Tensor2D,
  weight: tf.Tensor2D,
  delta: tf.Tensor2D,
  wanted: Wanted,
  layer: NormalisationLayer,
): LayerGradients {
  const { normalised, rate } = normal(x, layer.normalised);
  const d = byChannel(delta, layer);
  const along = tf.sum(tf.mul(d, byChannel(normalised, layer)), 0, true);
  const parameters = { weight: tf.reshape<tf.Rank.R2>(along, [1, -1]), bias: tf.sum<tf.Tensor1D>(d, 0) };
  const input = (): tf.Tensor2D => {
    const scaled = tf.reshape(tf.mul(d, weight), normalised.shape);
    const mean = tf.mean(scaled, GROUP, true);
    const alongNormal = tf.mul(normalised, tf.mean(tf.mul(scaled, normalised), GROUP, true));
    return tf.reshape<tf.Rank.R2>(tf.mul(rate, tf.sub(tf.sub(scaled, mean), alongNormal)), [
      x.shape[0],
      layer.inputs,
    ]);
  };
  return { parameters: wanted.parameters ? parameters : null, input: wanted.input ? input() : null };
}
