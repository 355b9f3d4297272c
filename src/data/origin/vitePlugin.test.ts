/** The plugin as Vite runs it: in a dev server, in a preview and in a build, each in a folder of its own. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, createLogger, createServer, type InlineConfig, preview } from 'vite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fingerprint, RemoteFile, RemoteId, RemoteSet, Role } from '../registry';
import { imagesFile, labelsFile, same } from '../testing';
import { type LatentDataOptions, latentData } from './vitePlugin';

const plain: Record<Role, Uint8Array> = {
  trainImages: imagesFile(30, { salt: 1 }),
  trainLabels: labelsFile(30),
  testImages: imagesFile(10, { salt: 2 }),
  testLabels: labelsFile(10),
};
const roles = Object.keys(plain) as Role[];
const packed = (role: Role) => gzipSync(plain[role]);
const hash = (kind: string, bytes: Uint8Array) => createHash(kind).update(bytes).digest('hex');

function row(id: RemoteId, mirrors: string[]): RemoteSet {
  const fingerprint = (role: Role): Fingerprint =>
    id === 'mnist'
      ? { kind: 'sha256', packed: hash('sha256', packed(role)), unpacked: hash('sha256', plain[role]) }
      : { kind: 'md5', packed: hash('md5', packed(role)) };
  const files = roles.map(
    (role): RemoteFile => ({
      role,
      name: role.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`),
      packedName: `${role}.gz`,
      packedBytes: packed(role).length,
      bytes: plain[role].length,
      count: role.startsWith('train') ? 30 : 10,
      fingerprint: fingerprint(role),
    }),
  );
  return {
    ...{ id, title: id, licence: '', attribution: '', home: '', files },
    mirrors: mirrors.map((url) => ({ url, cors: false })),
  };
}

let root = '';
let closers: (() => unknown)[] = [];
let lines: string[] = [];

beforeEach(() => {
  // Two levels deep, so that the folder next to the checkout belongs to this test too.
  root = join(mkdtempSync(join(tmpdir(), 'latent-data-')), 'checkout');
  mkdirSync(root);
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>page</title>');
  lines = [];
});
afterEach(async () => {
  for (const close of closers) await close();
  closers = [];
  rmSync(join(root, '..'), { recursive: true });
});

function put(path: string, bytes: Uint8Array): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

async function mirror(handle: (response: ServerResponse, role: Role) => void) {
  const requested: string[] = [];
  const server = createHttpServer((request, response) => {
    requested.push(request.url ?? '');
    handle(response, roles.find((r) => request.url?.includes(r)) ?? 'trainImages');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requested };
}

function config(options: LatentDataOptions): InlineConfig {
  const customLogger = createLogger('silent');
  customLogger.warn = (line) => lines.push(line);
  // Neither this machine's data nor its environment may influence the test.
  const isolated = { dataDir: undefined, offline: false, cacheDir: join(root, '.cache/data'), ...options };
  return { root, configFile: false, customLogger, logLevel: 'silent', plugins: [latentData(isolated)] };
}

async function dev(options: LatentDataOptions): Promise<string> {
  const server = await createServer({
    ...config(options),
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  await server.listen();
  closers.push(() => server.close());
  return `${server.resolvedUrls?.local[0]}data/`;
}

async function bytesOf(url: string): Promise<Uint8Array | number> {
  const response = await fetch(url);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : response.status;
}

async function expectBytes(url: string, expected: Uint8Array): Promise<void> {
  const bytes = await bytesOf(url);
  expect(typeof bytes === 'number' ? bytes : same(bytes, expected)).toBe(true);
}

describe('in development', () => {
  test('files are found in every place where they may lie, packed or not', async () => {
    put('data/mnist/trainImages.gz', packed('trainImages'));
    put('../data/mnist/trainLabels', plain.trainLabels);
    put('../shared/mnist/testImages.gz', packed('testImages'));
    put('elsewhere/mnist/testLabels.gz', packed('testLabels'));
    const url = await dev({ sets: [row('mnist', [])], dataDir: 'elsewhere' });
    await expectBytes(`${url}mnist/train-images.bin`, packed('trainImages'));
    await expectBytes(`${url}mnist/train-labels.bin`, plain.trainLabels);
    await expectBytes(`${url}mnist/test-images.bin?v=1`, packed('testImages'));
    await expectBytes(`${url}mnist/test-labels.bin`, packed('testLabels'));
    const head = await fetch(`${url}mnist/test-labels.bin`, { method: 'HEAD' });
    expect(head.headers.get('content-encoding')).toBeNull();
    expect(head.headers.get('content-length')).toBe(String(packed('testLabels').length));
    const etag = head.headers.get('etag') ?? '';
    expect((await fetch(`${url}mnist/test-labels.bin`, { headers: { 'If-None-Match': etag } })).status).toBe(
      304,
    );
  });

  test('a file with wrong content is skipped, also when it changes later', async () => {
    const wrong = Uint8Array.from(plain.trainImages);
    wrong[500] ^= 1;
    put('data/mnist/trainImages', wrong);
    put('../shared/mnist/trainImages', plain.trainImages);
    const url = await dev({ sets: [row('mnist', [])] });
    await expectBytes(`${url}mnist/train-images.bin`, plain.trainImages);
    put('../shared/mnist/trainImages', wrong);
    utimesSync(join(root, '../shared/mnist/trainImages'), 1, 1);
    expect(await bytesOf(`${url}mnist/train-images.bin`)).toBe(404);
  });

  test('where only an MD5 is known, packed files have to match it and others the structure', async () => {
    const flipped = Uint8Array.from(packed('trainImages'));
    flipped[flipped.length >> 1] ^= 1;
    put('data/kmnist/trainImages.gz', flipped);
    put('data/kmnist/testImages.gz', packed('testImages'));
    put('data/kmnist/trainLabels', plain.trainLabels);
    put(
      'data/kmnist/testLabels',
      Uint8Array.from(plain.testLabels, (b, i) => (i === 12 ? 10 : b)),
    );
    const url = await dev({ sets: [row('kmnist', [])] });
    expect(await bytesOf(`${url}kmnist/train-images.bin`)).toBe(404);
    await expectBytes(`${url}kmnist/test-images.bin`, packed('testImages'));
    await expectBytes(`${url}kmnist/train-labels.bin`, plain.trainLabels);
    expect(await bytesOf(`${url}kmnist/test-labels.bin`)).toBe(404);
  });

  test('a missing file is downloaded once, verified and kept; a bad mirror is skipped', async () => {
    const bad = await mirror((response, role) => {
      const bytes = Uint8Array.from(packed(role));
      bytes[20] ^= 1;
      response.end(bytes);
    });
    const good = await mirror((response, role) => response.end(packed(role)));
    const sets = [row('mnist', [bad.url, good.url])];
    const address = `${await dev({ sets })}mnist/train-images.bin`;
    await Promise.all([1, 2, 3].map(() => expectBytes(address, packed('trainImages'))));
    expect([bad.requested.length, good.requested.length]).toEqual([1, 1]);
    expect(existsSync(join(root, '.cache/data/mnist/trainImages.gz'))).toBe(true);
    // A new server, without any network, finds it in the cache.
    await expectBytes(`${await dev({ sets, offline: true })}mnist/train-images.bin`, packed('trainImages'));
    expect(good.requested.length).toBe(1);
  });

  test('without a network: 404, one line, and the mirrors are not retried at once', async () => {
    const mute = await mirror(() => undefined);
    const url = await dev({ sets: [row('mnist', ['http://127.0.0.1:9/', mute.url])], connectMs: 100 });
    expect(await bytesOf(`${url}mnist/train-images.bin`)).toBe(404);
    expect(await bytesOf(`${url}mnist/train-labels.bin`)).toBe(404);
    expect(mute.requested.length).toBe(1);
    expect(lines.filter((line) => line.includes('latent-data'))).toHaveLength(1);
    expect(lines[0].split('\n')).toHaveLength(1);
  });

  test('offline, no mirror is requested', async () => {
    const good = await mirror((response, role) => response.end(packed(role)));
    const url = await dev({ sets: [row('mnist', [good.url])], offline: true });
    expect(await bytesOf(`${url}mnist/train-images.bin`)).toBe(404);
    expect(good.requested).toEqual([]);
  });

  test('other addresses are left to Vite', async () => {
    const url = await dev({ sets: [row('mnist', [])] });
    const page = await fetch(new URL('..', url), { headers: { Accept: 'text/html' } });
    expect(await page.text()).toContain('<title>page</title>');
  });
});

describe('in a build', () => {
  const outDir = () => join(root, 'dist');

  test('MNIST is downloaded into the output, other sets only if they are found locally', async () => {
    const good = await mirror((response, role) => response.end(packed(role)));
    put('data/kmnist/trainImages.gz', packed('trainImages'));
    await build(config({ sets: [row('mnist', [good.url]), row('kmnist', [good.url])] }));
    expect(good.requested).toHaveLength(4);
    for (const role of roles) {
      const name = role.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
      expect(same(readFileSync(join(outDir(), `data/mnist/${name}.bin`)), packed(role))).toBe(true);
    }
    expect(existsSync(join(outDir(), 'data/kmnist/train-images.bin'))).toBe(true);
    expect(existsSync(join(outDir(), 'data/kmnist/train-labels.bin'))).toBe(false);
  });

  test('without a network it succeeds, with one line; its preview responds with 404', async () => {
    const options = { sets: [row('mnist', ['http://127.0.0.1:9/'])], connectMs: 100 };
    await build(config(options));
    expect(existsSync(join(outDir(), 'index.html'))).toBe(true);
    expect(existsSync(join(outDir(), 'data'))).toBe(false);
    expect(lines.filter((line) => line.includes('latent-data'))).toHaveLength(1);
    const server = await preview({ ...config(options), preview: { port: 0, host: '127.0.0.1' } });
    closers.push(() => server.close());
    const base = server.resolvedUrls?.local[0];
    expect(await bytesOf(`${base}data/mnist/train-images.bin`)).toBe(404);
    // Files in the build are sent as they are, whoever put them there.
    put('dist/data/mnist/train-images.bin', plain.trainImages);
    await expectBytes(`${base}data/mnist/train-images.bin`, plain.trainImages);
  });
});
