/**
 * The judge of all engines: the whole of learning in float64, slow and readable, one operation and one
 * number at a time. It interprets a compiled model, forwards and then backwards. Nothing here is fast, and nothing
 * on the page runs on it but self-tests.
 *
 * Parameters are the flat array of layout.ts; images are count × 784 bytes, labels count bytes; a value of the
 * program is (stack × count) × width numbers, row after row.
 */
import { fillNormal } from '../math/random';
import { activate, sigmoid, slope } from './activations';
import type { Backward, GradientWrite, LossGradient } from './backward';
import { compileModel, layoutOf, learningLayers, type Pass } from './compile';
import { convolve, convolveBack } from './convolution';
import { corrupted } from './corruption';
import { flushed, flushedSquare } from './flush';
import { isConvolutional, type Layer, type Learner, reachOf } from './layout';
import {
  adversarialSlope,
  adversarialTerm,
  klSlope,
  klTerm,
  pixel,
  reconSlope,
  reconTerm,
  sparsitySlope,
  sparsityTerm,
} from './losses';
import type { Belief, Loss, Op, Term, Value } from './operations';
import { BETA1, BETA2, beta1Of, EPSILON, NO_UPDATES } from './optimiser';
import { RowSum } from './rowSum';
import { learningRateOf, weightAt } from './schedule';
import { CLASSES, type Hyper, hyperWith, INPUT_SIZE, type ModelSpec } from './spec';

/** What is learned from, and where its draws come from. */
export interface ReferenceBatch {
  images: Uint8Array;
  /** A byte an image; zeros where a conditional model is given none. */
  labels?: Uint8Array;
  seed: number;
  step: number;
  /** Index of the first image among those that draws are counted for; 0 in training. */
  first?: number;
}

/** Parameters and Adam's state in float64. */
export interface ReferenceState {
  parameters: Float64Array;
  m: Float64Array;
  v: Float64Array;
  updates: Record<Learner, number>;
}

export type Recorded = Partial<Record<Term, number>>;

export function referenceState(spec: ModelSpec, parameters: Float32Array | Float64Array): ReferenceState {
  const { size } = layoutOf(spec);
  const zeros = () => new Float64Array(size);
  return { parameters: Float64Array.from(parameters), m: zeros(), v: zeros(), updates: { ...NO_UPDATES } };
}

/** All that the operations of a pass read and write. */
interface Run {
  spec: ModelSpec;
  parameters: Float64Array;
  batch: ReferenceBatch;
  count: number;
  hyper: Hyper;
  /** The codes that are decoded, where they are given. */
  codes: Float64Array | null;
  /** By a value's id. */
  values: Map<number, Float64Array>;
  gradients: Map<number, Float64Array>;
}

function start(
  spec: ModelSpec,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
  codes: Float64Array | null = null,
): Run {
  const count = codes ? codes.length / spec.latent : batch.images.length / INPUT_SIZE;
  return { spec, parameters, batch, count, hyper, codes, values: new Map(), gradients: new Map() };
}

const valueOf = (numbers: ReadonlyMap<number, Float64Array>, { id }: Value) => must(numbers.get(id));
const valuesOf = (run: Run, value: Value): Float64Array => valueOf(run.values, value);

// ---------------------------------------------------------------------------------- forwards

function forward(run: Run, ops: readonly Op[]): void {
  for (const o of ops) run.values.set(o.out.id, compute(run, o));
}

function compute(run: Run, o: Op): Float64Array {
  const { spec, batch, count, hyper } = run;
  switch (o.op) {
    case 'images':
      return Float64Array.from(batch.images, (byte) => byte / 255);
    case 'labels': {
      const hot = new Float64Array(count * CLASSES);
      for (let n = 0; n < count; n++) hot[n * CLASSES + (batch.labels?.[n] ?? 0)] = 1;
      return hot;
    }
    case 'codes':
      return must(run.codes);
    case 'corrupt':
      return corrupted(spec.corruption, valuesOf(run, o.from), hyper.noise, batch, INPUT_SIZE);
    case 'normal': {
      const draws = new Float64Array(count * o.out.width);
      const first = (o.turn * count + (batch.first ?? 0)) * o.out.width;
      fillNormal(draws, batch.seed, o.purpose, batch.step, first);
      return draws;
    }
    case 'layer':
      return layerForward(run.parameters, o.layer, joined(run, o.from));
    case 'sample': {
      const [mu, logVar, epsilon] = [o.mu, o.logVar, o.epsilon].map((v) => valuesOf(run, v));
      return mu.map((m, i) => m + Math.exp(logVar[i] / 2) * epsilon[i]);
    }
    case 'pixels': {
      const outputs = valuesOf(run, o.from);
      return spec.likelihood === 'bernoulli' ? outputs.map((o) => flushed(sigmoid(o))) : outputs.slice();
    }
    case 'stack': {
      const parts = o.from.map((v) => valuesOf(run, v));
      return Float64Array.from(parts.flatMap((part) => Array.from(part)));
    }
    default:
      return o satisfies never;
  }
}

