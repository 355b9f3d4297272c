/**
 * The forward operations of a pass: each thread computes its own rows, and reads those of others only where
 * batches are stacked.
 */
import { Purpose } from '../../math/random';
import type { Op } from '../../model/operations';
import { type Matrix, roundUp, rowAt } from './arena';
import { convolve, isConvolution } from './convolution';
import { CORRUPTION, NO_ACTIVATION, SIGMOID, TILE } from './kernels';
import { isNormalisation, normalise } from './normalisation';
import { type Application, type Input, type PassPlan, type Slot, sparseTileBytes } from './plan';
import { type Rows, rowsOf } from './share';
import type { Task, Thread } from './thread';

/** A thread's rows of a value that is `stack` batches high. */
export const ownRows = ({ group }: Thread, { count }: Task, stack: number): Rows =>
  rowsOf(count * stack, group.index, group.size);

export const slotOf = ({ slots }: PassPlan, { id }: { id: number }): Slot => {
  const slot = slots.get(id);
  if (!slot) throw new Error('a value is read before it is computed');
  return slot;
};

export function forward(thread: Thread, pass: PassPlan, task: Task): void {
  for (const o of pass.ops) {
    if (o.op === 'stack') thread.group.barrier();
    run(thread, pass, task, o);
  }
}

function run(thread: Thread, pass: PassPlan, task: Task, o: Op): void {
  const { kernels, plan, floats } = thread;
  const out = slotOf(pass, o.out);
  const own = ownRows(thread, task, o.out.stack);
  const { from, rows } = own;
  const to = rowAt(out, from);
  switch (o.op) {
    case 'images':
      kernels.unpack(plan.images + from * o.out.width, to, out.ld, rows, o.out.width);
      break;
    case 'labels': {
      const labels = thread.bytes.subarray(plan.labels + from, plan.labels + from + rows);
      floats.fill(0, to / 4, (to + rows * out.ld) / 4);
      labels.forEach((label, row) => {
        if (label < plan.spec.data.classes) floats[(to + row * out.ld) / 4 + label] = 1;
      });
      break;
    }
    case 'codes':
    case 'given':
      // Written by the caller.
      break;
    case 'corrupt': {
      copyRows(floats, slotOf(pass, o.from), out, own);
      const kind = CORRUPTION[plan.spec.corruption];
      const { noise, seed, step, first } = task;
      kernels.corrupt(
        kind,
        to,
        out.ld,
        rows,
        o.out.width,
        noise,
        seed,
        Purpose.corruption,
        step,
        first + from,
      );
      break;
    }
    case 'normal': {
      const { width } = o.out;
      const draws = out.draws + 4 * from * width;
      const first = (o.draw * task.count + task.first + from) * width;
      kernels.fillNormal(draws, rows * width, task.seed, o.purpose, task.step, first);
      for (let row = 0; row < rows; row++) {
        const start = draws / 4 + row * width;
        floats.copyWithin((to + row * out.ld) / 4, start, start + width);
      }
      break;
    }
    case 'layer': {
      const application = pass.applications.get(o);
      if (application) apply(thread, application, own);
      break;
    }
    case 'sample': {
      const [mu, logVar, epsilon] = [o.mu, o.logVar, o.epsilon].map((value) => slotOf(pass, value));
      const [means, variances] = [rowAt(mu, from), rowAt(logVar, from)];
      const draws = epsilon.draws + 4 * from * o.out.width;
      const { width } = o.out;
      kernels.reparameterise(means, variances, draws, to, out.ld, rows, width, pass.kl + 8 * from);
      break;
    }
    case 'pixels':
      copyRows(floats, slotOf(pass, o.from), out, own);
      if (plan.spec.likelihood === 'bernoulli') kernels.activate(SIGMOID, to, out.ld, rows, o.out.width);
      break;
    case 'silu':
      kernels.silu(rowAt(slotOf(pass, o.from), from), to, out.ld, rows, roundUp(o.out.width, 4));
      break;
    case 'stack': {
      let begin = 0;
      for (const value of o.from) {
        const slot = slotOf(pass, value);
        const end = begin + value.stack * task.count;
        const [low, high] = [Math.max(from, begin), Math.min(from + rows, end)];
        if (low < high) {
          const start = rowAt(slot, low - begin) / 4;
          floats.copyWithin(rowAt(out, low) / 4, start, start + ((high - low) * slot.ld) / 4);
        }
        begin = end;
      }
      break;
    }
    default:
      o satisfies never;
  }
  if (out.sparse !== 0) packSparse(thread, out, own);
}

/** output = f(x W + b) for some rows of x. */
function apply(thread: Thread, application: Application, own: Rows): void {
  const { kernels } = thread;
  const { weights, out } = application;
  if (isNormalisation(application)) {
    normalise(thread, application, own);
    return;
  }
  if (isConvolution(application)) convolve(thread, application, own);
  else multiply(thread, application, own);
  const { activation, layer } = weights;
  if (activation === NO_ACTIVATION) return;
  kernels.activate(activation, rowAt(out, own.from), out.ld, own.rows, roundUp(layer.outputs, 4));
}

/** x W + b for some rows of x. */
function multiply(thread: Thread, { weights, input, out }: Application, own: Rows): void {
  const { kernels, plan, tiles, floats } = thread;
  const { layer, inputs, outputs, panels } = weights;
  const { from, rows } = own;
  for (const { slot, column } of input.parts) {
    for (let row = from; row < from + rows; row++) {
      const start = rowAt(slot, row) / 4;
      floats.copyWithin(rowAt(input, row) / 4 + column, start, start + slot.columns);
    }
  }
  if (input.parts.length > 0 && input.sparse !== 0) packSparse(thread, input, own);
  const bias = plan.state.parameters + 4 * layer.bias;
  const y = rowAt(out, from);
  if (input.sparse !== 0) {
    const x = input.sparse + (from / TILE) * sparseTileBytes(inputs);
    kernels.sparseProduct(x, rows, inputs, panels, outputs, bias, 0, y, out.ld);
  } else {
    kernels.product(rowAt(input, from), input.ld, rows, inputs, panels, outputs, bias, 0, y, out.ld, tiles);
  }
}

function packSparse({ kernels }: Thread, x: Slot | Input, { from, rows }: Rows): void {
  const to = x.sparse + (from / TILE) * sparseTileBytes(x.columns);
  kernels.packSparseRows(rowAt(x, from), x.ld, rows, x.columns, to);
}

/** Rows of one matrix to the same rows of another of the same width. */
export function copyRows(floats: Float32Array, source: Matrix, target: Matrix, { from, rows }: Rows): void {
  const start = rowAt(source, from) / 4;
  floats.copyWithin(rowAt(target, from) / 4, start, start + (rows * source.ld) / 4);
}
