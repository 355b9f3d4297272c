/**
 * The interpreter of `model/program.ts` in tfjs ops: forwards, losses, and backwards by hand. Functions of
 * tensors without a state of their own; the caller tidies. `model/reference.ts` says the same in plain numbers.
 */
import * as tf from '@tensorflow/tfjs-core';
import { fillNormal } from '../../math/random';
import { corrupted } from '../../model/corruption';
import { isConvolutional, type Layer } from '../../model/layout';
import {
  inputsOf,
  type Op,
  type Pass,
  type Phase,
  type Value,
  valuesWithGradient,
} from '../../model/program';
import { weightAt } from '../../model/schedule';
import { type Hyper, INPUT_SIZE, type ModelSpec } from '../../model/spec';
import {
  type Back,
  convolutionBack,
  type DenseBack,
  forward,
  type LayerTensors,
  throughBend,
  type Wanted,
  type Weights,
} from './layer';
import { believed, type LossTensors, lossOf, type Read } from './losses';

export interface Network {
  spec: ModelSpec;
  weights: Weights;
  /** Of masked layers, by name: 1 where a weight may be something, [in, out]. */
  masks: ReadonlyMap<string, tf.Tensor2D>;
  denseBack: DenseBack;
  /**
   * Makes tiny numbers zero (model/flush.ts), in place. Null on a GPU, which loses no time over subnormal numbers,
   * and where it would be four dispatches more for each tensor.
   */
  flush: ((tensor: tf.Tensor2D) => void) | null;
}

/** What a pass reads beside the parameters, and where its draws come from. */
export interface Batch {
  count: number;
  /** count × 784 in [0, 1], here and where tfjs computes; of a decoder, nothing. */
  pixels: Float32Array;
  images: tf.Tensor2D | null;
  /** One-hot, where the model has a condition. */
  labels: tf.Tensor2D | null;
  codes: tf.Tensor2D | null;
  seed: number;
  step: number;
  /** Index of the first image among those that draws are counted for; 0 in training. */
  first: number;
}

interface Run extends Read {
  net: Network;
  batch: Batch;
  /** By a value's id. */
  values: Map<number, tf.Tensor2D>;
  gradients: Map<number, tf.Tensor2D>;
  /** What a layer has read, side by side, by its name. */
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
    sigmaOf(logVar) {
      const sigma: tf.Tensor2D = sigmas.get(logVar.id) ?? tf.exp(tf.mul(tensorOf(logVar), 0.5));
      sigmas.set(logVar.id, sigma);
      return sigma;
    },
  };
}

// ---------------------------------------------------------------------------------- forwards

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
      // In float64 as the reference does it, so that the same pixels are hit.
      const clean = new Float64Array(batch.pixels);
      const seen = corrupted(net.spec.corruption, clean, hyper.noise, batch, INPUT_SIZE);
      return tf.tensor2d(new Float32Array(seen), [count, INPUT_SIZE]);
    }
    case 'normal': {
      const draws = new Float32Array(count * o.out.width);
      const first = (o.turn * count + batch.first) * o.out.width;
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
    default:
      return o satisfies never;
  }
}

/** Side by side. */
const joined = (parts: tf.Tensor2D[]): tf.Tensor2D => (parts.length === 1 ? parts[0] : tf.concat(parts, 1));

/** What the named values are after `ops`. */
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

// --------------------------------------------------------------------------------- backwards

/**
 * One phase of a step. `sums`: each loss as recorded, then each as it counts in the objective, then each belief,
 * all summed over rows; `gradients` of the objective, averaged over the batch, by the parameters of `learning`.
 */
export function learn(
  net: Network,
  phase: Phase,
  learning: readonly Layer[],
  batch: Batch,
  hyper: Hyper,
): { sums: tf.Tensor; gradients: LayerTensors[] } {
  const run = start(net, batch, hyper);
  for (const o of phase.ops) run.values.set(o.out.id, compute(run, o));
  const losses = phase.losses.map((loss) => lossOf(loss, run));
  const sums = tf.stack([
    ...losses.map((l) => l.recorded),
    ...losses.map((l) => l.objective),
    ...phase.beliefs.map((belief) => believed(belief, run)),
  ]);
  return { sums, gradients: learning.length > 0 ? backward(run, phase, losses, learning) : [] };
}

