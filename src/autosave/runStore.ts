/**
 * Saved runs in the browser's storage. IndexedDB, since a write is a transaction there: if the tab dies meanwhile, what
 * was saved before is still whole. (A file of the origin-private file system would have to be renamed for that, and
 * Safari can write one from workers only.)
 *
 * What a list needs is apart from the files, so that listing reads no megabytes. Every function rejects where the
 * browser denies storage.
 */
import type { Config } from '../experiment/config';

/** A saved run, without its file. */
export interface SavedInfo {
  /** One for each run of a page: pages never overwrite each other's runs. */
  id: string;
  step: number;
  /** ms since 1970. */
  savedAt: number;
  /** Bytes of the file, and their checksum. */
  size: number;
  checksum: number;
  /** The settings that it was trained with. */
  config: Config;
}

/** An earlier step of a saved run, as `engine/pretrainedSteps.ts` writes it: small, to be looked at. */
export interface SavedStep {
  step: number;
  bytes: Uint8Array;
  checksum: number;
}

/** Saved runs that are kept besides the present one: at most so many, of so many bytes in total. */
const KEPT = { runs: 3, bytes: 256 * 2 ** 20 };

/**
 * The ids of the runs to delete when the one of `id` is saved: the oldest ones beyond what is kept, except those of
 * pages that are still open.
 */
export function superfluous(runs: readonly SavedInfo[], id: string, open: ReadonlySet<string>): string[] {
  let bytes = 0;
  return runs
    .filter((run) => run.id !== id && !open.has(run.id))
    .sort((a, b) => b.savedAt - a.savedAt)
    .filter(({ size }, i) => {
      bytes += size;
      return i >= KEPT.runs || bytes > KEPT.bytes;
    })
    .map((run) => run.id);
}

const NAME = 'latent-playground';
const RUNS = 'runs';
const FILES = 'files';

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RUNS, { keyPath: 'id' });
    request.result.createObjectStore(FILES);
  };
  return settled(request);
}

/** Runs `work` in one transaction: all of its changes happen, or none. Resolves when they are stored. */
async function transact<T>(
  mode: IDBTransactionMode,
  work: (runs: IDBObjectStore, files: IDBObjectStore) => Promise<T>,
): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction([RUNS, FILES], mode);
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([
      work(transaction.objectStore(RUNS), transaction.objectStore(FILES)),
      ended,
    ]);
    return result;
  } finally {
    database.close();
  }
}

/** All saved runs, the latest first. */
export const listRuns = (): Promise<SavedInfo[]> =>
  transact('readonly', async (runs) => {
    const found: SavedInfo[] = await settled(runs.getAll());
    return found.sort((a, b) => b.savedAt - a.savedAt);
  });

/** The file of a run with what is known of it; null where one of them is missing. */
export const readRun = (id: string): Promise<{ info: SavedInfo; bytes: Uint8Array } | null> =>
  transact('readonly', async (runs, files) => {
    const [info, bytes]: [SavedInfo | undefined, unknown] = await Promise.all([
      settled(runs.get(id)),
      settled(files.get(id)),
    ]);
    return info && bytes instanceof Uint8Array ? { info, bytes } : null;
  });

/** The steps of a run are beside its file, under keys that begin with its id. */
const keyOf = (id: string, step: number) => `${id}/${step}`;
/** `0` is the character after `/`. */
const stepsOf = (id: string) => IDBKeyRange.bound(`${id}/`, `${id}0`);

/** The earlier steps of a run, in ascending order. */
export const readSteps = (id: string): Promise<SavedStep[]> =>
  transact('readonly', async (_, files) => {
    const found: SavedStep[] = await settled(files.getAll(stepsOf(id)));
    return found.sort((a, b) => a.step - b.step);
  });

/** What is written with a run: its new earlier steps, and which of all are kept. */
export interface Earlier {
  added: readonly SavedStep[];
  kept: readonly number[];
}

/** Writes a run, and deletes the superfluous ones. `open`: the ids of the pages that are open. */
export const writeRun = (
  info: SavedInfo,
  bytes: Uint8Array,
  open: ReadonlySet<string>,
  { added, kept }: Earlier = { added: [], kept: [] },
): Promise<void> =>
  transact('readwrite', async (runs, files) => {
    runs.put(info);
    files.put(bytes, info.id);
    for (const one of added) files.put(one, keyOf(info.id, one.step));
    const wanted = new Set(kept.map((step) => keyOf(info.id, step)));
    for (const key of await settled(files.getAllKeys(stepsOf(info.id))))
      if (!wanted.has(String(key))) files.delete(key);
    for (const id of superfluous(await settled<SavedInfo[]>(runs.getAll()), info.id, open)) {
      remove(runs, files, id);
    }
  });

function remove(runs: IDBObjectStore, files: IDBObjectStore, id: string): void {
  runs.delete(id);
  files.delete(id);
  files.delete(stepsOf(id));
}

export const deleteRun = (id: string): Promise<void> =>
  transact('readwrite', async (runs, files) => remove(runs, files, id));

const LOCK = 'latent-playground.run.';

/**
 * Holds the lock for a run; returns the function that releases it, which also happens when the page closes. Null where
 * another page holds it.
 */
export async function holdRun(id: string): Promise<(() => void) | null> {
  // Only in secure contexts; elsewhere, no page knows of others.
  if (!globalThis.navigator?.locks) return null;
  return new Promise((resolve) => {
    const held = navigator.locks.request(LOCK + id, { ifAvailable: true }, (lock) =>
      lock ? new Promise<void>((release) => resolve(release)) : resolve(null),
    );
    held.catch(() => resolve(null));
  });
}

/** The ids of the runs of pages that are open. */
export async function openRuns(): Promise<Set<string>> {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return new Set(
    held
      .map(({ name = '' }) => name)
      .filter((name) => name.startsWith(LOCK))
      .map((name) => name.slice(LOCK.length)),
  );
}
