/**
 * Build time only (Node), for the Vite plugin: finds the data files on this machine, in $LATENT_DATA_DIR, in
 * `data/` and `shared/` in the checkout and next to it, in the cache, else at a mirror, from which they are
 * copied into the cache. Only verified files are returned; a file is verified again only when it changed.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ProblemError } from '../../experiment/problem.ts';
import { gunzip } from '../gunzip.ts';
import { parseImages, parseLabels } from '../idx.ts';
import type { RemoteFile, RemoteSet } from '../registry.ts';

export interface FindOptions {
  /** The checkout. */
  root: string;
  /** $LATENT_DATA_DIR. */
  dataDir?: string;
  cacheDir: string;
  /** Whether the network is forbidden. */
  offline: boolean;
  /** Milliseconds until a mirror must respond, and of silence after that. */
  connectMs?: number;
  stallMs?: number;
}

export interface FoundFile {
  path: string;
  /** Changes whenever the bytes do. */
  etag: string;
}

/** After a failure the mirrors are not tried for this long, since every request would wait for them again. */
const FORGIVE_MS = 60_000;

export class Finder {
  private readonly options: FindOptions;
  /** Path → the etag for which it was verified, and whether it passed. */
  private readonly known = new Map<string, { etag: string; good: boolean }>();
  private readonly downloads = new Map<string, Promise<string | null>>();
  private readonly failedAt = new Map<string, number>();

  constructor(options: FindOptions) {
    this.options = options;
  }

  /** A verified copy, packed or not, or null where none can be found. Never throws. */
  async find(set: RemoteSet, file: RemoteFile, mayDownload: boolean): Promise<FoundFile | null> {
    for (const folder of this.folders(set)) {
      for (const name of [file.packedName, file.packedName.replace(/\.gz$/, '')]) {
        const found = await this.check(join(folder, name), file);
        if (found) return found;
      }
    }
    if (!mayDownload || this.options.offline) return null;
    const path = join(this.options.cacheDir, set.id, file.packedName);
    // Concurrent calls share one download.
    let download = this.downloads.get(path);
    if (!download) {
      download = this.download(set, file, path).finally(() => this.downloads.delete(path));
      this.downloads.set(path, download);
    }
    return (await download) ? this.check(path, file) : null;
  }

  private folders(set: RemoteSet): string[] {
    const { root, dataDir, cacheDir } = this.options;
    const places = [
      ...(dataDir ? [resolve(root, dataDir)] : []),
      ...[root, join(root, '..')].flatMap((base) => [join(base, 'data'), join(base, 'shared')]),
      cacheDir,
    ];
    return places.map((place) => join(place, set.id));
  }

  private async check(path: string, file: RemoteFile): Promise<FoundFile | null> {
    try {
      const { size, mtimeMs } = await stat(path);
      const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
      let known = this.known.get(path);
      if (known?.etag !== etag) {
        // Files of any other size need not be read.
        const candidate = size === file.packedBytes || size === file.bytes;
        known = { etag, good: candidate && (await isGenuine(await readFile(path), file)) };
        this.known.set(path, known);
      }
      return known.good ? { path, etag } : null;
    } catch {
      return null;
    }
  }

  private async download(set: RemoteSet, file: RemoteFile, path: string): Promise<string | null> {
    for (const mirror of set.mirrors) {
      if (Date.now() - (this.failedAt.get(mirror.url) ?? Number.NEGATIVE_INFINITY) < FORGIVE_MS) continue;
      try {
        const bytes = await this.fetch(mirror.url + file.packedName, file);
        if (!(await isGenuine(bytes, file))) throw new ProblemError('data.checksum', { file: file.name });
        await store(path, bytes);
        return path;
      } catch {
        this.failedAt.set(mirror.url, Date.now());
      }
    }
    return null;
  }

  private async fetch(url: string, file: RemoteFile): Promise<Uint8Array> {
    const { connectMs = 2500, stallMs = 10_000 } = this.options;
    const controller = new AbortController();
    const abort = () => controller.abort();
    let timer = setTimeout(abort, connectMs);
    try {
      const response = await fetch(url, { signal: controller.signal });
      if (!response.ok || !response.body) throw new Error(`${response.status} ${url}`);
      const chunks: Uint8Array[] = [];
      const limit = Math.max(file.packedBytes, file.bytes);
      let length = 0;
      for await (const chunk of response.body) {
        clearTimeout(timer);
        timer = setTimeout(abort, stallMs);
        chunks.push(chunk);
        length += chunk.length;
        if (length > limit) throw new ProblemError('data.tooLarge', { file: file.name, limit });
      }
      return Buffer.concat(chunks);
    } finally {
      clearTimeout(timer);
      controller.abort();
    }
  }
}

/**
 * Whether these are the registry's bytes: by checksum where one is known for this form, else by size and
 * structure.
 */
async function isGenuine(bytes: Uint8Array, file: RemoteFile): Promise<boolean> {
  const { fingerprint } = file;
  const digest = (kind: string) => createHash(kind).update(bytes).digest('hex');
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (packed) return digest(fingerprint.kind) === fingerprint.packed;
  if (fingerprint.kind === 'sha256') return digest('sha256') === fingerprint.unpacked;
  try {
    const plain = await gunzip(bytes, { file: file.name, limit: file.bytes });
    const parse = file.role.endsWith('Images') ? parseImages : parseLabels;
    return parse(plain, file.name).count === file.count;
  } catch {
    return false;
  }
}

/** Writes to a temporary file and renames it, so that a half-written file is never read. */
async function store(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
