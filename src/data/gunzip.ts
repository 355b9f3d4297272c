/**
 * Bytes that may or may not be gzipped, unpacked under a cap. Whether they are is read from the
 * first two bytes and never from a name or a header: servers send `.gz` files with or without
 * `Content-Encoding`, and a browser undoes the one and not the other.
 *
 * 64 MiB of zeros pack into 65 KB, so the cap is kept while the bytes flow: packed input goes in
 * by small pieces, each waits until the output of the one before was taken, and the first byte
 * above the cap ends it.
 */
import { ProblemError } from '../experiment/problem.ts';

/** Bytes in a buffer of their own kind, not in shared memory: what streams and `crypto.subtle` take. */
export type Bytes = Uint8Array<ArrayBuffer>;

export interface GunzipOptions {
  /** For the sentence that a reader meets. */
  file: string;
  /** The most bytes that may come out. */
  limit: number;
  /** Looks at the first bytes that come out (16 or more, unless that is all) and throws to refuse them. */
  inspect?: (head: Uint8Array) => void;
  /** Hears of every chunk that comes in, packed or not, and whether it is packed. */
  onInput?: (bytes: number, packed: boolean) => void;
}

/** Deflate packs at most 1032:1, so what one piece can become stays under 4.3 MB. */
const PIECE = 4096;
/** What gzip adds to bytes that do not compress is far below this. */
const PACKING_SLACK = 65536;
const HEAD = 16;

/** The next bytes, or null at the end. */
type Next = () => Promise<Bytes | null>;

/**
 * The unpacked bytes of `source`. Rejects with `idx.gzip` (packed, but broken or cut short),
 * `data.tooLarge` (above the cap), whatever `inspect` throws, or the error of the stream itself.
 */
export async function gunzip(
  source: Uint8Array | ReadableStream<Uint8Array>,
  options: GunzipOptions,
): Promise<Bytes> {
  const input = new Input(source, options);
  try {
    const packed = await input.isPacked();
    return await collect(packed ? inflate(input, options.file) : () => input.next(), options);
  } finally {
    await input.close();
  }
}

/** The source as small pieces, with its first two bytes known beforehand. */
class Input {
  /** What the source itself threw (an abort, a lost connection), or the cap on packed bytes. */
  failure: unknown;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly options: GunzipOptions;
  /** Read but not yet passed on. */
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
    this.packed = this.pending[0] === 0x1f && this.pending[1] === 0x8b;
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

  /** Lets go of the source; an error of the source is already in `failure`. */
  async close(): Promise<void> {
    await this.reader.cancel().catch(() => undefined);
  }
}

/**
 * What unpacking `input` gives. Each piece is written only after the one before has gone through:
 * `pipeThrough` would leave that to the stream's own queues, which in Node hold 16,384 chunks.
 */
function inflate(input: Input, file: string): Next {
  const decoder = new DecompressionStream('gzip');
  const reader = decoder.readable.getReader();
  const writer = decoder.writable.getWriter();
  // An error of the decoder arrives twice, here and at the reader; the reader's is the one that counts.
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

async function collect(next: Next, { file, limit, inspect }: GunzipOptions): Promise<Bytes> {
  const chunks: Bytes[] = [];
  let length = 0;
  let inspected = false;
  for (;;) {
    const chunk = await next();
    if (chunk) {
      chunks.push(chunk);
      length += chunk.length;
    }
    if (!inspected && (!chunk || length >= HEAD)) {
      inspected = true;
      inspect?.(joined(chunks));
    }
    if (length > limit) throw new ProblemError('data.tooLarge', { file, limit });
    if (!chunk) return joined(chunks);
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

/** One array of all bytes; a single chunk is returned as it is. */
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
