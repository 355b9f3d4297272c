/**
 * The losses of a pass and its backward operations: δ of every value on the way to a layer that learns. As in
 * the forward pass, each thread computes its own rows; means over the batch are computed by every thread, in
 * the same order.
 */

import { sigmoid } from '../../model/activations';
import { FLUSH_EVERY } from '../../model/flush';
import { adversarialSlope, adversarialTerm, klTerm, sparsitySlope, sparsityTerm } from '../../model/losses';
import type { Weight } from '../../model/operations';
import { roundUp, rowAt } from './arena';
import { contract } from './contraction';
import { convolveBack, isConvolution, learnConvolution } from './convolution';
import { LIKELIHOOD, NO_ACTIVATION, PANEL, SIGMOID } from './kernels';
import { isNormalisation, learnNormalisation, normaliseBack } from './normalisation';
import { ownRows, slotOf } from './pass';
import type { Application, LossPlan, PassPlan, PlannedBackward, Slot } from './plan';
import type { Piece, Rows } from './share';
import type { Task, Thread } from './thread';

/** The factor of a loss in the objective. */
export function weightOf(weight: Weight, task: Task): number {
  switch (weight) {
    case 'one':
      return 1;
    case 'beta':
      return task.beta;
    case 'penalty':
      return task.penaltyWeight;
    case 'gamma':
      return task.gamma;
    case 'none':
      return 0;
    default:
      return weight satisfies never;
  }
}

/** Whether a loss reads rows of other threads. */
const crosses = ({ loss }: LossPlan, { spec }: Thread['plan'], { freeBits }: Task): boolean =>
  loss.loss === 'feature' ||
  loss.loss === 'contraction' ||
  (loss.loss === 'kl' && freeBits > 0) ||
  (loss.loss === 'penalty' && spec.penalty === 'sparsity');

/**
 * The losses of each row, and the mean output of the discriminator; where something learns, also the
 * gradients by the values that the losses read.
 */
export function computeLosses(thread: Thread, pass: PassPlan, task: Task): void {
  if (pass.losses.some((plan) => crosses(plan, thread.plan, task))) thread.group.barrier();
  for (const plan of pass.losses) loseOne(thread, pass, task, plan);
  for (const { mean, terms } of pass.discriminatorMeans) {
    const logits = slotOf(pass, mean.logits);
    const { from, rows } = ownRows(thread, task, mean.logits.stack);
    for (let row = from; row < from + rows; row++) {
      thread.doubles[terms / 8 + row] = sigmoid(thread.floats[rowAt(logits, row) / 4]);
    }
  }
}

