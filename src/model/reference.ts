/**
 * The judge of all engines: the whole of learning in float64, slow and readable, one operation and one
 * number at a time. It interprets `program.ts`, forwards and then backwards. Nothing here is fast, and nothing
 * on the page runs on it but self-tests.
 *
 * Parameters are the flat array of layout.ts; images are count × 784 bytes, labels count bytes; a value of the
 * program is (stack × count) × width numbers, row after row.
 */
import { fillNormal } from '../math/random';
import { activate, sigmoid, slope } from './activations';
import { convolve, convolveBack } from './convolution';
import { corrupted } from './corruption';
import { flushed, flushedSquare } from './flush';
import { isConvolutional, type Layer, type Learner, layoutOf, reachOf } from './layout';
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
import { BETA1, BETA2, beta1Of, EPSILON, NO_UPDATES } from './optimiser';
import {
  type Belief,
  inputsOf,
  type Loss,
  learningLayers,
  type Op,
  type Pass,
  programOf,
  type Term,
  type Value,
  valuesWithGradient,
} from './program';
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

const valuesOf = (run: Run, { id }: Value): Float64Array => must(run.values.get(id));

/** The gradient of the objective by a value, zero at first. */
function gradientOf(run: Run, value: Value): Float64Array {
  let gradient = run.gradients.get(value.id);
  if (!gradient) {
    gradient = new Float64Array(value.stack * run.count * value.width);
    run.gradients.set(value.id, gradient);
  }
  return gradient;
}

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

/** From the gradients of the losses back to those of the parameters that learn, added to `into`. */
function backward(run: Run, pass: Pass, learning: readonly Layer[], into: Float64Array): void {
  const wanted = valuesWithGradient(pass, learning);
  for (const o of [...pass.ops].reverse()) {
    if (wanted.has(o.out.id)) carryBack(run, o, wanted, learning, into);
  }
}

/** Hands the gradient of an operation's result on to what it has read, and to its layer. */
function carryBack(
  run: Run,
  o: Op,
  wanted: ReadonlySet<number>,
  learning: readonly Layer[],
  into: Float64Array,
): void {
  const delta = gradientOf(run, o.out);
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
        learning.includes(o.layer) ? into : null,
        o.from.some((v) => wanted.has(v.id)),
      );
      let column = 0;
      for (const v of o.from) {
        if (wanted.has(v.id)) {
          const gradient = gradientOf(run, v);
          for (let i = 0; i < gradient.length; i++) {
            gradient[i] += dx[Math.floor(i / v.width) * o.layer.inputs + column + (i % v.width)];
          }
        }
        column += v.width;
      }
      return;
    }
    case 'sample': {
      const [logVar, epsilon] = [valuesOf(run, o.logVar), valuesOf(run, o.epsilon)];
      const [toMu, toLogVar] = [gradientOf(run, o.mu), gradientOf(run, o.logVar)];
      delta.forEach((d, i) => {
        toMu[i] += d;
        toLogVar[i] += (d * Math.exp(logVar[i] / 2) * epsilon[i]) / 2;
      });
      return;
    }
    case 'pixels': {
      const to = gradientOf(run, o.from);
      const p = valuesOf(run, o.out);
      const bernoulli = run.spec.likelihood === 'bernoulli';
      delta.forEach((d, i) => {
        to[i] += bernoulli ? d * p[i] * (1 - p[i]) : d;
      });
      return;
    }
    case 'stack': {
      let row = 0;
      for (const v of o.from) {
        const size = v.stack * run.count * v.width;
        if (wanted.has(v.id)) {
          const to = gradientOf(run, v);
          for (let i = 0; i < size; i++) to[i] += delta[row + i];
        }
        row += size;
      }
      return;
    }
    default:
      // What draws, or reads the data, has nothing behind it.
      if (inputsOf(o).some((v) => wanted.has(v.id))) throw new Error(`no way back through ${o.op}`);
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

/**
 * A loss, averaged over the images of the batch: as recorded, and as it counts in the objective (they differ
 * with free bits). Its gradient times `share` is added to those of the values.
 */
