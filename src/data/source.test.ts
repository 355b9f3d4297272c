/** Sources as servers on loopback; the registry's row is replaced by a small set of the same form. */
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../experiment/problem';
import type { RemoteFile, RemoteSet, Role } from './registry';
import { loadDataset, loadTestImages, type Progress, type SourceOptions } from './source';
import { codeOf, imagesFile, labelsFile, pixelsOf, same } from './testing';

const plain: Record<Role, Uint8Array> = {
  trainImages: imagesFile(60, { salt: 1 }),
  trainLabels: labelsFile(60),
  testImages: imagesFile(20, { salt: 2 }),
  testLabels: labelsFile(20),
};
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const files: RemoteFile[] = (Object.keys(plain) as Role[]).map((role) => {
  const packed = gzipSync(plain[role]);
  return {
    role,
    name: role,
    packedName: `${role}.gz`,
    packedBytes: packed.length,
    bytes: plain[role].length,
    count: role.startsWith('train') ? 60 : 20,
    fingerprint: { kind: 'sha256', packed: sha(packed), unpacked: sha(plain[role]) },
  };
});

type Handler = (response: ServerResponse, body: Uint8Array, role: Role) => void;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  vi.unstubAllGlobals();
});

/** A server that responds to every file of the set with `handle`; `requested` lists the requests. */
async function serve(handle: Handler) {
  const requested: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requested.push(path);
    const role = files.find((f) => path.includes(f.role))?.role ?? 'trainImages';
    handle(response, gzipSync(plain[role]), role);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requested };
}

const good: Handler = (response, body) => response.end(body);
const missing: Handler = (response) => response.writeHead(404).end('no');
const html: Handler = (response) =>
  response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>x</title>');

const empty: RemoteSet = {
  id: 'mnist',
  title: 'Test',
  licence: '',
  attribution: '',
  home: '',
  files,
  mirrors: [],
};

/** Loads from an origin that has nothing, and mirrors in order. */
async function load(mirrors: { url: string }[], options: Partial<SourceOptions> = {}) {
  const base = options.base ?? (await serve(missing)).url;
  const set: RemoteSet = { ...empty, mirrors: mirrors.map(({ url }) => ({ url, cors: true })) };
  return loadDataset('mnist', { caches: null, set, ...options, base });
}

function expectWhole(data: Awaited<ReturnType<typeof load>>) {
  expect([data.train.count, data.test.count]).toEqual([60, 20]);
  expect(same(data.train.images, pixelsOf(plain.trainImages, 0, 60))).toBe(true);
  expect(same(data.test.images, pixelsOf(plain.testImages, 0, 20))).toBe(true);
  expect(same(data.train.labels, plain.trainLabels.slice(8))).toBe(true);
  expect(same(data.test.labels, plain.testLabels.slice(8))).toBe(true);
}

/** A Cache API with one cache, in memory. */
function memoryCaches() {
  const kept = new Map<string, Blob>();
  const cache = {
    match: async (url: string) => (kept.has(url) ? new Response(kept.get(url)) : undefined),
    put: async (url: string, response: Response) => {
      kept.set(url, await response.blob());
    },
  };
  return { kept, caches: { open: async () => cache as unknown as Cache } };
}

