/** How strong the terms of the objective are at a step, and how fast each network learns. */
import type { Weight } from './operations';
import type { Occasion } from './optimiser';
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

/**
 * The learning rate of a phase of a step. Two players with rates of their own (Heusel et al. 2017, "two time-scale
 * update rule"): the discriminator's is a multiple of the others'.
 */
export function learningRateAt({ hyper, phase }: Occasion): number {
  const { learningRate, discriminatorRate } = hyper;
  return phase.turn === 'discriminator' ? learningRate * discriminatorRate : learningRate;
}