/** Values side by side. */
function joined(run: Run, from: readonly Value[]): Float64Array {
  if (from.length === 1) return valuesOf(run, from[0]);
  const width = from.reduce((sum, v) => sum + v.width, 0);
  const rows = from[0].stack * run.count;
  const out = new Float64Array(rows * width);
  let column = 0;
  for (const v of from) {
    const part = valuesOf(run, v);
    for (let r = 0; r < rows; r++) {
      out.set(part.subarray(r * v.width, (r + 1) * v.width), r * width + column);
    }
    column += v.width;
  }
  return out;
}

/** f(x W + b) for every row of x. */
function layerForward(p: Float64Array, layer: Layer, x: Float64Array): Float64Array {
  const { inputs, outputs, weight, bias, activation } = layer;
  const rows = x.length / inputs;
  const y = new Float64Array(rows * outputs);
  const sum = new RowSum(inputs);
  for (let r = 0; r < rows; r++) {
    if (isConvolutional(layer)) {
      const output = y.subarray(r * outputs, (r + 1) * outputs);
      convolve(p, layer, x.subarray(r * inputs, (r + 1) * inputs), output);
      continue;
    }
    y.set(p.subarray(bias, bias + outputs), r * outputs);
    for (let i = 0; i < inputs; i++) sum.add(x[r * inputs + i], weight + i * outputs);
    sum.addTo(y, r * outputs, p, outputs);
  }
  return activation ? y.map((a) => activate(activation, a)) : y;
}

// --------------------------------------------------------------------------------- backwards

/** From the losses back to the parameters that learn, whose gradients are added to `into`. */
function backward(run: Run, { back }: Pass, into: Float64Array): void {
  for (const gradient of back.losses) {
    const weight = weightAt(run.hyper, gradient.loss.weight, run.batch.step);
    lossBackward(run, gradient, weight / run.count);
  }
  for (const step of back.operations) carryBack(run, step, into);
}

/** Hands the gradient of an operation's result on to what it has read, and to its layer. */
function carryBack(run: Run, { of: o, learns, writes }: Backward, into: Float64Array): void {
  const delta = valueOf(run.gradients, o.out);
  switch (o.op) {
    case 'layer': {
      const y = valuesOf(run, o.out);
      const { activation } = o.layer;
      const before = delta.map((d, i) => flushed(activation ? d * slope(activation, y[i]) : d));
      const dx = layerBackward(
        run.parameters,
        o.layer,
        joined(run, o.from),
        before,
        learns ? into : null,
        writes.some((write) => write !== null),
      );
      let column = 0;
      writes.forEach((write, k) => {
        const { width } = o.from[k];
        const first = column;
        give(run, write, (i) => dx[Math.floor(i / width) * o.layer.inputs + first + (i % width)]);
        column += width;
      });
      return;
    }
    case 'sample': {
      const [logVar, epsilon] = [valuesOf(run, o.logVar), valuesOf(run, o.epsilon)];
      const [toMu, toLogVar] = writes;
      give(run, toMu, (i) => delta[i]);
      give(run, toLogVar, (i) => (delta[i] * Math.exp(logVar[i] / 2) * epsilon[i]) / 2);
      return;
    }
    case 'pixels': {
      const p = valuesOf(run, o.out);
      const bernoulli = run.spec.likelihood === 'bernoulli';
      give(run, writes[0], (i) => (bernoulli ? delta[i] * p[i] * (1 - p[i]) : delta[i]));
      return;
    }
    case 'stack': {
      let row = 0;
      writes.forEach((write, k) => {
        const first = row;
        give(run, write, (i) => delta[first + i]);
        row += o.from[k].stack * run.count * o.from[k].width;
      });
      return;
    }
    default:
      // Draws and data depend on nothing that learns.
      throw new Error(`no way back through ${o.op}`);
  }
}

