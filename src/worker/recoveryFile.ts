/** Turns the kept copy of a run into a file, for a page whose worker has died. Loaded when it is needed. */
import { writeCheckpoint } from '../engine/checkpoint';
import type { LossHistory, RecoveryState } from './protocol';

export const recoveryFile = (kept: RecoveryState, history: LossHistory, probes?: string): Uint8Array =>
  writeCheckpoint({ ...kept, history, probes });
