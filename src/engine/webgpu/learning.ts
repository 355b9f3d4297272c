/** Training steps: several to a submit, with their losses read back once for many. */

import { layoutOf, termsOf } from '../../model/compile';
import type { Term } from '../../model/operations';
import { betaAt, weightAt } from '../../model/schedule';
import { type Hyper, imageSize } from '../../model/spec';
import type { Engine } from '../engine';
import { createUpdateCounter, type UpdateCounter } from '../updateCounter';
import type { DeviceModel } from './deviceModel';
import type { Dispatch } from './dispatch';
import { unscaled } from './half';
import { createPacing } from './pacing';
import { RING, trainingStep } from './plan';
import type { Step } from './steps';

export interface Learning extends Required<Pick<Engine, 'train' | 'stepsAtOnce'>> {
  counter: UpdateCounter;
}

/** The numbers of an update that does not happen. */
const IDLE = { beta1: 0, rest1: 0, beta2: 0, squares: 0, rate: 0, epsilon: 0, keep: 1 };

export function createLearning({
  gpu,
  answers,
  setup,
  plan,
  program,
  readback,
  slots,
  submit,
}: DeviceModel): Learning {
  const { spec, seed, batch, images } = setup;
  const count = images.length / imageSize(spec.data);
  const layout = layoutOf(spec);
  const terms = termsOf(spec);
  const pacing = createPacing(plan.steps, answers.every);
  /** Divides what is to be a mean over the batch. */
  const mean = batch / plan.scale;
  const summed = plan.sums.training;
  const sumsBytes = 4 * summed.length;
  const counter = createUpdateCounter();

  const lists = new Map<string, readonly Dispatch[]>();
  /** The dispatches of a step, by which network learns and whether free bits need the means of the KL. */
  function dispatchesOf({ turn, freeBits }: Hyper): readonly Dispatch[] {
    const key = `${turn} ${freeBits > 0}`;
    const list = lists.get(key) ?? trainingStep(plan, turn, freeBits > 0);
    lists.set(key, list);
    return list;
  }

  /** Counts an update of each learner, and returns its numbers. */
  function advance(hyper: Hyper, step: number): Pick<Step, 'moments' | 'moves'> {
    const updates = plan.phases.flatMap(({ phase }) => {
      if (hyper.turn !== 'both' && hyper.turn !== phase.turn) return phase.learners.map(() => IDLE);
      const counted = counter.next({ layout, hyper, phase, step });
      return [...counted.values()].map((update) => unscaled(update, plan.scale));
    });
    return { moments: updates, moves: updates };
  }

  function clearMoments(): void {
    const encoder = gpu.createCommandEncoder();
    encoder.clearBuffer(program.buffer('firstMoments'));
    encoder.clearBuffer(program.buffer('secondMoments'));
    gpu.queue.submit([encoder.finish()]);
  }

  /**
   * Submits `n` steps from `first` on, with their sums from row `at` of the ring on; reads all rows so far if
   * `read`.
   */
  function submitSteps(first: number, n: number, at: number, hyper: Hyper, read: boolean): void {
    const dispatches = dispatchesOf(hyper);
    for (let k = 0; k < n; k++) {
      const s = first + k;
      const start = s * batch;
      const epoch = Math.floor(start / count);
      slots.set(k, {
        rows: batch,
        picksAt: k * plan.picksStep,
        noiseAt: k * plan.noiseStep,
        partialsAt: k * plan.partialsStep,
        lossesAt: at + k,
        images: count,
        seed,
        draw: s,
        epoch,
        position: start - epoch * count,
        latent: plan.draws.length > 0 ? spec.latent : 0,
        minimax: hyper.ganLoss === 'minimax' ? 1 : 0,
        normals: plan.draws.map(({ purpose, draw }) => ({ purpose, first: draw * batch * spec.latent })),
        one: 1 / mean,
        beta: betaAt(hyper, s) / mean,
        penalty: hyper.penaltyWeight / mean,
        gamma: hyper.gamma / mean,
        freeBits: hyper.freeBits,
        sparsity: hyper.sparsity,
        noise: hyper.noise,
        ...advance(hyper, s),
      });
    }
    submit(
      n,
      (pass) => {
        program.prepare(pass, batch, n);
        for (let k = 0; k < n; k++) {
          for (const dispatch of dispatches) program.add(pass, dispatch, batch, k, false);
        }
        program.reduce(pass, 'training', n);
      },
      (encoder) => {
        if (read) readback.copy(encoder, program.buffer('losses'), 0, 0, (at + n) * sumsBytes);
      },
    );
  }

  /** What a step records, computed from its sums. */
  function recordOf(sums: Float32Array, step: number, hyper: Hyper): Partial<Record<Term, number>> {
    const recorded: Partial<Record<Term, number>> = {};
    const free = hyper.freeBits > 0 ? summed.findIndex(({ of }) => of === 'free') : -1;
    let objective = 0;
    summed.forEach(({ of, fixed }, i) => {
      if (of === 'free') return;
      if (!('loss' in of)) {
        recorded[of.term] = sums[i] / (batch * of.of.length);
        return;
      }
      // Sums of fixed length are of means already.
      const value = fixed > 0 ? sums[i] : sums[i] / batch;
      objective += weightAt(hyper, of.weight, step) * (of.loss === 'kl' && free >= 0 ? sums[free] : value);
      if (of.term) recorded[of.term] = value;
    });
    return { ...recorded, total: objective };
  }

  return {
    counter,
    stepsAtOnce: pacing.read,
    async train(first, n, hyper) {
      if (counter.switchTo(hyper)) clearMoments();
      const recorded = new Float32Array(n * terms.length);
      // Without phases there is nothing to iterate: the model has a closed form.
      for (let done = 0; done < n && plan.phases.length > 0; ) {
        const startedAt = performance.now();
        const part = Math.min(RING, n - done);
        // In parts of about the same size.
        let submits = Math.ceil(part / pacing.submitted());
        for (let at = 0; at < part; submits--) {
          const k = Math.ceil((part - at) / submits);
          submitSteps(first + done + at, k, at, hyper, at + k === part);
          at += k;
        }
        const sums = await readback.take(part * sumsBytes);
        pacing.took(part, performance.now() - startedAt);
        for (let i = 0; i < part; i++) {
          const ofStep = sums.subarray(i * summed.length, (i + 1) * summed.length);
          const record = recordOf(ofStep, first + done + i, hyper);
          terms.forEach((term, k) => {
            recorded[(done + i) * terms.length + k] = record[term] ?? 0;
          });
        }
        done += part;
      }
      return recorded;
    },
  };
}