function backward(
  run: Run,
  phase: Phase,
  losses: readonly LossTensors[],
  learning: readonly Layer[],
): LayerTensors[] {
  const wanted = valuesWithGradient(phase, learning);
  losses.forEach((loss, i) => {
    const share = weightAt(run.hyper, phase.losses[i].weight, run.batch.step) / run.count;
    if (share === 0) return;
    for (const [value, slope] of loss.slopes()) {
      if (wanted.has(value.id)) hand(run, value, tf.mul(slope, share));
    }
  });
  const found = new Map<Layer, LayerTensors>();
  for (const o of [...phase.ops].reverse()) {
    const delta = run.gradients.get(o.out.id);
    if (delta && wanted.has(o.out.id)) carryBack(run, o, delta, wanted, learning, found);
  }
  return learning.map((layer) => must(found.get(layer)));
}

/** Adds to the gradient by a value. */
function hand({ gradients }: Run, { id }: Value, more: tf.Tensor2D): void {
  const there = gradients.get(id);
  gradients.set(id, there ? tf.add(there, more) : more);
}

/** Hands the gradient of an operation's result on to what it has read; keeps that of a layer that learns. */
function carryBack(
  run: Run,
  o: Op,
  delta: tf.Tensor2D,
  wanted: ReadonlySet<number>,
  learning: readonly Layer[],
  found: Map<Layer, LayerTensors>,
): void {
  const { net, tensorOf } = run;
  switch (o.op) {
    case 'layer': {
      const { layer } = o;
      const before = throughBend(delta, tensorOf(o.out), layer.activation);
      net.flush?.(before);
      const back = layerBack(net, layer, must(run.inputs.get(layer.name)), before, {
        parameters: learning.includes(layer),
        input: o.from.some((v) => wanted.has(v.id)),
      });
      if (back.parameters) found.set(layer, back.parameters);
      let column = 0;
      for (const v of o.from) {
        if (back.input && wanted.has(v.id)) {
          const whole = o.from.length === 1;
          hand(run, v, whole ? back.input : tf.slice(back.input, [0, column], [-1, v.width]));
        }
        column += v.width;
      }
      return;
    }
    case 'sample':
      hand(run, o.mu, delta);
      hand(run, o.logVar, tf.mul(tf.mul(tf.mul(delta, tensorOf(o.epsilon)), run.sigmaOf(o.logVar)), 0.5));
      return;
    case 'pixels':
      hand(
        run,
        o.from,
        throughBend(delta, tensorOf(o.out), net.spec.likelihood === 'bernoulli' ? 'sigmoid' : null),
      );
      return;
    case 'stack': {
      let row = 0;
      for (const v of o.from) {
        const rows = v.stack * run.count;
        if (wanted.has(v.id)) hand(run, v, tf.slice(delta, [row, 0], [rows, v.width]));
        row += rows;
      }
      return;
    }
    default:
      // What draws, or reads the data, has nothing behind it.
      if (inputsOf(o).some((v) => wanted.has(v.id))) throw new Error(`no way back through ${o.op}`);
  }
}

function layerBack(net: Network, layer: Layer, x: tf.Tensor2D, delta: tf.Tensor2D, wanted: Wanted): Back {
  const { weight } = must(net.weights.get(layer.name));
  if (isConvolutional(layer)) return convolutionBack(x, weight, delta, wanted, layer);
  const { parameters, input } = net.denseBack(x, weight, delta, wanted);
  const mask = net.masks.get(layer.name);
  if (!parameters || !mask) return { parameters, input };
  // A masked weight stays what it is: zero.
  return { parameters: { weight: tf.mul(parameters.weight, mask), bias: parameters.bias }, input };
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a value before its time');
  return value;
}
