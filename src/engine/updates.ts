/** What all engines have in common of an optimiser: the count of updates, and the numbers of the next. */
import type { Learner } from '../model/layout';
import { NO_UPDATES, type Occasion, type Update, type Updates, updateAt } from '../model/optimiser';
import type { TrainingState } from './engine';

export interface UpdateCounter {
  /** A copy of what `load` takes. */
  state(): Pick<TrainingState, 'updates'>;
  load(state: Pick<TrainingState, 'updates'>): void;
  /** Counts an update of each learner of a phase, and returns its numbers. */
  next(occasion: Occasion): ReadonlyMap<Learner, Update>;
}

export function createUpdateCounter(): UpdateCounter {
  let made: Updates = NO_UPDATES;
  return {
    state: () => ({ updates: { ...made } }),
    load({ updates }) {
      made = { ...updates };
    },
    next(occasion) {
      const { learners } = occasion.phase;
      made = { ...made, ...Object.fromEntries(learners.map((learner) => [learner, made[learner] + 1])) };
      return new Map(learners.map((learner) => [learner, updateAt(occasion, made[learner])]));
    },
  };
}
