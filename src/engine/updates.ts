/** What all engines have in common of an optimiser: whose moments there are, the count of updates, the numbers of the next. */
import type { Learner } from '../model/layout';
import { NO_UPDATES, type Update, type UpdateContext, type Updates, updateAt } from '../model/optimiser';
import { type Hyper, NO_HYPER, type Optimiser } from '../model/spec';
import type { TrainingState } from './engine';

type Counted = Pick<TrainingState, 'optimiser' | 'updates'>;

export interface UpdateCounter {
  /** A copy of what `load` takes. */
  state(): Counted;
  load(state: Counted): void;
  /**
   * Whether moments of another optimiser are in place. Then the engine makes them zero before the step, and the count
   * has begun anew.
   */
  switchTo(hyper: Hyper): boolean;
  /** Counts an update of each learner of a phase, and returns its numbers. */
  next(occasion: UpdateContext): ReadonlyMap<Learner, Update>;
}

export function createUpdateCounter(): UpdateCounter {
  let made: Updates = NO_UPDATES;
  let optimiser: Optimiser = NO_HYPER.optimiser;
  return {
    state: () => ({ optimiser, updates: { ...made } }),
    load(state) {
      optimiser = state.optimiser;
      made = { ...state.updates };
    },
    switchTo(hyper) {
      if (hyper.optimiser === optimiser) return false;
      optimiser = hyper.optimiser;
      made = NO_UPDATES;
      return true;
    },
    next(occasion) {
      const { learners } = occasion.phase;
      made = { ...made, ...Object.fromEntries(learners.map((learner) => [learner, made[learner] + 1])) };
      return new Map(learners.map((learner) => [learner, updateAt(occasion, made[learner])]));
    },
  };
}
