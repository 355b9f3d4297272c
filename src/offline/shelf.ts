/**
 * The files of the page in the browser's cache. Each is stored under its path and its SHA-256, so that a new version
 * fetches only what has changed, and is verified whenever it is taken out: a damaged file is refused and fetched anew.
 *
 * Responses keep the headers that the host has sent, among them those that isolate the page (COOP, COEP).
 */
import { BYTES_HEADER, cacheName, type StoredFile } from './files';

export interface ShelfOptions {
  files: readonly StoredFile[];
  /** The address of the page's folder, ending in a slash. */
  scope: string;
  caches: Pick<CacheStorage, 'open' | 'has' | 'delete'>;
  fetch: typeof fetch;
}

/** Headers of the transfer: the stored body is unpacked, and serves every request. */
const NOT_KEPT = ['content-encoding', 'content-length', 'transfer-encoding', 'vary'];
/** How many files are fetched at a time: the page may be loading something too. */
const LANES = 2;

export function createShelf({ files, scope, caches, fetch }: ShelfOptions) {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const name = cacheName(scope);
  const keyOf = (file: StoredFile) => `${scope}${file.path}?${file.sha256}`;

  /** The path of an address in the page's folder, without search and hash; null elsewhere. */
  function pathOf(address: string): string | null {
    const { origin, pathname } = new URL(address);
    const plain = origin + pathname;
    return plain.startsWith(scope) ? plain.slice(scope.length) || 'index.html' : null;
  }

  /**
   * Fetches a file and stores it if it is the one expected. The HTTP cache may hold an older one, so what is not expected
   * is fetched once more, past it. `sound`: whether it is stored.
   */
  async function bring(file: StoredFile): Promise<{ response: Response; sound: boolean }> {
    // Some hosts redirect from index.html to its folder.
    const address = scope + (file.path === 'index.html' ? '' : file.path);
    let response = await fetch(address);
    let body = await response.arrayBuffer();
    if ((await sha256(body)) !== file.sha256) {
      response = await fetch(address, { cache: 'reload' });
      body = await response.arrayBuffer();
    }
    const sound = response.ok && (await sha256(body)) === file.sha256;
    // Not the response itself: one that was redirected may not answer a navigation.
    const headers = new Headers(response.headers);
    for (const header of NOT_KEPT) headers.delete(header);
    headers.set(BYTES_HEADER, String(body.byteLength));
    const clean = new Response(body, { status: response.status, headers });
    if (sound) await (await caches.open(name)).put(keyOf(file), clean.clone());
    return { response: clean, sound };
  }

  /** The response under a key; null if there is none, or if it is damaged, and then it is deleted. */
  async function take(key: string): Promise<Response | null> {
    const cache = await caches.open(name);
    const response = await cache.match(key);
    if (!response) return null;
    const body = await response.arrayBuffer();
    if ((await sha256(body)) === new URL(key).search.slice(1))
      return new Response(body, { headers: response.headers });
    await cache.delete(key);
    return null;
  }

  async function answerWith(file: StoredFile): Promise<Response> {
    // The reader has removed everything, or the browser has: nothing is stored behind their back.
    if (!(await caches.has(name))) return fetch(scope + (file.path === 'index.html' ? '' : file.path));
    return (await take(keyOf(file))) ?? (await bring(file)).response;
  }

  /** Something that is not in this version: an open page may be of the previous one. */
  async function answerFromPrevious(request: Request, path: string): Promise<Response> {
    if (await caches.has(name)) {
      const [key] = await (await caches.open(name)).keys(scope + path, { ignoreSearch: true });
      const stored = key && (await take(key.url));
      if (stored) return stored;
    }
    return fetch(request);
  }

  return {
    /** The response to a request; null: not ours, the browser does as without a service worker. */
    answer(request: Request): Promise<Response> | null {
      const path = request.method === 'GET' ? pathOf(request.url) : null;
      if (path === null) return null;
      const file = byPath.get(path);
      if (file) return answerWith(file);
      return path.startsWith('assets/') ? answerFromPrevious(request, path) : null;
    },

    /** Stores everything that is not stored yet. Rejects where a file is not what it should be; what is stored stays. */
    async fill(): Promise<void> {
      const cache = await caches.open(name);
      const waiting = files.filter((file) => !file.later);
      const lane = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) {
          if (await cache.match(keyOf(file))) continue;
          const { sound } = await bring(file);
          if (!sound) throw new Error(`${file.path} is not the file of this version`);
        }
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    },

    /** Deletes what only other versions need. */
    async prune(): Promise<void> {
      const cache = await caches.open(name);
      const ours = new Set(files.map(keyOf));
      for (const { url } of await cache.keys()) if (!ours.has(url)) await cache.delete(url);
    },

    forget: () => caches.delete(name),
  };
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
