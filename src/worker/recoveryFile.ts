/** Turns the kept copy of a run into a file, for a page whose worker has died. Loaded when it is needed. */
import { writeCheckpoint } from '../engine/checkpoint';
import type { Kept, LossHistory } from './protocol';

export const fileOfKept = (kept: Kept, history: LossHistory): Uint8Array =>
  writeCheckpoint({ ...kept, history });