/** Writes ∂objective/∂value number by number, or adds to what has been written before. */
function give(run: Run, write: GradientWrite | null, number: (i: number) => number): void {
  if (!write) return;
  const { value, after } = write;
  if (after === 'nothing') {
    const size = value.stack * run.count * value.width;
    run.gradients.set(
      value.id,
      new Float64Array(size).map((_, i) => number(i)),
    );
  } else {
    const there = valueOf(run.gradients, value);
    for (let i = 0; i < there.length; i++) there[i] += number(i);
  }
}

/** From δ before the activation: adds ∂W and ∂b to `into` where given, and answers ∂x, zeros if not `further`. */
function layerBackward(
  p: Float64Array,
  layer: Layer,
  x: Float64Array,
  delta: Float64Array,
  into: Float64Array | null,
  further: boolean,
): Float64Array {
  const { inputs, outputs, weight, bias } = layer;
  const rows = x.length / inputs;
  const dx = new Float64Array(x.length);
  if (isConvolutional(layer)) {
    for (let r = 0; r < rows; r++) {
      const [input, dInput] = [x, dx].map((all) => all.subarray(r * inputs, (r + 1) * inputs));
      const d = delta.subarray(r * outputs, (r + 1) * outputs);
      convolveBack(p, layer, input, d, dInput, into);
    }
    return dx;
  }
  if (into) {
    const reach = reachOf(layer);
    const sum = new RowSum(rows);
    for (let r = 0; r < rows; r++) sum.add(1, r * outputs);
    sum.addTo(into, bias, delta, outputs);
    for (let i = 0; i < inputs; i++) {
      // A masked weight stays what it is: zero.
      const first = reach ? reach[i] : 0;
      for (let r = 0; r < rows; r++) sum.add(x[r * inputs + i], r * outputs + first);
      sum.addTo(into, weight + i * outputs + first, delta, outputs - first);
    }
  }
  if (further) {
    const sum = new RowSum(outputs);
    const turned = transposed(p.subarray(weight, bias), inputs, outputs);
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < outputs; j++) sum.add(delta[r * outputs + j], j * inputs);
      sum.addTo(dx, r * inputs, turned, inputs);
    }
  }
  return dx;
}

/** Of [rows × columns], [columns × rows]. */
function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  return new Float64Array(a.length).map((_, at) => a[(at % rows) * columns + Math.floor(at / rows)]);
}

// ------------------------------------------------------------------------------------ losses

/** A loss, averaged over the images of the batch: as recorded, and as it counts in the objective (they differ with free bits). */
function lossOf(run: Run, loss: Loss): { recorded: number; objective: number } {
  const { spec, count, hyper } = run;
  const same = (value: number) => ({ recorded: value, objective: value });
  switch (loss.loss) {
    case 'recon': {
      const target = valuesOf(run, loss.target);
      let sum = 0;
      valuesOf(run, loss.output).forEach((o, i) => {
        sum += reconTerm(spec.likelihood, o, target[i]);
      });
      return same(sum / count);
    }
    case 'kl': {
      let recorded = 0;
      let objective = 0;
      for (let d = 0; d < loss.mu.width; d++) {
        const mean = klMean(run, loss, d);
        recorded += mean;
        objective += Math.max(mean, hyper.freeBits);
      }
      return { recorded, objective };
    }
    case 'penalty':
      return same(penaltyOf(run, loss.code));
    case 'adversarial': {
      let sum = 0;
      valuesOf(run, loss.logits).forEach((s, i) => {
        const role = loss.roles[Math.floor(i / count)];
        if (role) sum += adversarialTerm(role, hyper.ganLoss, s);
      });
      return same(sum / count);
    }
    case 'feature': {
      const size = count * loss.features.width;
      const gap = gapOf(run, loss);
      let sum = 0;
      for (let i = 0; i < size; i++) sum += 0.5 * gap(i) * gap(i);
      return same(sum / count);
    }
    default:
      return loss satisfies never;
  }
}

