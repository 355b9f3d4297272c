/**
 * Downloads a data set that the registry knows, in the worker: from the page's own origin, else the browser's
 * cache, else mirrors that allow it. Everything is verified before it is used; anything wrong is refused and
 * the next source tried. The four files are loaded independently, all at once.
 *
 * Training starts only when all bytes have arrived: the shuffle of the first epoch ranges over the whole set,
 * so with half of it the same seed would give other batches.
 */
import { GREY_28 } from '../experiment/dataShape';
import { type Problem, ProblemError } from '../experiment/problem';
import { type Bytes, gunzip } from './gunzip';
import { type IdxKind, idxKind, parseImages, parseLabels } from './idx';
import type { Dataset, ImageSet } from './images';
import {
  MIRRORED,
  type RemoteFile,
  type RemoteId,
  type RemoteSet,
  ROLES,
  type Role,
  registry,
} from './registry';

/**
 * Bytes over the wire, of all four files; `total` is exact once the first bytes of each file have arrived.
 */
export interface Progress {
  received: number;
  total: number;
}

export interface SourceOptions {
  /**
   * The page's base as an absolute URL ending in a slash: in a worker, relative URLs are relative to the
   * worker's file.
   */
  base: string;
  onProgress?: (progress: Progress) => void;
  /** Called for a problem that stops nothing: `storage.unavailable`, at most once. */
  onNotice?: (problem: Problem) => void;
  signal?: AbortSignal;
  /** The browser's own by default. */
  fetch?: typeof fetch;
  /** The browser's own by default; null: none, and no notice about it. */
  caches?: Pick<CacheStorage, 'open'> | null;
  /** Milliseconds of silence after which a source is given up. */
  stallMs?: number;
  /** A row that replaces the registry's, for tests. */
  set?: RemoteSet;
}

/** Long enough for a slow line's first byte, short enough that the reader still waits for the next source. */
const STALL_MS = 12_000;

type Origin = 'server' | 'cache' | 'mirror';

interface Loaded {
  role: Role;
  bytes: Uint8Array;
  origin: Origin;
}

/** One source: `open` gives a response, or undefined where it has none. */
interface Attempt {
  origin: Origin;
  open: (signal: AbortSignal) => Promise<Response | undefined>;
  /** The cache key under which its response is kept. */
  keep?: string;
}

/**
 * The data set, complete and verified. Rejects with `data.unreachable` when a file cannot be loaded from any
 * source, and with the signal's reason when aborted.
 */
export async function loadDataset(id: RemoteId, options: SourceOptions): Promise<Dataset> {
  const got = await loadFiles(id, ROLES, options);
  const origins = got.map((one) => one.origin);
  return {
    id,
    train: imageSet(got, 'trainImages', 'trainLabels'),
    test: imageSet(got, 'testImages', 'testLabels'),
    // The most distant origin of any of the files.
    origin: origins.includes('mirror') ? 'mirror' : origins.includes('cache') ? 'cache' : 'server',
  };
}

/** The test images alone, a seventh of the bytes; rejects like `loadDataset`. */
export async function loadTestImages(id: RemoteId, options: SourceOptions): Promise<ImageSet> {
  return imageSet(await loadFiles(id, ['testImages', 'testLabels'], options), 'testImages', 'testLabels');
}

async function loadFiles(id: RemoteId, roles: readonly Role[], options: SourceOptions): Promise<Loaded[]> {
  const set = options.set ?? registry[id];
  const files = set.files.filter((file) => roles.includes(file.role));
  const abort = new LinkedAbort(options.signal);
  const cache = new BrowserCache(options);
  const meter = new Meter({ ...set, files }, options.onProgress);
  try {
    return await Promise.all(files.map((file) => loadFile(set, file, options, abort.signal, cache, meter)));
  } catch (error) {
    // A file that cannot be loaded stops the others too.
    abort.now();
    throw error;
  } finally {
    abort.end();
  }
}

function imageSet(got: Loaded[], images: Role, labels: Role): ImageSet {
  const bytesOf = (role: Role) => got.find((one) => one.role === role)?.bytes ?? new Uint8Array(0);
  return {
    ...GREY_28,
    ...parseImages(bytesOf(images), images),
    labels: parseLabels(bytesOf(labels), labels).labels,
  };
}

async function loadFile(
  set: RemoteSet,
  file: RemoteFile,
  options: SourceOptions,
  signal: AbortSignal,
  cache: BrowserCache,
  meter: Meter,
): Promise<Loaded> {
  const request = options.fetch ?? fetch;
  const own = `${options.base}data/${set.id}/${file.name}.bin`;
  const mirrors = set.mirrors.filter((mirror) => mirror.cors).map((mirror) => mirror.url + file.packedName);
  const attempts: Attempt[] = [
    // Responses of the page's own origin are cached by the HTTP cache; those of a mirror are kept under its
    // address.
    { origin: 'server', open: (s) => request(own, { signal: s }) },
    ...mirrors.map((url): Attempt => ({ origin: 'cache', open: () => cache.take(url) })),
    ...mirrors.map(
      (url): Attempt => ({
        origin: 'mirror',
        open: (s) => request(url, { mode: 'cors', credentials: 'omit', signal: s }),
        keep: url,
      }),
    ),
  ];

  for (const { origin, open, keep } of attempts) {
    const abort = new LinkedAbort(signal, options.stallMs ?? STALL_MS);
    meter.restart(file);
    try {
      const response = await open(abort.signal);
      if (!response?.ok || !response.body) continue;
      const { bytes, arrived } = await receive(response.body, file, meter, abort, keep !== undefined);
      if (keep) await cache.put(keep, arrived);
      return { role: file.role, bytes, origin };
    } catch {
      // Refused, unreachable, damaged or too slow: the next source may work. Only an abort is final.
      signal.throwIfAborted();
    } finally {
      abort.end();
    }
  }
  throw new ProblemError('data.unreachable', { dataset: set.id });
}