function loseOne(thread: Thread, pass: PassPlan, task: Task, lossPlan: LossPlan): void {
  const { loss, terms, adds } = lossPlan;
  const { kernels, plan, floats, doubles } = thread;
  const { count } = task;
  const share = (task.learns * weightOf(loss.weight, task)) / count;
  switch (loss.loss) {
    case 'recon': {
      const { from, rows } = ownRows(thread, task, 1);
      const [output, target] = [slotOf(pass, loss.output), slotOf(pass, loss.target)];
      // δ is written over the outputs, where it is needed.
      const scale = output.delta === output ? share : 0;
      const likelihood = LIKELIHOOD[plan.spec.likelihood];
      const [o, x] = [rowAt(output, from), rowAt(target, from)];
      kernels.reconstruction(likelihood, o, x, output.ld, rows, output.columns, scale, terms + 8 * from);
      break;
    }
    case 'kl': {
      // Sampling has already computed the terms of each row.
      const { from, rows } = ownRows(thread, task, 1);
      doubles.copyWithin(terms / 8 + from, pass.kl / 8 + from, pass.kl / 8 + from + rows);
      break;
    }
    case 'penalty': {
      const code = slotOf(pass, loss.code);
      const rows = ownRows(thread, task, 1);
      const delta = code.delta;
      if (plan.spec.penalty === 'sparsity') {
        for (let d = 0; d < code.columns; d++) {
          const slope = share * sparsitySlope(task.sparsity, columnMean(thread, code, d, count));
          if (delta) each(rows, (row) => put(floats, rowAt(delta, row) / 4 + d, slope, adds));
        }
        break;
      }
      each(rows, (row) => {
        const at = rowAt(code, row) / 4;
        let sum = 0;
        for (let d = 0; d < code.columns; d++) {
          const z = floats[at + d];
          const l1 = plan.spec.penalty === 'l1';
          sum += l1 ? Math.abs(z) : 0.5 * z * z;
          if (delta) put(floats, rowAt(delta, row) / 4 + d, share * (l1 ? Math.sign(z) : z), adds);
        }
        doubles[terms / 8 + row] = sum;
      });
      break;
    }
    case 'contraction':
      contract(thread, task, slotOf(pass, loss.code), loss.layer, lossPlan, share);
      break;
    case 'adversarial': {
      const logits = slotOf(pass, loss.logits);
      const kind = task.minimax ? 'minimax' : 'nonSaturating';
      each(ownRows(thread, task, loss.logits.stack), (row) => {
        const role = loss.roles[Math.floor(row / count)];
        const s = floats[rowAt(logits, row) / 4];
        doubles[terms / 8 + row] = role ? adversarialTerm(role, kind, s) : 0;
        const slope = role ? share * adversarialSlope(role, kind, s) : 0;
        if (logits.delta) put(floats, rowAt(logits.delta, row) / 4, slope, adds);
      });
      break;
    }
    case 'feature': {
      const features = slotOf(pass, loss.features);
      const { columns, delta } = features;
      each(ownRows(thread, task, loss.features.stack), (row) => {
        const image = row - loss.of * count;
        const of = image >= 0 && image < count;
        const [own, like] = [rowAt(features, row) / 4, rowAt(features, loss.like * count + image) / 4];
        let sum = 0;
        for (let d = 0; d < columns; d++) {
          const gap = of ? floats[own + d] - floats[like + d] : 0;
          sum += 0.5 * gap * gap;
          if (delta) put(floats, rowAt(delta, row) / 4 + d, share * gap, adds);
        }
        if (of) doubles[terms / 8 + image] = sum;
      });
      break;
    }
    default:
      loss satisfies never;
  }
}

/** Runs the backward operations; δ of layers that learn goes into the panels that all threads read. */
export function backward(thread: Thread, pass: PassPlan, task: Task): void {
  for (const back of pass.back) {
    if (back.back === 'stack') thread.group.barrier();
    goOneBack(thread, task, back);
  }
}

function goOneBack(thread: Thread, task: Task, back: PlannedBackward): void {
  const { kernels, plan, floats } = thread;
  switch (back.back) {
    case 'layer':
      throughLayer(thread, task, back);
      return;
    case 'pixels': {
      const { out } = back;
      const { from, rows } = ownRows(thread, task, out.value.stack);
      if (plan.spec.likelihood !== 'bernoulli' || !out.delta) return;
      const d = rowAt(out.delta, from);
      kernels.throughActivation(SIGMOID, d, rowAt(out, from), out.ld, rows, roundUp(out.columns, 4));
      return;
    }
    case 'silu': {
      const { from: x, out } = back;
      const { from, rows } = ownRows(thread, task, out.value.stack);
      if (!out.delta) return;
      const d = rowAt(out.delta, from);
      kernels.throughSilu(d, rowAt(x, from), out.ld, rows, roundUp(out.columns, 4));
      return;
    }
    case 'sample': {
      const { mu, logVar, epsilon, kl } = back;
      const { from, rows } = ownRows(thread, task, 1);
      if (!mu.delta || !logVar.delta) return;
      // ∂z is already in the place of μ.
      if (thread.group.index === 0) shareKl(thread, task, mu, logVar, kl);
      thread.group.barrier();
      const [d, dLogVar, means, variances] = [mu.delta, logVar.delta, mu, logVar].map((o) => rowAt(o, from));
      const draws = epsilon.draws + 4 * from * mu.columns;
      kernels.throughLatent(d, dLogVar, means, variances, draws, mu.ld, rows, mu.columns, plan.shares);
      return;
    }
    case 'stack': {
      const { out, parts } = back;
      const { delta } = out;
      if (!delta) return;
      for (const { slot, row: above, adds } of parts) {
        const to = slot.delta;
        const own = ownRows(thread, task, slot.value.stack);
        if (!to) continue;
        each(own, (row) => {
          const start = rowAt(delta, above * task.count + row) / 4;
          const end = rowAt(to, row) / 4;
          if (!adds) floats.copyWithin(end, start, start + slot.columns);
          else for (let d = 0; d < slot.columns; d++) floats[end + d] += floats[start + d];
        });
      }
      return;
    }
    default:
      back satisfies never;
  }
}

