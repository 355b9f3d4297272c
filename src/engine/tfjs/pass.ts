/**
 * Executes the passes of a compiled model in tfjs ops: forward, losses, and backward. Functions of tensors
 * without state of their own; the caller tidies. `model/reference.ts` does the same in plain numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import { fillNormal } from '../../math/random';
import type { Backward, GradientWrite } from '../../model/backward';
import type { CompiledPhase, Pass } from '../../model/compile';
import { corrupted } from '../../model/corruption';
import { isConvolutional, type Layer } from '../../model/layout';
import type { Loss, Op, Value } from '../../model/operations';
import { weightAt } from '../../model/schedule';
import type { Hyper, ModelSpec } from '../../model/spec';
import {
  convolutionBack,
  type DenseBackward,
  forward,
  type LayerGradients,
  type LayerTensors,
  throughActivation,
  type Wanted,
  type Weights,
} from './layer';
import { discriminatorMean, type LossTensors, lossOf, type Read } from './losses';
import { normaliseBack } from './normalisation';

export interface Network {
  spec: ModelSpec;
  weights: Weights;
  /** For masked layers, by name: 1 where the layer may have a weight, [in, out]. */
  masks: ReadonlyMap<string, tf.Tensor2D>;
  denseBack: DenseBackward;
  /**
   * Sets tiny numbers to zero (model/flush.ts), in place. Null on a GPU, where subnormal numbers cost no time
   * and flushing would take four more dispatches per tensor.
   */
  flush: ((tensor: tf.Tensor2D) => void) | null;
}

/** What a pass reads besides the parameters, and where its draws come from. */
export interface Batch {
  count: number;
  /** count × pixels in [0, 1], in JavaScript and as a tensor; empty for a decoder. */
  pixels: Float32Array;
  images: tf.Tensor2D | null;
  /** One-hot, where the model has a condition. */
  labels: tf.Tensor2D | null;
  codes: tf.Tensor2D | null;
  seed: number;
  step: number;
  /** Index of the batch's first image, which its draws are numbered from; 0 in training. */
  first: number;
}

interface Run extends Read {
  net: Network;
  batch: Batch;
  /** By a value's id. */
  values: Map<number, tf.Tensor2D>;
  gradients: Map<number, tf.Tensor2D>;
  /** The concatenated inputs of each layer, by its name. */
  inputs: Map<string, tf.Tensor2D>;
}

function start(net: Network, batch: Batch, hyper: Hyper): Run {
  const values = new Map<number, tf.Tensor2D>();
  const sigmas = new Map<number, tf.Tensor2D>();
  const tensorOf = ({ id }: Value) => must(values.get(id));
  return {
    net,
    batch,
    spec: net.spec,
    hyper,
    count: batch.count,
    values,
    gradients: new Map(),
    inputs: new Map(),
    tensorOf,
    weightOf: ({ name }) => must(net.weights.get(name)).weight,
    sigmaOf(logVar) {
      const sigma: tf.Tensor2D = sigmas.get(logVar.id) ?? tf.exp(tf.mul(tensorOf(logVar), 0.5));
      sigmas.set(logVar.id, sigma);
      return sigma;
    },
  };
}

// ----------------------------------------------------------------------------------- forward

function compute(run: Run, o: Op): tf.Tensor2D {
  const { net, batch, count, hyper, tensorOf } = run;
  switch (o.op) {
    case 'images':
      return must(batch.images);
    case 'labels':
      return must(batch.labels);
    case 'codes':
      return must(batch.codes);
    case 'corrupt': {
      // In float64 as in the reference, so that the same pixels are corrupted.
      const clean = new Float64Array(batch.pixels);
      const seen = corrupted(net.spec.corruption, clean, hyper.noise, batch, o.out.width);
      return tf.tensor2d(new Float32Array(seen), [count, o.out.width]);
    }
    case 'normal': {
      const draws = new Float32Array(count * o.out.width);
      const first = (o.draw * count + batch.first) * o.out.width;
      fillNormal(draws, batch.seed, o.purpose, batch.step, first);
      return tf.tensor2d(draws, [count, o.out.width]);
    }
    case 'layer': {
      const x = joined(o.from.map(tensorOf));
      run.inputs.set(o.layer.name, x);
      return forward(x, o.layer, must(net.weights.get(o.layer.name)));
    }
    case 'sample':
      return tf.add(tensorOf(o.mu), tf.mul(run.sigmaOf(o.logVar), tensorOf(o.epsilon)));
    case 'pixels': {
      if (net.spec.likelihood !== 'bernoulli') return tensorOf(o.from);
      const pixels = tf.sigmoid(tensorOf(o.from));
      net.flush?.(pixels);
      return pixels;
    }
    case 'stack':
      return tf.concat(o.from.map(tensorOf), 0);
    case 'given':
    case 'silu':
      // `engineCapabilities.ts` refuses programs that have these.
      throw new Error(`no forward operation for ${o.op}`);
    default:
      return o satisfies never;
  }
}

/** Side by side. */
const joined = (parts: tf.Tensor2D[]): tf.Tensor2D => (parts.length === 1 ? parts[0] : tf.concat(parts, 1));

/** The named values after running `ops`. */
export function results(
  net: Network,
  ops: readonly Op[],
  batch: Batch,
  hyper: Hyper,
  wanted: readonly Value[],
): tf.Tensor2D[] {
  const run = start(net, batch, hyper);
  for (const o of ops) run.values.set(o.out.id, compute(run, o));
  return wanted.map(run.tensorOf);
}