/** Reads one body, packed or not; returns it unpacked and verified, and, if recorded, as it arrived. */
async function receive(
  body: ReadableStream<Uint8Array>,
  file: RemoteFile,
  meter: Meter,
  abort: LinkedAbort,
  record: boolean,
): Promise<{ bytes: Bytes; arrived: Blob }> {
  const chunks: Bytes[] = [];
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      abort.restartTimer();
      if (record) chunks.push(new Uint8Array(chunk));
      controller.enqueue(chunk);
    },
  });
  const bytes = await gunzip(body.pipeThrough(watch, { signal: abort.signal }), {
    file: file.name,
    limit: file.bytes,
    // A dev server sends its HTML page for unknown paths, with status 200: detected at the first chunk.
    inspect: (head) => {
      if (idxKind(head) !== kindOf(file)) throw new ProblemError('idx.magic', { file: file.name });
    },
    onInput: (count, packed) => meter.add(file, count, packed),
  });
  await verify(bytes, file);
  return { bytes, arrived: new Blob(chunks) };
}

function kindOf(file: RemoteFile): IdxKind {
  return file.role.endsWith('Images') ? 'images' : 'labels';
}

/**
 * Throws unless the bytes are the registry's. `crypto.subtle` exists only in secure contexts, so on plain
 * http (a classroom server by its address) there is no SHA-256: the exact size, the IDX header and the range
 * of the labels must then suffice, as for sets with only a known MD5.
 */
async function verify(bytes: Bytes, file: RemoteFile): Promise<void> {
  const parse = kindOf(file) === 'images' ? parseImages : parseLabels;
  if (parse(bytes, file.name).count !== file.count)
    throw new ProblemError('data.checksum', { file: file.name });
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (file.fingerprint.kind !== 'sha256' || !subtle) return;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== file.fingerprint.unpacked) throw new ProblemError('data.checksum', { file: file.name });
}

/** A signal that follows another and, if `stallMs` is given, fires too when `restartTimer` is not called for that long. */
class LinkedAbort {
  private readonly controller = new AbortController();
  private readonly parent: AbortSignal | undefined;
  private readonly stallMs: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: AbortSignal | undefined, stallMs?: number) {
    this.parent = parent;
    this.stallMs = stallMs;
    if (parent?.aborted) this.follow();
    parent?.addEventListener('abort', this.follow);
    this.restartTimer();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  restartTimer(): void {
    if (this.stallMs === undefined) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.stallMs);
  }

  now(): void {
    this.controller.abort();
  }

  end(): void {
    clearTimeout(this.timer);
    this.parent?.removeEventListener('abort', this.follow);
  }

  private readonly follow = (): void => this.controller.abort(this.parent?.reason);
}

/** Adds up the bytes of four files that are loaded at once and may each start over. */
class Meter {
  private readonly rows: Map<Role, Progress>;
  private readonly onProgress: ((progress: Progress) => void) | undefined;

  constructor(set: RemoteSet, onProgress: ((progress: Progress) => void) | undefined) {
    this.rows = new Map(set.files.map((file) => [file.role, { received: 0, total: file.packedBytes }]));
    this.onProgress = onProgress;
  }

  restart(file: RemoteFile): void {
    this.rows.set(file.role, { received: 0, total: file.packedBytes });
  }

  add(file: RemoteFile, count: number, packed: boolean): void {
    const received = (this.rows.get(file.role)?.received ?? 0) + count;
    const total = Math.max(received, packed ? file.packedBytes : file.bytes);
    this.rows.set(file.role, { received, total });
    const sum = { received: 0, total: 0 };
    for (const row of this.rows.values()) {
      sum.received += row.received;
      sum.total += row.total;
    }
    this.onProgress?.(sum);
  }
}

/**
 * The browser's cache, which may be missing (plain http), forbidden (a frame from another site throws
 * SecurityError) or full. Then everything stays in memory for this visit, and `onNotice` is called once.
 */
class BrowserCache {
  private readonly options: SourceOptions;
  private cache: Promise<Cache | null> | undefined;
  private reported = false;

  constructor(options: SourceOptions) {
    this.options = options;
  }

  async take(url: string): Promise<Response | undefined> {
    try {
      return await (await this.open())?.match(url);
    } catch {
      this.tell();
      return undefined;
    }
  }

  async put(url: string, body: Blob): Promise<void> {
    try {
      await (await this.open())?.put(url, new Response(body));
    } catch {
      this.tell();
    }
  }

  private open(): Promise<Cache | null> {
    this.cache ??= (async () => {
      const storage = this.options.caches === undefined ? globalThis.caches : this.options.caches;
      if (storage === undefined) throw new Error('no Cache API here');
      return storage === null ? null : storage.open(MIRRORED);
    })();
    return this.cache;
  }

  private tell(): void {
    if (!this.reported) this.options.onNotice?.({ code: 'storage.unavailable' });
    this.reported = true;
  }
}
