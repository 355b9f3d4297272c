/**
 * A compiled model in WebAssembly memory, on our kernels, all in place.
 *
 * Several threads may compute it, each with a network of its own over the same memory: every task is written
 * once and executed by all threads, each for its own rows. The bits of the result do not depend on the number
 * of threads: each tile of rows is computed by one thread, and sums over images are taken in the order of the
 * rows.
 */
import type { Term } from '../../model/operations';
import { UPDATE } from '../../model/optimiser';
import type { GivenRows } from '../../model/reference/passContext';
import { betaAt } from '../../model/schedule';
import { type Hyper, imageSize } from '../../model/spec';
import type { LossSums, TrainingState } from '../engine';
import { createUpdateCounter } from '../updateCounter';
import { type Matrix, rowAt } from './arena';
import { backward, computeLosses, learn, pack, sumOf, total, weightOf } from './gradients';
import { type Kernels, LIKELIHOOD } from './kernels';
import { forward, ownRows, slotOf } from './pass';
import type { PassPlan, PhasePlan, Plan } from './plan';
import { NO_TASK, TASK, type Task, type Thread } from './thread';
import type { ThreadGroup } from './threadGroup';
import { writeWindows } from './windows';

/** Used by the engine's own thread, which dispatches; the other threads only call `execute`. */
export interface Network {
  /** The caller writes count × pixels bytes here before calling the functions that read them. */
  readonly images: Uint8Array;
  /** The caller writes the labels of the images here; zeros at first. */
  readonly labels: Uint8Array;
  load(state: TrainingState): void;
  save(): TrainingState;
  /** Copies the parameters from `from` on. */
  readParameters(from: number, into: Float32Array): void;
  permuted(n: number, seed: number, epoch: number, i: number): number;

  /**
   * One training step on the images, all phases of it; writes the recorded losses, by term, to `record` at
   * `at`.
   */
  learn(count: number, seed: number, step: number, hyper: Hyper, record: Float32Array, at: number): void;
  /** Encodes the images; copies the codes to mu (and logVar) from code `first` on. */
  encode(count: number, first: number, mu: Float32Array, logVar: Float32Array | null): void;
  /** Decodes `count` codes of `z` from code `first` on; writes the pixels to `to` at the same index. */
  decode(z: Float32Array, first: number, count: number, to: Float32Array): void;
  /** Copies given rows, count × width of each name, to where the passes read them. */
  give(count: number, rows: GivenRows): void;
  /** Writes the outputs of `count` given rows, with their labels, to `to` (count × width). */
  apply(count: number, to: Float64Array): void;
  /** Losses of the images, with the draws of (seed, evaluate, 0) from image `first` on. */
  evaluate(count: number, seed: number, first: number): LossSums;

  /** Executes this thread's part of a command. */
  execute(command: Float64Array): void;
}

const ENCODE = 0;
const DECODE = 1;
const EVALUATE = 2;
const APPLY = 3;
/** Then the phases, one after another. */
const PHASE = 4;

