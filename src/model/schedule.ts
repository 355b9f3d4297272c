/** The weights of the objective's terms, and the learning rates, at a step. */
import type { Weight } from './operations';
import type { UpdateContext } from './optimiser';
import type { Hyper } from './spec';

/**
 * β at step `step`. Linear (Bowman et al. 2016): from 0 at step 0 to β at `warmUpSteps`, and β from there on.
 * Cyclical (Fu et al. 2019, with R = ½): the same repeatedly, rising in the first half of each cycle of
 * `warmUpSteps` steps and staying in the second; a cycle of one step cannot rise, and is β at once.
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

/** The factor of a loss in the objective of step `step`. */
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

/** Factor of the learning rate at each fall of a step schedule (as in He et al. 2015). */
const FALL = 0.1;

/**
 * The factor of the learning rate at step `step`. Cosine (Loshchilov & Hutter 2017, without restarts): from 1
 * at step 0 to 0 at `scheduleSteps`, and 0 from there on. Step: multiplied by 0.1 after every `scheduleSteps`
 * steps.
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
 * The learning rate of a phase of a step. In adversarial training the discriminator's is a multiple of the
 * others' (Heusel et al. 2017, "two time-scale update rule").
 */
export function learningRateAt({
  hyper,
  phase,
  step,
}: Pick<UpdateContext, 'hyper' | 'phase' | 'step'>): number {
  const { discriminatorRate } = hyper;
  const learningRate = hyper.learningRate * scheduleAt(hyper, step);
  return phase.turn === 'discriminator' ? learningRate * discriminatorRate : learningRate;
}