describe('where the data comes from', () => {
  test('the page’s own origin is tried first, packed or not', async () => {
    const mirror = await serve(good);
    const packings: Handler[] = [
      good,
      (response, _, role) => response.end(plain[role]),
      (response, body) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(body),
    ];
    for (const handle of packings) {
      const origin = await serve(handle);
      const data = await load([mirror], { base: origin.url });
      expectWhole(data);
      expect(data.origin).toBe('server');
      expect(origin.requested).toContain('/data/mnist/trainImages.bin');
    }
    expect(mirror.requested).toEqual([]);
  });

  test('an origin that sends its HTML page for everything is not accepted', async () => {
    const data = await load([await serve(good)], { base: (await serve(html)).url });
    expectWhole(data);
    expect(data.origin).toBe('mirror');
  });

  const bad: Record<string, Handler> = {
    'one flipped byte in the pixels': (response, _, role) => {
      const bytes = plain[role].slice();
      bytes[bytes.length - 1] ^= 1;
      response.end(gzipSync(bytes));
    },
    'one flipped byte in the package': (response, body) => {
      const bytes = Uint8Array.from(body);
      bytes[bytes.length >> 1] ^= 4;
      response.end(bytes);
    },
    'half of the file': (response, body) => response.end(body.subarray(0, body.length >> 1)),
    'a connection that breaks': (response, body) => {
      response.writeHead(200, { 'Content-Length': body.length });
      response.write(body.subarray(0, body.length >> 1), () => response.destroy());
    },
    'more than there should be': (response, _, role) =>
      response.end(gzipSync(Buffer.concat([plain[role], plain[role]]))),
    'another set of the same size': (response, _, role) =>
      response.end(
        role.endsWith('Images') ? imagesFile(role === 'trainImages' ? 60 : 20, { salt: 9 }) : plain[role],
      ),
    '404': missing,
    'an HTML page': html,
    nothing: (response) => response.end(),
  };
  for (const [name, handle] of Object.entries(bad)) {
    test(`${name}: the next mirror is tried`, async () => {
      const first = await serve(handle);
      const second = await serve(good);
      expectWhole(await load([first, second]));
      expect(first.requested.length).toBe(4);
      expect(second.requested.length).toBeGreaterThan(0);
    });
  }

  test('when no source has it, it is unreachable', async () => {
    expect(await codeOf(async () => load([await serve(missing), await serve(html)]))).toBe(
      'data.unreachable',
    );
    expect(await codeOf(() => load([{ url: 'http://127.0.0.1:9/' }]))).toBe('data.unreachable');
  });

  test('mirrors without CORS are not requested', async () => {
    const mirror = await serve(good);
    const base = (await serve(missing)).url;
    const set: RemoteSet = {
      ...{ id: 'mnist', title: '', licence: '', attribution: '', home: '', files },
      mirrors: [{ url: mirror.url, cors: false }],
    };
    expect(await codeOf(() => loadDataset('mnist', { base, set, caches: null }))).toBe('data.unreachable');
    expect(mirror.requested).toEqual([]);
  });

  test('a source that stops sending is given up', async () => {
    const silent = await serve((response, body) => {
      response.write(body.subarray(0, 10));
    });
    const mute = await serve(() => undefined);
    expectWhole(await load([mute, silent, await serve(good)], { stallMs: 2000 }));
  });

  test('a source that is slow but keeps sending is waited for', async () => {
    const slow = await serve(async (response, body) => {
      const part = Math.ceil(body.length / 5);
      for (let at = 0; at < body.length; at += part) {
        await new Promise((done) => setTimeout(done, 300));
        response.write(body.subarray(at, at + part));
      }
      response.end();
    });
    // In total it takes longer than the silence that would end it.
    expectWhole(await load([slow], { stallMs: 1000 }));
  });

  test('an abort ends it at once, with its reason, and no other source is requested', async () => {
    const controller = new AbortController();
    const reason = new Error('another data set was chosen');
    const silent = await serve((response, body) => {
      response.write(body.subarray(0, 10), () => controller.abort(reason));
    });
    const second = await serve(good);
    await expect(load([silent, second], { signal: controller.signal })).rejects.toBe(reason);
    expect(second.requested).toEqual([]);
    await expect(load([second], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('progress counts the bytes of all four files up to the total', async () => {
    const seen: Progress[] = [];
    await load([await serve(bad['half of the file']), await serve(good)], {
      onProgress: (p) => seen.push(p),
    });
    const total = files.reduce((sum, file) => sum + file.packedBytes, 0);
    expect(seen.at(-1)).toEqual({ received: total, total });
    for (const { received, total: of } of seen) expect(received).toBeLessThanOrEqual(of);
    const raw: Progress[] = [];
    const origin = await serve((response, _, role) => response.end(plain[role]));
    await load([], { base: origin.url, onProgress: (p) => raw.push(p) });
    const whole = files.reduce((sum, file) => sum + file.bytes, 0);
    expect(raw.at(-1)).toEqual({ received: whole, total: whole });
  });
});

test('the test images can be loaded alone, verified as usual', async () => {
  const broken = await serve((response, body) => response.end(body.subarray(0, body.length / 2)));
  const whole = await serve(good);
  const set: RemoteSet = { ...empty, mirrors: [broken, whole].map(({ url }) => ({ url, cors: true })) };
  const base = (await serve(missing)).url;
  const seen: Progress[] = [];
  const found = await loadTestImages('mnist', { base, caches: null, set, onProgress: (p) => seen.push(p) });
  expect(found.count).toBe(20);
  expect(same(found.images, pixelsOf(plain.testImages, 0, 20))).toBe(true);
  expect(found.labels).toHaveLength(20);
  expect(whole.requested.every((path) => path.includes('test'))).toBe(true);
  const tests = files.filter((file) => file.role.startsWith('test'));
  const total = tests.reduce((sum, file) => sum + file.packedBytes, 0);
  expect(seen.at(-1)).toEqual({ received: total, total });
  const nowhere: RemoteSet = { ...empty, mirrors: [] };
  await expect(loadTestImages('mnist', { base, caches: null, set: nowhere })).rejects.toMatchObject({
    problem: { code: 'data.unreachable' },
  });
});

describe('the cache', () => {
  test('keeps what a mirror sent, and returns it without the mirror', async () => {
    const { kept, caches } = memoryCaches();
    const mirror = await serve(good);
    expect((await load([mirror], { caches })).origin).toBe('mirror');
    expect(kept.size).toBe(4);
    const again = await load([mirror], { caches });
    expectWhole(again);
    expect(again.origin).toBe('cache');
    expect(mirror.requested.length).toBe(4);
  });

  test('is verified like any other source', async () => {
    const { kept, caches } = memoryCaches();
    const mirror = await serve(good);
    kept.set(`${mirror.url}trainImages.gz`, new Blob([gzipSync(imagesFile(60, { salt: 5 }))]));
    const data = await load([mirror], { caches });
    expectWhole(data);
    expect(data.origin).toBe('mirror');
  });

  test('that throws causes one notice and no failure', async () => {
    const forbidden = async () => {
      throw new DOMException('no storage in this frame', 'SecurityError');
    };
    const full = { match: async () => undefined, put: forbidden } as unknown as Cache;
    for (const caches of [{ open: forbidden }, { open: async () => full }]) {
      const notices: Problem[] = [];
      expectWhole(await load([await serve(good)], { caches, onNotice: (p) => notices.push(p) }));
      expect(notices).toEqual([{ code: 'storage.unavailable' }]);
    }
  });
});

test('without crypto.subtle, size and structure decide', async () => {
  vi.stubGlobal('crypto', {});
  const first = await serve((response, _, role) => response.end(gzipSync(plain[role].subarray(0, -1))));
  expectWhole(await load([first, await serve(good)]));
});