export function createNetwork(
  plan: Plan,
  memory: WebAssembly.Memory,
  kernels: Kernels,
  group: ThreadGroup,
): Network {
  const { spec, model, weights, phases } = plan;
  const { parameters, m, v, size } = plan.state;
  const floats = new Float32Array(memory.buffer);
  const thread: Thread = {
    plan,
    kernels,
    group,
    floats,
    doubles: new Float64Array(memory.buffer),
    bytes: new Uint8Array(memory.buffer),
    ...plan.scratch[group.index],
  };
  const part = (at: number, length: number) => floats.subarray(at / 4, at / 4 + length);
  const counter = createUpdateCounter();
  /** Where the passes read given rows. */
  const given = [...phases, plan.apply].flatMap((pass) =>
    (pass?.ops ?? []).flatMap((o) =>
      pass && o.op === 'given' ? [{ name: o.name, slot: slotOf(pass, o.out) }] : [],
    ),
  );
  const task: Task = { ...NO_TASK };

  // — the tasks: what all threads do at the same time. A command is the number of a task and its parameters —

  function perform(what: number): void {
    switch (what) {
      case ENCODE:
        if (plan.encode) forward(thread, plan.encode, task);
        break;
      case DECODE:
        if (plan.decode) decodeRows(plan.decode);
        break;
      case EVALUATE:
        if (plan.evaluate) measure(plan.evaluate);
        break;
      case APPLY:
        if (plan.apply) forward(thread, plan.apply, task);
        break;
      default:
        learnPhase(phases[what - PHASE]);
    }
  }

  function decodeRows(pass: PassPlan): void {
    forward(thread, pass, task);
    const outputs = outputsOf(pass);
    const { from, rows } = ownRows(thread, task, 1);
    kernels.toPixels(LIKELIHOOD[spec.likelihood], rowAt(outputs, from), outputs.ld, rows, outputs.columns);
  }

  function measure(pass: PassPlan): void {
    forward(thread, pass, task);
    computeLosses(thread, pass, task);
  }

  function learnPhase(phase: PhasePlan): void {
    measure(phase);
    if (!task.learns) return;
    backward(thread, phase, task);
    // Weights are updated from the rows of all threads, which read the old weights until here.
    group.barrier();
    const { pieces } = phase;
    for (let i = group.take(); i < pieces.length; i = group.take()) learn(thread, task, pieces[i]);
  }

  const command: number[] = [];
  function together(what: number): void {
    command[0] = what;
    TASK.forEach((name, i) => {
      command[i + 1] = task[name];
    });
    group.dispatch(command, () => perform(what));
  }

  const outputsOf = (pass: PassPlan): Matrix => {
    if (!model.decode) throw new Error('no decoder');
    return slotOf(pass, model.decode.outputs);
  };

  /** Counts an update of each learner of the phase, and writes its numbers where all threads read them. */
  function advance({ phase }: PhasePlan, hyper: Hyper, step: number): void {
    for (const [learner, update] of counter.next({ layout: model.layout, hyper, phase, step })) {
      UPDATE.forEach((name, i) => {
        floats[plan.updates[learner] / 4 + i] = update[name];
      });
    }
  }

  /** Writes the losses of a phase to their places in the record. */
  function recordPhase(phase: PhasePlan, record: Float32Array, at: number): void {
    const put = (term: Term | null, value: number) => {
      const place = term ? model.terms.indexOf(term) : -1;
      if (place >= 0) record[at + place] = value;
    };
    let objective = 0;
    for (const loss of phase.losses) {
      const value = total(thread, phase, task, loss);
      objective += weightOf(loss.loss.weight, task) * value.objective;
      put(loss.loss.term, value.recorded);
    }
    const { count } = task;
    for (const { mean, terms } of phase.discriminatorMeans) {
      const sums = mean.of.map((n) => sumOf(thread, terms, n * count, (n + 1) * count));
      put(mean.term, sums.reduce((a, b) => a + b, 0) / (count * sums.length));
    }
    put('total', objective);
  }

  function copy(from: Matrix, to: Float32Array | Float64Array, offset: number, count: number): void {
    for (let row = 0; row < count; row++) {
      const at = rowAt(from, row) / 4;
      to.set(floats.subarray(at, at + from.columns), offset + row * from.columns);
    }
  }

  return {
    images: new Uint8Array(memory.buffer, plan.images, plan.most * imageSize(spec.data)),
    labels: new Uint8Array(memory.buffer, plan.labels, plan.most),

    load(state) {
      part(parameters, size).set(state.parameters);
      part(m, size).set(state.m);
      part(v, size).set(state.v);
      counter.load(state);
      for (const w of weights) {
        if (w.layer.kind === 'masked') new Int32Array(memory.buffer, w.reach, w.inputs).set(w.layer.reach);
        if (w.windows) writeWindows(memory.buffer, w.windows.at, w.windows);
        pack(thread, w, 0, w.inputs);
      }
    },

    save: () => ({
      parameters: part(parameters, size).slice(),
      m: part(m, size).slice(),
      v: part(v, size).slice(),
      ...counter.state(),
    }),

    readParameters: (from, into) => into.set(part(parameters + 4 * from, size - from)),
    permuted: (n, seed, epoch, i) => kernels.permuted(n, seed, epoch, i) >>> 0,

    learn(count, seed, step, hyper, record, at) {
      Object.assign(task, { count, seed, step, first: 0, beta: betaAt(hyper, step) });
      const { noise, penaltyWeight, sparsity, freeBits, gamma } = hyper;
      Object.assign(task, { noise, penaltyWeight, sparsity, freeBits, gamma });
      task.minimax = hyper.ganLoss === 'minimax' ? 1 : 0;
      if (counter.switchTo(hyper)) for (const moment of [m, v]) part(moment, size).fill(0);
      phases.forEach((phase, i) => {
        task.learns = hyper.turn === 'both' || hyper.turn === phase.phase.turn ? 1 : 0;
        if (task.learns) advance(phase, hyper, step);
        together(PHASE + i);
        recordPhase(phase, record, at);
      });
    },

    encode(count, first, mu, logVar) {
      if (!plan.encode || !model.encode) throw new Error('no encoder');
      task.count = count;
      together(ENCODE);
      copy(slotOf(plan.encode, model.encode.mu), mu, first * spec.latent, count);
      if (!logVar || !model.encode.logVar) return;
      copy(slotOf(plan.encode, model.encode.logVar), logVar, first * spec.latent, count);
    },

    decode(z, first, count, to) {
      const codes = codesOf(plan);
      if (!plan.decode || !codes) throw new Error('no decoder');
      for (let row = 0; row < count; row++) {
        const from = (first + row) * spec.latent;
        floats.set(z.subarray(from, from + spec.latent), rowAt(codes, row) / 4);
      }
      task.count = count;
      together(DECODE);
      copy(outputsOf(plan.decode), to, first * imageSize(spec.data), count);
    },

    give(count, rows) {
      for (const { name, slot } of given) {
        const { columns, ld } = slot;
        const numbers = rows[name];
        if (!numbers) continue;
        for (let row = 0, i = 0; row < count; row++)
          for (let d = 0, to = (slot.at + row * ld) / 4; d < columns; d++) floats[to++] = numbers[i++];
      }
    },

    apply(count, to) {
      if (!plan.apply || !model.apply) throw new Error('no rows are given');
      task.count = count;
      together(APPLY);
      copy(slotOf(plan.apply, model.apply.outputs), to, 0, count);
    },

    evaluate(count, seed, first) {
      const pass = plan.evaluate;
      if (!pass) throw new Error('nothing to evaluate');
      Object.assign(task, NO_TASK, { count, seed, first });
      together(EVALUATE);
      const of = (kind: 'recon' | 'kl') => {
        const found = pass.losses.find(({ loss }) => loss.loss === kind);
        return found ? count * total(thread, pass, task, found).recorded : 0;
      };
      return { recon: of('recon'), kl: of('kl'), count };
    },

    execute(given) {
      TASK.forEach((name, i) => {
        task[name] = given[i + 1];
      });
      perform(given[0]);
    },
  };
}

/** The place of the codes to decode. */
function codesOf({ decode }: Plan): Matrix | null {
  const codes = decode?.ops.find((o) => o.op === 'codes');
  return (codes && decode?.slots.get(codes.out.id)) ?? null;
}