/** Each loss of a pass as it is recorded, summed over the images: [losses]. */
export function lossSums(net: Network, { ops, losses }: Pass, batch: Batch, hyper: Hyper): tf.Tensor {
  const run = start(net, batch, hyper);
  for (const o of ops) run.values.set(o.out.id, compute(run, o));
  return tf.stack(losses.map((loss) => lossOf(loss, run).recorded));
}

// ---------------------------------------------------------------------------------- backward

/**
 * One phase of a step. Returns `sums`: each loss as recorded, then each as it counts in the objective, then
 * each mean D, all summed over rows; and the `gradients` of the objective, averaged over the batch, by the
 * parameters of the phase's layers, where it `learns`.
 */
export function learn(
  net: Network,
  phase: CompiledPhase,
  learns: boolean,
  batch: Batch,
  hyper: Hyper,
): { sums: tf.Tensor; gradients: LayerTensors[] } {
  const run = start(net, batch, hyper);
  for (const o of phase.ops) run.values.set(o.out.id, compute(run, o));
  const losses = phase.losses.map((loss) => lossOf(loss, run));
  const sums = tf.stack([
    ...losses.map((l) => l.recorded),
    ...losses.map((l) => l.objective),
    ...phase.discriminatorMeans.map((mean) => discriminatorMean(mean, run)),
  ]);
  return { sums, gradients: learns ? backward(run, phase, losses) : [] };
}

function backward(
  run: Run,
  { back, learning, losses: all }: CompiledPhase,
  losses: readonly LossTensors[],
): LayerTensors[] {
  const found = new Map<Layer, LayerTensors>();
  const shareOf = ({ weight }: Loss) => weightAt(run.hyper, weight, run.batch.step) / run.count;
  for (const { loss, writes } of back.losses) {
    losses[all.indexOf(loss)].slopes().forEach((slope, i) => {
      give(run, writes[i], () => tf.mul(slope, shareOf(loss)));
    });
  }
  for (const step of back.operations) propagate(run, step, found);
  for (const { loss, weights } of back.losses) {
    const slope = losses[all.indexOf(loss)].weightSlope;
    if (!weights || !slope) continue;
    const { weight, bias } = must(found.get(weights));
    found.set(weights, { weight: tf.add(weight, tf.mul(slope(), shareOf(loss))), bias });
  }
  return learning.map((layer) => must(found.get(layer)));
}

/** Writes ∂objective/∂value, or adds to what has been written before. */
function give({ gradients }: Run, write: GradientWrite | null, gradient: () => tf.Tensor2D): void {
  if (!write) return;
  const { value, after } = write;
  gradients.set(
    value.id,
    after === 'nothing' ? gradient() : tf.add(must(gradients.get(value.id)), gradient()),
  );
}

/** Propagates the gradient of an operation's result to its inputs; stores that of a layer that learns. */
function propagate(run: Run, { of: o, learns, writes }: Backward, found: Map<Layer, LayerTensors>): void {
  const { net, tensorOf } = run;
  const delta = must(run.gradients.get(o.out.id));
  switch (o.op) {
    case 'layer': {
      const { layer, from } = o;
      const before = throughActivation(delta, tensorOf(o.out), layer.activation);
      net.flush?.(before);
      const back = layerBack(net, layer, must(run.inputs.get(layer.name)), before, {
        parameters: learns,
        input: writes.some((write) => write !== null),
      });
      if (back.parameters) found.set(layer, back.parameters);
      let column = 0;
      writes.forEach((write, i) => {
        const [first, { width }] = [column, from[i]];
        const input = () => must(back.input);
        give(run, write, () => (from.length === 1 ? input() : tf.slice(input(), [0, first], [-1, width])));
        column += width;
      });
      return;
    }
    case 'sample':
      give(run, writes[0], () => delta);
      give(run, writes[1], () =>
        tf.mul(tf.mul(tf.mul(delta, tensorOf(o.epsilon)), run.sigmaOf(o.logVar)), 0.5),
      );
      return;
    case 'pixels':
      give(run, writes[0], () =>
        throughActivation(delta, tensorOf(o.out), net.spec.likelihood === 'bernoulli' ? 'sigmoid' : null),
      );
      return;
    case 'stack': {
      let row = 0;
      writes.forEach((write, i) => {
        const [first, { width, stack }] = [row, o.from[i]];
        give(run, write, () => tf.slice(delta, [first, 0], [stack * run.count, width]));
        row += stack * run.count;
      });
      return;
    }
    default:
      // Draws and data depend on nothing that learns.
      throw new Error(`no backward operation for ${o.op}`);
  }
}

function layerBack(
  net: Network,
  layer: Layer,
  x: tf.Tensor2D,
  delta: tf.Tensor2D,
  wanted: Wanted,
): LayerGradients {
  const { weight } = must(net.weights.get(layer.name));
  if (isConvolutional(layer)) return convolutionBack(x, weight, delta, wanted, layer);
  if (layer.kind === 'groupNormalisation') return normaliseBack(x, weight, delta, wanted, layer);
  const { parameters, input } = net.denseBack(x, weight, delta, wanted);
  const mask = net.masks.get(layer.name);
  if (!parameters || !mask) return { parameters, input };
  // Masked weights stay zero.
  return { parameters: { weight: tf.mul(parameters.weight, mask), bias: parameters.bias }, input };
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a value is read before it is computed');
  return value;
}