/** The gradient of `share` times the sum of a loss over the images of the batch. */
function lossBackward(run: Run, { loss, writes }: LossGradient, share: number): void {
  const { spec, count, hyper } = run;
  switch (loss.loss) {
    case 'recon': {
      const [output, target] = [valuesOf(run, loss.output), valuesOf(run, loss.target)];
      give(run, writes[0], (i) => share * reconSlope(spec.likelihood, output[i], target[i]));
      return;
    }
    case 'kl': {
      const [mu, logVar] = [valuesOf(run, loss.mu), valuesOf(run, loss.logVar)];
      const { width } = loss.mu;
      // A coordinate that carries no more than is free is not pulled.
      const pulled = Array.from(
        { length: width },
        (_, d) => hyper.freeBits === 0 || !(klMean(run, loss, d) <= hyper.freeBits),
      );
      writes.forEach((write, k) => {
        give(run, write, (i) => (pulled[i % width] ? share * klSlope(mu[i], logVar[i])[k] : 0));
      });
      return;
    }
    case 'penalty':
      give(run, writes[0], penaltySlope(run, loss.code, share));
      return;
    case 'adversarial': {
      const logits = valuesOf(run, loss.logits);
      give(run, writes[0], (i) => {
        const role = loss.roles[Math.floor(i / count)];
        return role ? share * adversarialSlope(role, hyper.ganLoss, logits[i]) : 0;
      });
      return;
    }
    case 'feature': {
      const size = count * loss.features.width;
      const gap = gapOf(run, loss);
      give(run, writes[0], (i) => (Math.floor(i / size) === loss.of ? share * gap(i % size) : 0));
      return;
    }
    default:
      loss satisfies never;
  }
}

/** Mean KL of latent coordinate d over the batch. */
function klMean(run: Run, { mu: { width }, mu, logVar }: { mu: Value; logVar: Value }, d: number): number {
  const [means, variances] = [valuesOf(run, mu), valuesOf(run, logVar)];
  let mean = 0;
  for (let i = d; i < means.length; i += width) mean += klTerm(means[i], variances[i]) / run.count;
  return mean;
}

/** The difference of number i of two batches of features. */
function gapOf(run: Run, { features, of, like }: Extract<Loss, { loss: 'feature' }>): (i: number) => number {
  const all = valuesOf(run, features);
  const size = run.count * features.width;
  return (i) => all[of * size + i] - all[like * size + i];
}

/** Mean of unit d of a code over the batch. */
function codeMean(run: Run, code: Value, d: number): number {
  const z = valuesOf(run, code);
  let mean = 0;
  for (let i = d; i < z.length; i += code.width) mean += z[i] / run.count;
  return mean;
}

function penaltyOf(run: Run, code: Value): number {
  const { spec, count, hyper } = run;
  let sum = 0;
  switch (spec.penalty) {
    case 'none':
      return 0;
    case 'l1':
      for (const v of valuesOf(run, code)) sum += Math.abs(v) / count;
      return sum;
    case 'l2':
      for (const v of valuesOf(run, code)) sum += (0.5 * v * v) / count;
      return sum;
    case 'sparsity':
      for (let d = 0; d < code.width; d++) sum += sparsityTerm(hyper.sparsity, codeMean(run, code, d));
      return sum;
    default:
      return spec.penalty satisfies never;
  }
}

function penaltySlope(run: Run, code: Value, share: number): (i: number) => number {
  const { spec, hyper } = run;
  const z = valuesOf(run, code);
  switch (spec.penalty) {
    case 'none':
      return () => 0;
    case 'l1':
      return (i) => share * Math.sign(z[i]);
    case 'l2':
      return (i) => share * z[i];
    case 'sparsity': {
      const slopes = Array.from(
        { length: code.width },
        (_, d) => share * sparsitySlope(hyper.sparsity, codeMean(run, code, d)),
      );
      return (i) => slopes[i % code.width];
    }
    default:
      return spec.penalty satisfies never;
  }
}

/** D averaged over batches of a stack. */
function believed(run: Run, { logits, of }: Belief): number {
  const all = valuesOf(run, logits);
  const some = of.flatMap((n) => Array.from(all.subarray(n * run.count, (n + 1) * run.count)));
  return some.reduce((sum, s) => sum + sigmoid(s), 0) / some.length;
}

// --------------------------------------------------------------------------- what others call

/**
 * One phase of a step: the objective, its gradient in the layout of the parameters (zero where nothing
 * learns), and what is recorded.
 */
export function referenceGradient(
  spec: ModelSpec,
  phase: number,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): { objective: number; gradient: Float64Array; recorded: Recorded } {
  const model = compileModel(spec);
  const p = model.phases[phase];
  const run = start(spec, parameters, batch, hyper);
  forward(run, p.ops);
  const recorded: Recorded = {};
  let objective = 0;
  for (const loss of p.losses) {
    const weight = weightAt(hyper, loss.weight, batch.step);
    const value = lossOf(run, loss);
    objective += weight * value.objective;
    if (loss.term) recorded[loss.term] = value.recorded;
  }
  for (const belief of p.beliefs) recorded[belief.term] = believed(run, belief);
  if (model.terms[0] === 'total') recorded.total = objective;
  const gradient = new Float64Array(model.layout.size);
  if (learningLayers(p, hyper.turn).length > 0) backward(run, p, gradient);
  return { objective, gradient, recorded };
}

