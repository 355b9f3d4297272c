/** The shelf over a cache and a host in memory. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { BYTES_HEADER, cacheName, type StoredFile } from './files';
import { createShelf } from './shelf';

const SCOPE = 'https://host.example/some/folder/';
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const file = (path: string, text: string): StoredFile => ({ path, sha256: sha(text), bytes: text.length });

/** The parts of a cache that are used, over a map from addresses to responses. */
class Cached {
  readonly entries = new Map<string, Response>();
  async match(key: string) {
    return this.entries.get(key)?.clone();
  }
  async put(key: string, response: Response) {
    this.entries.set(key, response);
  }
  async delete(key: string) {
    return this.entries.delete(key);
  }
  async keys(address?: string) {
    const plain = (url: string) => url.split('?')[0];
    return [...this.entries.keys()]
      .filter((url) => address === undefined || plain(url) === plain(address))
      .map((url) => ({ url }));
  }
}

const stores = new Map<string, Cached>();
const caches = {
  async open(name: string) {
    if (!stores.has(name)) stores.set(name, new Cached());
    return stores.get(name) as unknown as Cache;
  },
  has: async (name: string) => stores.has(name),
  delete: async (name: string) => stores.delete(name),
};
/** What the host sends for an address; what its HTTP cache holds instead; null: no network. */
let host: Record<string, string> | null = {};
let httpCache: Record<string, string> = {};
let asked: string[] = [];
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Content-Encoding': 'gzip',
  'Content-Length': '3',
  Vary: 'Accept-Encoding',
};
const fetch = (async (from: string | Request, init?: RequestInit) => {
  const address = typeof from === 'string' ? from : from.url;
  asked.push(address.slice(SCOPE.length));
  if (!host) throw new TypeError('Failed to fetch');
  const text = (init?.cache === 'reload' ? undefined : httpCache[address]) ?? host[address];
  return new Response(text ?? 'no', { status: text === undefined ? 404 : 200, headers: HEADERS });
}) as typeof globalThis.fetch;

const shelfOf = (...files: StoredFile[]) => createShelf({ files, scope: SCOPE, caches, fetch });
const get = (path: string, init?: RequestInit) => new Request(SCOPE + path, init);
const store = () => stores.get(cacheName(SCOPE))!;
const textOf = async (answer: Promise<Response> | null) => (await answer)?.text();

const PAGE = file('index.html', '<html>');
const SCRIPT = file('assets/a-1.js', 'alert(1)');

beforeEach(() => {
  stores.clear();
  asked = [];
  httpCache = {};
  host = { [SCOPE]: '<html>', [`${SCOPE}assets/a-1.js`]: 'alert(1)' };
});

describe('once filled', () => {
  test('it answers without a network, whatever follows the path, with the headers of the host', async () => {
    const shelf = shelfOf(PAGE, SCRIPT);
    await shelf.fill();
    host = null;
    expect(await textOf(shelf.answer(get('')))).toBe('<html>');
    expect(await textOf(shelf.answer(get('index.html?v=1#x')))).toBe('<html>');
    const response = await shelf.answer(get('assets/a-1.js?again=1'));
    expect(await response?.text()).toBe('alert(1)');
    expect(response?.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(response?.headers.get(BYTES_HEADER)).toBe('8');
    for (const name of ['Content-Encoding', 'Content-Length', 'Vary'])
      expect(response?.headers.get(name)).toBeNull();
  });

  test('what is not of the page is left to the browser', async () => {
    const shelf = shelfOf(PAGE, SCRIPT);
    expect(shelf.answer(new Request('https://elsewhere.example/some/folder/index.html'))).toBeNull();
    expect(shelf.answer(new Request('https://host.example/other/'))).toBeNull();
    expect(shelf.answer(get('data/mnist/x.bin'))).toBeNull();
    expect(shelf.answer(get('', { method: 'POST' }))).toBeNull();
  });

  test('a damaged file is deleted, fetched anew and stored again', async () => {
    const shelf = shelfOf(PAGE, SCRIPT);
    await shelf.fill();
    const key = [...store().entries.keys()].find((url) => url.includes('a-1'))!;
    await store().put(key, new Response('alert(2)'));
    asked = [];
    expect(await textOf(shelf.answer(get('assets/a-1.js')))).toBe('alert(1)');
    expect(asked).toEqual(['assets/a-1.js']);
    host = null;
    expect(await textOf(shelf.answer(get('assets/a-1.js')))).toBe('alert(1)');
    await store().put(key, new Response('alert(2)'));
    await expect(shelf.answer(get('assets/a-1.js'))).rejects.toThrow('Failed to fetch');
    expect(store().entries.has(key)).toBe(false);
  });
});

describe('filling', () => {
  test('goes past an HTTP cache that holds an older file', async () => {
    httpCache = { [SCOPE]: '<old>' };
    const shelf = shelfOf(PAGE);
    await shelf.fill();
    expect(await textOf(shelf.answer(get('')))).toBe('<html>');
  });

  test('rejects where the host has another file, keeps the rest, and goes on from there', async () => {
    host![SCOPE] = '<other>';
    const shelf = shelfOf(SCRIPT, PAGE);
    await expect(shelf.fill()).rejects.toThrow('index.html');
    expect(store().entries.size).toBe(1);
    host![SCOPE] = '<html>';
    asked = [];
    await shelf.fill();
    expect(asked).toEqual(['']);
  });

  test('a page that is missing on the host is no page', async () => {
    const shelf = shelfOf(file('gone.txt', 'no'));
    await expect(shelf.fill()).rejects.toThrow('gone.txt');
  });

  test('files for later are stored when they are requested', async () => {
    const later = { ...SCRIPT, later: true } as const;
    const shelf = shelfOf(PAGE, later);
    await shelf.fill();
    expect(asked).toEqual(['']);
    await shelf.answer(get(later.path));
    host = null;
    expect(await textOf(shelf.answer(get(later.path)))).toBe('alert(1)');
  });
});

describe('a new version', () => {
  const NEXT = file('index.html', '<html lang>');
  const OTHER = file('assets/a-2.js', 'alert(3)');

  test('fetches what has changed, and still has the files of an open page of the previous one', async () => {
    await shelfOf(PAGE, SCRIPT).fill();
    host = { [SCOPE]: '<html lang>', [`${SCOPE}assets/a-2.js`]: 'alert(3)' };
    const next = shelfOf(NEXT, OTHER);
    asked = [];
    await next.fill();
    expect(asked.sort()).toEqual(['', 'assets/a-2.js']);
    expect(await textOf(next.answer(get('')))).toBe('<html lang>');
    expect(await textOf(next.answer(get('assets/a-1.js')))).toBe('alert(1)');
    await next.prune();
    expect([...store().entries.keys()].map((url) => url.slice(SCOPE.length).split('?')[0]).sort()).toEqual([
      'assets/a-2.js',
      'index.html',
    ]);
    expect((await next.answer(get('assets/a-1.js')))?.status).toBe(404);
  });
});

test('after everything has been removed, it passes requests on and stores nothing', async () => {
  const shelf = shelfOf(PAGE, SCRIPT);
  await shelf.fill();
  await shelf.forget();
  expect(await textOf(shelf.answer(get('')))).toBe('<html>');
  expect(stores.size).toBe(0);
});
