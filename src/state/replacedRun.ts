/**
 * The run that the last click replaced, as a checkpoint in memory, so that nothing is lost by Reset, New seed,
 * Train on a pretrained model, a restart or an opened file.
 */
import { useStore } from './store';

/** A copy of a run. */
interface Copy {
  bytes: Uint8Array;
  /** The step up to which the run is saved in a file. */
  savedStep: number;
}

let replaced: Copy | null = null;

/** The run that can be restored; null: none. */
export const replacedRun = (): Copy | null => replaced;

export function forgetReplaced(): void {
  replaced = null;
  useStore.setState({ replaced: null });
}

/** Settles with the replacements that have begun; null: none is in progress. */
let inProgress: Promise<unknown> | null = null;

/** Calls `command`, which the reader meant for the run that opens, once no run is being replaced. */
export async function afterReplacement<T>(command: () => Promise<T>): Promise<T> {
  while (inProgress) await inProgress;
  return command();
}

/** `keeping`, for a command that ends with the replacement: what the reader does next waits for it. */
export function replacing<T>(copy: () => Promise<Copy>, command: () => Promise<T>): Promise<T> {
  const result = keeping(copy, command);
  const all = Promise.allSettled([inProgress, result]);
  inProgress = all;
  void all.then(() => {
    if (inProgress === all) inProgress = null;
  });
  return result;
}

/**
 * Runs `command`, and keeps the present run if that replaces it. `copy` exports the run. A run without steps
 * is not kept, and the run that was kept before stays; if the copy fails, `command` runs all the same.
 */
export async function keeping<T>(copy: () => Promise<Copy>, command: () => Promise<T>): Promise<T> {
  const { run: before } = useStore.getState();
  if (before.step === 0) return command();
  const kept = await copy().catch(() => null);
  const { run } = useStore.getState();
  // If another command ran first, the copy may be of the run that it opened.
  if (!kept || run.id !== before.id) return command();
  const stop = useStore.subscribe(({ run: { id } }) => {
    if (id === run.id) return;
    stop();
    replaced = kept;
    useStore.setState({ replaced: { step: run.step, config: run.config } });
  });
  try {
    return await command();
  } finally {
    stop();
  }
}