/** What each operation of a pass has computed, by the id of its value: to see where two engines part. */
export function referenceValues(
  spec: ModelSpec,
  pass: Pass,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): ReadonlyMap<number, Float64Array> {
  const run = start(spec, parameters, batch, hyper);
  forward(run, pass.ops);
  return run.values;
}

/** One step of learning, all phases in their order, in place; answers what is recorded of it. */
export function referenceStep(
  spec: ModelSpec,
  state: ReferenceState,
  batch: ReferenceBatch,
  hyper: Hyper,
): Recorded {
  const all: Recorded = {};
  compileModel(spec).phases.forEach((phase, i) => {
    const { gradient, recorded } = referenceGradient(spec, i, state.parameters, batch, hyper);
    const layers = learningLayers(phase, hyper.turn);
    referenceAdam(state, layers, gradient, learningRateOf(hyper, phase), beta1Of(spec));
    Object.assign(all, recorded);
  });
  return all;
}

/**
 * Adam with bias correction (Kingma & Ba 2014, algorithm 1) on the layers that learn, in place; tiny moments become
 * zero.
 */
export function referenceAdam(
  { parameters: p, m, v, updates }: ReferenceState,
  layers: readonly Layer[],
  gradient: Float64Array,
  learningRate: number,
  beta1 = BETA1,
): void {
  for (const learner of new Set(layers.map((layer) => layer.learner))) updates[learner]++;
  for (const { learner, weight, bias, biasSize } of layers) {
    const t = updates[learner];
    const [mShort, vShort] = [1 - beta1 ** t, 1 - BETA2 ** t];
    for (let i = weight; i < bias + biasSize; i++) {
      m[i] = flushed(beta1 * m[i] + (1 - beta1) * gradient[i]);
      v[i] = flushedSquare(BETA2 * v[i] + (1 - BETA2) * gradient[i] ** 2);
      const mHat = m[i] / mShort;
      const vHat = v[i] / vShort;
      p[i] -= (learningRate * mHat) / (Math.sqrt(vHat) + EPSILON);
    }
  }
}

/** recon (of MADE: −log p) and kl on images that are not learned from, averaged; draws as the batch says. */
export function referenceEvaluate(
  spec: ModelSpec,
  parameters: Float64Array,
  batch: ReferenceBatch,
): { recon: number; kl: number } {
  const pass = compileModel(spec).evaluate;
  if (!pass) throw new Error(`nothing to evaluate in ${spec.family}`);
  const run = start(spec, parameters, batch, hyperWith({}));
  forward(run, pass.ops);
  const values = new Map(pass.losses.map((loss) => [loss.loss, lossOf(run, loss).recorded]));
  return { recon: values.get('recon') ?? 0, kl: values.get('kl') ?? 0 };
}

/** count × latent of each; logVar is null where codes are points. */
export function referenceEncode(
  spec: ModelSpec,
  parameters: Float64Array,
  images: Uint8Array,
  labels?: Uint8Array,
): { mu: Float64Array; logVar: Float64Array | null } {
  const { encode } = compileModel(spec);
  if (!encode) throw new Error(`no encoder in ${spec.family}`);
  const run = start(spec, parameters, { images, labels, seed: 0, step: 0 }, hyperWith({}));
  forward(run, encode.ops);
  return { mu: valuesOf(run, encode.mu), logVar: encode.logVar && valuesOf(run, encode.logVar) };
}

/** z is count × latent; answers count × 784 pixels in [0, 1]. */
export function referenceDecode(
  spec: ModelSpec,
  parameters: Float64Array,
  z: Float64Array,
  labels?: Uint8Array,
): Float64Array {
  const { decode } = compileModel(spec);
  if (!decode) throw new Error(`no latent in ${spec.family}`);
  const batch = { images: new Uint8Array(0), labels, seed: 0, step: 0 };
  const run = start(spec, parameters, batch, hyperWith({}), z);
  forward(run, decode.ops);
  return valuesOf(run, decode.outputs).map((o) => pixel(spec.likelihood, o));
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a value before its time');
  return value;
}
