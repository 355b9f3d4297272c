/**
 * Pinned runs in the browser's storage, by the text that stands for them in links, so that a link to a comparison
 * opens as it was in the same browser. Every function rejects where the browser denies storage.
 */

const NAME = 'latent-playground-pinned';
const PINS = 'pins';
/** The latest ones are kept. */
const KEPT = 6;

interface Entry {
  key: string;
  savedAt: number;
  run: unknown;
}

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function transact<T>(mode: IDBTransactionMode, work: (pins: IDBObjectStore) => Promise<T>): Promise<T> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(PINS, { keyPath: 'key' });
  const database = await settled(request);
  try {
    const transaction = database.transaction(PINS, mode);
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(transaction.objectStore(PINS)), ended]);
    return result;
  } finally {
    database.close();
  }
}

/** Stores a run in place of one of the same key, and deletes all but the latest. */
export const writePin = (key: string, run: unknown, savedAt = Date.now()): Promise<void> =>
  transact('readwrite', async (pins) => {
    pins.put({ key, savedAt, run } satisfies Entry);
    const all: Entry[] = await settled(pins.getAll());
    for (const old of all.sort((a, b) => b.savedAt - a.savedAt).slice(KEPT)) pins.delete(old.key);
  });

/** What is stored under the key; null: nothing. */
export const readPin = (key: string): Promise<unknown> =>
  transact('readonly', async (pins) => {
    const found: Entry | undefined = await settled(pins.get(key));
    return found?.run ?? null;
  });
