/**
 * Unpacks bytes that may or may not be gzipped, up to a limit. Whether they are is read from the first two
 * bytes and never from a name or a header: servers send `.gz` files with or without `Content-Encoding`, and a
 * browser decodes only the latter itself.
 *
 * 64 MiB of zeros pack into 65 KB, so the limit is enforced on the stream: packed input is written in small
 * pieces, each only after the output of the one before was read, and the first byte above the limit ends it.
 *
 * The browser unpacks; `inflate.ts` does so where the browser cannot (a file of several members) or has no
 * DecompressionStream.
 */
import { ProblemError } from '../experiment/problem.ts';
import { InflateError, inflateMembers } from './inflate.ts';

/** Bytes not in shared memory: what streams and `crypto.subtle` accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

export interface GunzipOptions {
  /** The file's name, for messages to the reader. */
  file: string;
  /** The most bytes that may be unpacked. */
  limit: number;
  /** Checks the first unpacked bytes (16 or more, unless the file is shorter) and throws to refuse them. */
  inspect?: (head: Uint8Array) => void;
  /** Called for every chunk of input, packed or not, with whether it is packed. */
  onInput?: (bytes: number, packed: boolean) => void;
}

/** Deflate packs at most 1032:1, so one piece unpacks to less than 4.3 MB. */
const PIECE = 4096;
/** Gzip adds far less than this to bytes that do not compress. */
const PACKING_SLACK = 65536;
const HEAD = 16;

/** The next bytes, or null at the end. */
type Next = () => Promise<Bytes | null>;

/**
 * The unpacked bytes of `source`, even if they were packed twice. Rejects with `idx.gzip` (packed, but
 * damaged), `idx.gzipCut` (truncated, which is known only of a source that is complete), `data.tooLarge`
 * (above the limit), whatever `inspect` throws, or the error of the stream itself.
 */
export async function gunzip(
  source: Uint8Array | ReadableStream<Uint8Array>,
  options: GunzipOptions,
): Promise<Bytes> {
  let bytes = await unpacked(source, options);
  for (let times = 1; times < MAX_TIMES && isPacked(bytes); times++)
    bytes = await unpacked(bytes, { ...options, onInput: undefined });
  return bytes;
}

/** Some scripts pack files that are packed already. */
const MAX_TIMES = 3;

const isPacked = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(
  source: Uint8Array | ReadableStream<Uint8Array>,
  options: GunzipOptions,
): Promise<Bytes> {
  const input = new Input(source, options);
  try {
    if (!(await input.isPacked())) return await collect(() => input.next(), options);
    if (typeof DecompressionStream === 'undefined') return withoutBrowser(await input.rest(), options);
    return await collect(inflate(input, options.file), options);
  } catch (error) {
    const broken = error instanceof ProblemError && error.problem.code === 'idx.gzip';
    if (!broken || !(source instanceof Uint8Array)) throw error;
    // It has several members, is truncated, or is really damaged.
    return withoutBrowser(source, options);
  } finally {
    await input.close();
  }
}

/** The same without the browser's DecompressionStream. */
function withoutBrowser(packed: Uint8Array, options: GunzipOptions): Bytes {
  const output = new Output(options);
  try {
    inflateMembers(packed, (piece) => output.take(piece));
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    throw new ProblemError(error.cut ? 'idx.gzipCut' : 'idx.gzip', { file: options.file });
  }
  return output.end();
}

/** Splits the source into small pieces, after looking at its first two bytes. */
class Input {
  /** An error of the source itself (an abort, a lost connection), or the limit on packed bytes. */
  failure: unknown;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly options: GunzipOptions;
  /** Bytes read but not yet passed on. */
  private pending: Bytes = new Uint8Array(0);
  private total = 0;
  private packed = false;

  constructor(source: Uint8Array | ReadableStream<Uint8Array>, options: GunzipOptions) {
    this.reader = (source instanceof Uint8Array ? streamOf(source) : source).getReader();
    this.options = options;
  }

  async isPacked(): Promise<boolean> {
    while (this.pending.length < 2) {
      const chunk = await this.read();
      if (!chunk) break;
      this.pending = joined([this.pending, chunk]);
    }
    this.packed = isPacked(this.pending);
    if (this.total > 0) this.options.onInput?.(this.total, this.packed);
    return this.packed;
  }

  async next(): Promise<Bytes | null> {
    while (this.pending.length === 0) {
      const chunk = await this.read();
      if (!chunk) return null;
      this.options.onInput?.(chunk.length, this.packed);
      this.pending = chunk;
    }
    const piece = this.packed ? this.pending.subarray(0, PIECE) : this.pending;
    this.pending = this.pending.subarray(piece.length);
    return piece;
  }

  /** All remaining bytes. */
  async rest(): Promise<Bytes> {
    const chunks: Bytes[] = [];
    for (let chunk = await this.next(); chunk; chunk = await this.next()) chunks.push(chunk);
    return joined(chunks);
  }

  private async read(): Promise<Bytes | null> {
    try {
      const { done, value } = await this.reader.read();
      if (done) return null;
      this.total += value.length;
      const { file, limit } = this.options;
      if (this.total > limit + PACKING_SLACK) throw new ProblemError('data.tooLarge', { file, limit });
      return new Uint8Array(value);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  /** Releases the source; an error of the source is already in `failure`. */
  async close(): Promise<void> {
    await this.reader.cancel().catch(() => undefined);
  }
}

/**
 * The unpacked chunks of `input`. Each piece is written only after the one before has gone through:
 * `pipeThrough` would leave that to the stream's own queues, which in Node hold 16,384 chunks.
 */
function inflate(input: Input, file: string): Next {
  const decoder = new DecompressionStream('gzip');
  const reader = decoder.readable.getReader();
  const writer = decoder.writable.getWriter();
  // An error of the decoder arrives twice, here and at the reader; only the latter is reported.
  const ignore = () => undefined;
  writer.closed.catch(ignore);
  const feed = async () => {
    for (let piece = await input.next(); piece; piece = await input.next()) await writer.write(piece);
    await writer.close();
  };
  feed().catch((error) => writer.abort(error).catch(ignore));
  return async () => {
    try {
      const { done, value } = await reader.read();
      return done ? null : value;
    } catch {
      throw input.failure ?? new ProblemError('idx.gzip', { file });
    }
  };
}

async function collect(next: Next, options: GunzipOptions): Promise<Bytes> {
  const output = new Output(options);
  for (let chunk = await next(); chunk; chunk = await next()) output.take(chunk);
  return output.end();
}

/** Collects the output, and checks and counts it. */
class Output {
  private readonly options: GunzipOptions;
  private readonly chunks: Bytes[] = [];
  private length = 0;
  private inspected = false;

  constructor(options: GunzipOptions) {
    this.options = options;
  }

  take(chunk: Bytes): void {
    const { file, limit } = this.options;
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length >= HEAD) this.inspect();
    if (this.length > limit) throw new ProblemError('data.tooLarge', { file, limit });
  }

  end(): Bytes {
    this.inspect();
    return joined(this.chunks);
  }

  private inspect(): void {
    if (this.inspected) return;
    this.inspected = true;
    const head = joined(this.chunks);
    // Bytes that are packed again are inspected once they are unpacked.
    if (!isPacked(head)) this.options.inspect?.(head);
  }
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** Concatenates the chunks; a single chunk is returned as it is. */
function joined(chunks: Bytes[]): Bytes {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
