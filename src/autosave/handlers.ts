/** The worker's end: turns a run into a checkpoint, and stores it with its checksum. */
import { writeCheckpoint } from '../engine/checkpoint';
import { ProblemError } from '../experiment/problem';
import { checksumOf } from './checksum';
import type { SaveCommand, SaveRequests } from './protocol';
import { openRuns, readRun, type SavedInfo, writeRun } from './runStore';

/** The storage; tests have one of their own. */
export interface RunStore {
  read: typeof readRun;
  write: typeof writeRun;
  open: typeof openRuns;
}

export function createSaveHandler(
  store: RunStore = { read: readRun, write: writeRun, open: openRuns },
  now: () => number = Date.now,
) {
  async function save({ id, run, history, probes }: SaveRequests['save']['body']): Promise<SavedInfo> {
    const bytes = writeCheckpoint({ ...run, history, probes });
    const { config, step } = run;
    const info = { id, step, savedAt: now(), size: bytes.length, checksum: checksumOf(bytes), config };
    try {
      await store.write(info, bytes, await store.open());
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      throw new ProblemError(full ? 'autosave.full' : 'storage.unavailable');
    }
    return info;
  }

  async function load(id: string): Promise<Uint8Array | null> {
    const found = await store.read(id);
    return found && checksumOf(found.bytes) === found.info.checksum ? found.bytes : null;
  }

  return (command: SaveCommand): Promise<SavedInfo | Uint8Array | null> =>
    command.type === 'save' ? save(command) : load(command.id);
}
