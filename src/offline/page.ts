/**
 * The page's end of the service worker: has the page's files stored, tells how much is stored, removes it, and opens a new
 * version when the reader says so. Where service workers are denied (private windows, plain http), nothing happens.
 */
import { MIRRORED } from '../data/registry';
import { trustedUrl } from '../engine/moduleWorker';
import { BYTES_HEADER, cacheName, type Order } from './files';

/** `bytes`: of all stored files, also of data from a mirror, as the browser keeps them. */
export type Stored =
  | { status: 'denied' | 'none' }
  /** storing: of the first visit; the page does not work without a network yet. */
  | { status: 'storing' | 'stored'; bytes: number };

/** In the browser's storage, once the reader has removed everything. */
const KEY = 'latent-playground.offline';
const REFUSED = 'off';

/** The address of the page's folder. */
const scopeOf = () => new URL('./', document.baseURI).href;

/** Throws nothing: the property is missing, or its getter throws, where service workers are denied. */
function container(): ServiceWorkerContainer | null {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

function refused(): boolean {
  try {
    return localStorage.getItem(KEY) === REFUSED;
  } catch {
    return false;
  }
}

function remember(refusal: boolean): void {
  try {
    if (refusal) localStorage.setItem(KEY, REFUSED);
    else localStorage.removeItem(KEY);
  } catch {
    // Then it is asked anew with the next visit.
  }
}

/** The reader's browser asks for little traffic. */
const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/**
 * Has the files stored, unless the reader has removed them or saves data. Calls `onNewVersion` when a new version is
 * stored and waits.
 */
export async function keepFiles(onNewVersion: () => void): Promise<void> {
  if (refused()) return;
  // Already stored: only what has changed is fetched.
  if (savesData() && !(await registration())?.active) return;
  await register(onNewVersion);
}

/** Has the files stored because the reader wants it. */
export async function storeFiles(onNewVersion: () => void): Promise<void> {
  remember(false);
  await register(onNewVersion);
}

async function register(onNewVersion: () => void): Promise<void> {
  const workers = container();
  const script = trustedUrl(new URL('sw.js', scopeOf()).href);
  // Denied here, or the script is missing: the page works as it does without.
  const found = await workers?.register(script).catch(() => null);
  if (!workers || !found) return;
  const follow = (worker: ServiceWorker | null) => {
    // A first version waits for a moment too, and WebKit may say so when it is in charge already.
    const tell = () => {
      const replaces = found.active !== null && found.active !== worker;
      if (worker?.state === 'installed' && replaces && workers.controller) onNewVersion();
    };
    tell();
    worker?.addEventListener('statechange', tell);
  };
  follow(found.waiting);
  follow(found.installing);
  found.addEventListener('updatefound', () => follow(found.installing));
}

async function registration(): Promise<ServiceWorkerRegistration | null> {
  const scope = scopeOf();
  const found = await container()
    ?.getRegistration(scope)
    .catch(() => null);
  return found?.scope === scope ? found : null;
}

export async function filesStored(): Promise<Stored> {
  if (!container()) return { status: 'denied' };
  const found = await registration();
  if (!found) return { status: 'none' };
  return { status: found.active ? 'stored' : 'storing', bytes: await bytesStored() };
}

async function bytesStored(): Promise<number> {
  try {
    let sum = 0;
    for (const name of [cacheName(scopeOf()), MIRRORED]) {
      if (!(await caches.has(name))) continue;
      for (const response of await (await caches.open(name)).matchAll())
        sum += Number(response.headers.get(BYTES_HEADER)) || (await response.blob()).size;
    }
    return sum;
  } catch {
    return 0;
  }
}

const send = (worker: ServiceWorker | null | undefined, order: Order) => worker?.postMessage(order);

/** Removes the stored files and the service worker; they are not stored again before the reader wants it. */
export async function removeFiles(): Promise<void> {
  remember(true);
  const found = await registration();
  // It deletes them itself: it may be about to answer from them.
  send(found?.active, 'forget');
  await found?.unregister();
  await caches.delete(cacheName(scopeOf()));
  await caches.delete(MIRRORED);
}

/** Lets the version that waits take over, and opens it. */
export async function openNewVersion(): Promise<void> {
  const waiting = (await registration())?.waiting;
  if (waiting) {
    const taken = new Promise((done) =>
      container()?.addEventListener('controllerchange', done, { once: true }),
    );
    send(waiting, 'takeOver');
    await taken;
  }
  location.reload();
}