function lossOf(run: Run, loss: Loss, share: number): { recorded: number; objective: number } {
  const { spec, count, hyper } = run;
  const same = (value: number) => ({ recorded: value, objective: value });
  switch (loss.loss) {
    case 'recon': {
      const [output, target] = [valuesOf(run, loss.output), valuesOf(run, loss.target)];
      const to = gradientOf(run, loss.output);
      let sum = 0;
      output.forEach((o, i) => {
        sum += reconTerm(spec.likelihood, o, target[i]);
        to[i] += (share / count) * reconSlope(spec.likelihood, o, target[i]);
      });
      return same(sum / count);
    }
    case 'kl': {
      const { width } = loss.mu;
      const [mu, logVar] = [valuesOf(run, loss.mu), valuesOf(run, loss.logVar)];
      const [toMu, toLogVar] = [gradientOf(run, loss.mu), gradientOf(run, loss.logVar)];
      let recorded = 0;
      let objective = 0;
      for (let d = 0; d < width; d++) {
        let mean = 0;
        for (let i = d; i < mu.length; i += width) mean += klTerm(mu[i], logVar[i]) / count;
        recorded += mean;
        objective += Math.max(mean, hyper.freeBits);
        if (mean <= hyper.freeBits && hyper.freeBits > 0) continue;
        for (let i = d; i < mu.length; i += width) {
          const [byMu, byLogVar] = klSlope(mu[i], logVar[i]);
          toMu[i] += (share / count) * byMu;
          toLogVar[i] += (share / count) * byLogVar;
        }
      }
      return { recorded, objective };
    }
    case 'penalty':
      return same(penalty(run, loss.code, share));
    case 'adversarial': {
      const logits = valuesOf(run, loss.logits);
      const to = gradientOf(run, loss.logits);
      let sum = 0;
      logits.forEach((s, i) => {
        const role = loss.roles[Math.floor(i / count)];
        if (!role) return;
        sum += adversarialTerm(role, hyper.ganLoss, s);
        to[i] += (share / count) * adversarialSlope(role, hyper.ganLoss, s);
      });
      return same(sum / count);
    }
    case 'feature': {
      const features = valuesOf(run, loss.features);
      const to = gradientOf(run, loss.features);
      const size = count * loss.features.width;
      let sum = 0;
      for (let i = 0; i < size; i++) {
        const gap = features[loss.of * size + i] - features[loss.like * size + i];
        sum += 0.5 * gap * gap;
        to[loss.of * size + i] += (share / count) * gap;
      }
      return same(sum / count);
    }
    default:
      return loss satisfies never;
  }
}

function penalty(run: Run, code: Value, share: number): number {
  const { spec, count, hyper } = run;
  const { width } = code;
  const z = valuesOf(run, code);
  const to = gradientOf(run, code);
  let sum = 0;
  switch (spec.penalty) {
    case 'none':
      return 0;
    case 'l1':
      z.forEach((v, i) => {
        sum += Math.abs(v) / count;
        to[i] += (share / count) * Math.sign(v);
      });
      return sum;
    case 'l2':
      z.forEach((v, i) => {
        sum += (0.5 * v * v) / count;
        to[i] += (share / count) * v;
      });
      return sum;
    case 'sparsity':
      for (let d = 0; d < width; d++) {
        let mean = 0;
        for (let i = d; i < z.length; i += width) mean += z[i] / count;
        sum += sparsityTerm(hyper.sparsity, mean);
        const by = (share / count) * sparsitySlope(hyper.sparsity, mean);
        for (let i = d; i < z.length; i += width) to[i] += by;
      }
      return sum;
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
  const program = programOf(spec);
  const p = program.phases[phase];
  const run = start(spec, parameters, batch, hyper);
  forward(run, p.ops);
  const recorded: Recorded = {};
  let objective = 0;
  for (const loss of p.losses) {
    const weight = weightAt(hyper, loss.weight, batch.step);
    const value = lossOf(run, loss, weight);
    objective += weight * value.objective;
    if (loss.term) recorded[loss.term] = value.recorded;
  }
  for (const belief of p.beliefs) recorded[belief.term] = believed(run, belief);
  if (program.terms[0] === 'total') recorded.total = objective;
  const gradient = new Float64Array(layoutOf(spec).size);
  backward(run, p, learningLayers(p, hyper.turn), gradient);
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
  programOf(spec).phases.forEach((phase, i) => {
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
  const pass = programOf(spec).evaluate;
  if (!pass) throw new Error(`nothing to evaluate in ${spec.family}`);
  const run = start(spec, parameters, batch, hyperWith({}));
  forward(run, pass.ops);
  const values = new Map(pass.losses.map((loss) => [loss.loss, lossOf(run, loss, 0).recorded]));
  return { recon: values.get('recon') ?? 0, kl: values.get('kl') ?? 0 };
}

/** count × latent of each; logVar is null where codes are points. */
export function referenceEncode(
  spec: ModelSpec,
  parameters: Float64Array,
  images: Uint8Array,
  labels?: Uint8Array,
): { mu: Float64Array; logVar: Float64Array | null } {
  const { encode } = programOf(spec);
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
  const { decode } = programOf(spec);
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