/** β / batch of each coordinate, or zero for one whose KL is below the free bits (Kingma et al. 2016). */
function shareKl(thread: Thread, task: Task, mu: Slot, logVar: Slot, kl: boolean): void {
  const { beta, count, freeBits } = task;
  for (let d = 0; d < mu.columns; d++) {
    const free = freeBits > 0 && klMean(thread, mu, logVar, d, count) <= freeBits;
    thread.doubles[thread.plan.shares / 8 + d] = kl && !free ? beta / count : 0;
  }
}

/** Mean KL of one coordinate over the batch. */
function klMean({ floats }: Thread, mu: Slot, logVar: Slot, d: number, count: number): number {
  let sum = 0;
  for (let row = 0; row < count; row++) {
    sum += klTerm(floats[rowAt(mu, row) / 4 + d], floats[rowAt(logVar, row) / 4 + d]);
  }
  return sum / count;
}

function columnMean({ floats }: Thread, x: Slot, d: number, count: number): number {
  let sum = 0;
  for (let row = 0; row < count; row++) sum += floats[rowAt(x, row) / 4 + d];
  return sum / count;
}

function throughLayer(thread: Thread, task: Task, back: PlannedBackward & { back: 'layer' }): void {
  const { kernels, plan, tiles, floats } = thread;
  const { application, wantsInput, adds } = back;
  const { weights, input, out, deltaPanels } = application;
  const { delta } = out;
  if (!delta) return;
  const { stack } = out.value;
  const own = ownRows(thread, task, stack);
  const { from, rows } = own;
  const d = rowAt(delta, from);
  if (isNormalisation(application)) {
    normaliseBack(thread, application, own, wantsInput);
    return;
  }
  const { inputs, outputs, activation, rowPanels, layer } = weights;
  // Where δ lies over the outputs it is that of the likelihood, which is linear and already flushed.
  if (activation !== NO_ACTIVATION || delta !== out) {
    kernels.throughActivation(activation, d, rowAt(out, from), out.ld, rows, roundUp(layer.outputs, 4));
  }
  if (isConvolution(application)) {
    convolveBack(thread, application, own, stack * task.count, { input: wantsInput, adds });
    return;
  }
  if (deltaPanels !== 0) {
    kernels.packColumns(d, rows, outputs, delta.ld, deltaPanels + from * PANEL * 4, stack * task.count);
  }
  if (!wantsInput || !input.delta) return;
  const to = rowAt(input.delta, from);
  const [start, ldStart] = adds ? [to, input.delta.ld] : [plan.zeros, 0];
  kernels.product(d, delta.ld, rows, outputs, rowPanels, inputs, start, ldStart, to, input.delta.ld, tiles);
  for (const { slot, column, adds: partAdds } of input.parts) {
    if (partAdds === null || !slot.delta) continue;
    for (let row = from; row < from + rows; row++) {
      const source = rowAt(input.delta, row) / 4 + column;
      const target = rowAt(slot.delta, row) / 4;
      if (!partAdds) floats.copyWithin(target, source, source + slot.columns);
      else for (let k = 0; k < slot.columns; k++) floats[target + k] += floats[source + k];
    }
  }
}

