/** All messages between the page and the worker that saves runs. Types only, for the client in worker/client.ts. */
import type { Problem } from '../experiment/problem';
import type { EarlierStep, LossHistory, RecoveryState } from '../worker/protocol';
import type { SavedInfo } from './runStore';

export interface SaveRequests {
  /**
   * Saves a run under `id`, in place of what is saved there. `earlier`: steps that are not saved yet; of those that are,
   * only `kept` stay. Rejects with `autosave.full` or `storage.unavailable`.
   */
  save: {
    body: {
      id: string;
      run: RecoveryState;
      history: LossHistory;
      probes: string;
      earlier: EarlierStep[];
      kept: number[];
    };
    result: SavedInfo;
  };
  /** The checkpoint of a saved run; null where it is missing or its checksum is wrong. */
  load: { body: { id: string }; result: Uint8Array | null };
  /** The earlier steps of a saved run, each a file; damaged ones are left out. */
  steps: { body: { id: string }; result: { step: number; bytes: Uint8Array }[] };
}

export type SaveCommand = {
  [T in keyof SaveRequests]: { type: T; requestId: number } & SaveRequests[T]['body'];
}[keyof SaveRequests];

export type SaveEvent =
  | { type: 'ready' }
  | { type: 'reply'; requestId: number; ok: true; value: unknown }
  | { type: 'reply'; requestId: number; ok: false; problem: Problem };
