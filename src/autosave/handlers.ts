/** The worker's end: turns a run into a checkpoint and its earlier steps into small files, and stores them with their checksums. */
import { writeCheckpoint } from '../engine/checkpoint';
import { writeSteps } from '../engine/pretrainedSteps';
import { ProblemError } from '../experiment/problem';
import { specOf } from '../experiment/specOf';
import { checksumOf } from './checksum';
import type { SaveCommand, SaveRequests } from './protocol';
import { openRuns, readRun, readSteps, type SavedInfo, writeRun } from './runStore';

/** The storage; tests have one of their own. */
export interface RunStore {
  read: typeof readRun;
  steps: typeof readSteps;
  write: typeof writeRun;
  open: typeof openRuns;
}

export function createSaveHandler(
  store: RunStore = { read: readRun, steps: readSteps, write: writeRun, open: openRuns },
  now: () => number = Date.now,
) {
  async function save(given: SaveRequests['save']['body']): Promise<SavedInfo> {
    const { id, run, history, probes, earlier, kept } = given;
    const bytes = writeCheckpoint({ ...run, history, probes });
    const { config, step } = run;
    const info = { id, step, savedAt: now(), size: bytes.length, checksum: checksumOf(bytes), config };
    const spec = specOf(config);
    const added = earlier.map((one) => {
      const file = writeSteps(spec, [one]);
      return { step: one.step, bytes: file, checksum: checksumOf(file) };
    });
    try {
      await store.write(info, bytes, await store.open(), { added, kept });
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

  async function steps(id: string): Promise<SaveRequests['steps']['result']> {
    const all = await store.steps(id);
    return all
      .filter(({ bytes, checksum }) => checksumOf(bytes) === checksum)
      .map(({ step, bytes }) => ({ step, bytes }));
  }

  return (command: SaveCommand): Promise<SaveRequests[SaveCommand['type']]['result']> => {
    if (command.type === 'save') return save(command);
    return command.type === 'load' ? load(command.id) : steps(command.id);
  };
}
