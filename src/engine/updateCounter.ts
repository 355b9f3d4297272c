/**
 * The part of an optimiser that all engines share: whose moments there are, the count of updates, the numbers
 * of the next.
 */
import type { Learner } from '../model/layout';
import { NO_UPDATES, type Update, type UpdateContext, type Updates, updateAt } from '../model/optimiser';
import { type Hyper, NO_HYPER, type Optimiser } from '../model/spec';
import type { TrainingState } from './engine';

type Counted = Pick<TrainingState, 'optimiser' | 'updates'>;

export interface UpdateCounter {
  /** A copy of what `load` was given. */
  state(): Counted;
  load(state: Counted): void;
  /**
   * Returns whether the moments belong to another optimiser. Then the engine sets them to zero before the
   * step, and the count restarts.
   */
  switchTo(hyper: Hyper): boolean;
  /** Counts an update of each learner of a phase, and returns its numbers. */
  next(occasion: UpdateContext): ReadonlyMap<Learner, Update>;
}

export function createUpdateCounter(): UpdateCounter {
  let counts: Updates = NO_UPDATES;
  let optimiser: Optimiser = NO_HYPER.optimiser;
  return {
    state: () => ({ optimiser, updates: { ...counts } }),
    load(state) {
      optimiser = state.optimiser;
      counts = { ...state.updates };
    },
    switchTo(hyper) {
      if (hyper.optimiser === optimiser) return false;
      optimiser = hyper.optimiser;
      counts = NO_UPDATES;
      return true;
    },
    next(occasion) {
      const { learners } = occasion.phase;
      counts = {
        ...counts,
        ...Object.fromEntries(learners.map((learner) => [learner, counts[learner] + 1])),
      };
      return new Map(learners.map((learner) => [learner, updateAt(occasion, counts[learner])]));
    },
  };
}
