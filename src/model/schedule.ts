/** How strong the terms of the objective are at a step, and how fast each network learns. */
import type { Weight } from './operations';
import type { UpdateContext } from './optimiser';
import type { Hyper } from './spec';

/**
 * β of step `step`. Linear (Bowman et al. 2016): from 0 at step 0 to β at `warmUpSteps`, and β from there on.
 * Cyclical (Fu et al. 2019, with R = ½): so again and again, rising in the first half of each cycle of
 * `warmUpSteps` steps and staying in the second; a cycle of one step has no room to rise in, and is β at once.
 */
export function betaAt({ beta, warmUp, warmUpSteps }: Hyper, step: number): number {
  switch (warmUp) {
    case 'none':
      return beta;
    case 'linear':
      return beta * Math.min(1, step / warmUpSteps);
    case 'cyclical':
      return warmUpSteps < 2 ? beta : beta * Math.min(1, (2 * (step % warmUpSteps)) / warmUpSteps);
    default:
      return warmUp satisfies never;
  }
}

/** What a loss counts in the objective of step `step`. */
export function weightAt(hyper: Hyper, weight: Weight, step: number): number {
  switch (weight) {
    case 'one':
      return 1;
    case 'beta':
      return betaAt(hyper, step);
    case 'penalty':
      return hyper.penaltyWeight;
    case 'gamma':
      return hyper.gamma;
    case 'none':
      return 0;
    default:
      return weight satisfies never;
  }
}

/** What is left of the learning rate after each fall of a schedule in steps (as in He et al. 2015). */
const FALL = 0.1;

/**
 * What the learning rate of step `step` is multiplied by. Cosine (Loshchilov & Hutter 2017, without restarts): from 1 at
 * step 0 to 0 at `scheduleSteps`, and 0 from there on. Step: a tenth after every `scheduleSteps` steps.
 */
export function scheduleAt({ schedule, scheduleSteps }: Hyper, step: number): number {
  switch (schedule) {
    case 'constant':
      return 1;
    case 'cosine':
      return 0.5 * (1 + Math.cos(Math.PI * Math.min(1, step / scheduleSteps)));
    case 'step':
      return FALL ** Math.floor(step / scheduleSteps);
    default:
      return schedule satisfies never;
  }
}

/**
 * The learning rate of a phase of a step. Two players with rates of their own (Heusel et al. 2017, "two time-scale
 * update rule"): the discriminator's is a multiple of the others'.
 */
export function learningRateAt({ hyper, phase, step }: UpdateContext): number {
  const { discriminatorRate } = hyper;
  const learningRate = hyper.learningRate * scheduleAt(hyper, step);
  return phase.turn === 'discriminator' ? learningRate * discriminatorRate : learningRate;
}