/**
 * ∂W of some inputs of a layer, their update, and the repacking of their weights while they are in the cache.
 */
export function learn(
  thread: Thread,
  task: Task,
  { layer: application, from, to }: Piece<Application>,
): void {
  if (isConvolution(application)) {
    learnConvolution(thread, task, application, { from, to });
    pack(thread, application.weights, from, to);
    return;
  }
  if (isNormalisation(application)) {
    learnNormalisation(thread, task, application);
    return;
  }
  const { kernels, plan, gradient, strip } = thread;
  const { weights, input, out, deltaPanels, pull } = application;
  const { layer, inputs, outputs, reach } = weights;
  const { parameters, m, v } = plan.state;
  const rows = out.value.stack * task.count;
  const sparse = input.sparse !== 0;
  kernels.learn(
    input.at,
    input.ld,
    sparse,
    rows,
    inputs,
    outputs,
    deltaPanels,
    parameters,
    m,
    v,
    layer.weight,
    plan.updates[layer.learner],
    plan.zeros,
    gradient,
    strip,
    from,
    to,
    reach,
    pull,
    task.step % FLUSH_EVERY === 0,
  );
  pack(thread, weights, from, to);
}

/** Inputs `from` to `to` of a layer into panels, `from` a multiple of eight. */
export function pack(
  { kernels, plan }: Thread,
  { layer, inputs, outputs, panels, rowPanels }: Application['weights'],
  from: number,
  to: number,
): void {
  if (panels === 0) return;
  const w = plan.state.parameters + 4 * layer.weight;
  const part = w + 4 * from * outputs;
  kernels.packColumns(part, to - from, outputs, 4 * outputs, panels + from * PANEL * 4, inputs);
  if (rowPanels !== 0) {
    kernels.packRows(w, inputs, outputs, rowPanels, from / PANEL, Math.ceil(to / PANEL));
  }
}

/**
 * A loss of the whole batch, averaged over its images: as recorded, and as it counts in the objective. Read
 * by the engine's own thread when all threads have finished.
 */
export function total(
  thread: Thread,
  pass: PassPlan,
  task: Task,
  { loss, terms }: LossPlan,
): { recorded: number; objective: number } {
  const { count } = task;
  const { spec } = thread.plan;
  if (loss.loss === 'penalty' && spec.penalty === 'sparsity') {
    const code = slotOf(pass, loss.code);
    let sum = 0;
    for (let d = 0; d < code.columns; d++) {
      sum += sparsityTerm(task.sparsity, columnMean(thread, code, d, count));
    }
    return { recorded: sum, objective: sum };
  }
  const rows = count * (loss.loss === 'adversarial' ? loss.logits.stack : 1);
  const recorded = sumOf(thread, terms, 0, rows) / count;
  if (loss.loss !== 'kl' || task.freeBits === 0) return { recorded, objective: recorded };
  const [mu, logVar] = [slotOf(pass, loss.mu), slotOf(pass, loss.logVar)];
  let objective = 0;
  for (let d = 0; d < mu.columns; d++) {
    objective += Math.max(task.freeBits, klMean(thread, mu, logVar, d, count));
  }
  return { recorded, objective };
}

/** Sums in the order of the rows, whichever thread computed them. */
export function sumOf({ doubles }: Thread, terms: number, from: number, to: number): number {
  let sum = 0;
  for (let row = from; row < to; row++) sum += doubles[terms / 8 + row];
  return sum;
}

function each({ from, rows }: Rows, visit: (row: number) => void): void {
  for (let row = from; row < from + rows; row++) visit(row);
}

function put(floats: Float32Array, at: number, value: number, adds: boolean): void {
  if (adds) floats[at] += value;
  else floats[at] = value;
}
