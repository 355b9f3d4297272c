/**
 * Bytes that may or may not be gzipped, unpacked under a cap. Whether they are is read from the
 * first two bytes and never from a name or a header: servers send `.gz` files with or without
 * `Content-Encoding`, and a browser undoes the one and not the other.
 *
 * 64 MiB of zeros pack into 65 KB, so the cap is kept while the bytes flow: packed input goes in
 * by small pieces, each waits until the output of the one before was taken, and the first byte
 * above the cap ends it.
 */
import { ProblemError } from '../experiment/problem';

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

/**
 * The unpacked bytes of `source`. Rejects with `idx.gzip` (packed, but broken or cut short),
 * `data.tooLarge` (above the cap), whatever `inspect` throws, or the error of the stream itself.
 */
export async function gunzip(
  source: Uint8Array | ReadableStream<Uint8Array>,
  options: GunzipOptions,
): Promise<Uint8Array> {
  const input = new Input(source, options);
  try {
    const packed = await input.isPacked();
    const plain = input.stream();
    return await collect(packed ? plain.pipeThrough(new DecompressionStream('gzip')) : plain, options);
  } catch (error) {
    if (input.failure !== undefined) throw input.failure;
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('idx.gzip', { file: options.file });
  } finally {
    await input.close();
  }
}

/** The source as small pieces, with its first two bytes known beforehand and its own errors kept apart. */
class Input {
  /** What the source itself threw (an abort, a lost connection), or the cap on packed bytes. */
  failure: unknown;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly options: GunzipOptions;
  /** Read but not yet passed on. */
  private pending: Uint8Array = new Uint8Array(0);
  private total = 0;
  private packed = false;

  constructor(source: Uint8Array | ReadableStream<Uint8Array>, options: GunzipOptions) {
    this.reader = (source instanceof Uint8Array ? streamOf(source) : source).getReader();
    this.options = options;
  }

  async isPacked(): Promise<boolean> {
    let heard = 0;
    while (this.pending.length < 2) {
      const chunk = await this.read();
      if (!chunk) break;
      heard += chunk.length;
      this.pending = joined([this.pending, chunk]);
    }
    this.packed = this.pending[0] === 0x1f && this.pending[1] === 0x8b;
    if (heard > 0) this.options.onInput?.(heard, this.packed);
    return this.packed;
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          while (this.pending.length === 0) {
            const chunk = await this.read();
            if (!chunk) return controller.close();
            this.options.onInput?.(chunk.length, this.packed);
            this.pending = chunk;
          }
          const length = this.packed ? Math.min(PIECE, this.pending.length) : this.pending.length;
          controller.enqueue(new Uint8Array(this.pending.subarray(0, length)));
          this.pending = this.pending.subarray(length);
        },
      },
      { highWaterMark: 0 },
    );
  }

  private async read(): Promise<Uint8Array | null> {
    try {
      const { done, value } = await this.reader.read();
      if (done) return null;
      this.total += value.length;
      const { file, limit } = this.options;
      if (this.total > limit + PACKING_SLACK) throw new ProblemError('data.tooLarge', { file, limit });
      return value;
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

async function collect(stream: ReadableStream<Uint8Array>, options: GunzipOptions): Promise<Uint8Array> {
  const { file, limit, inspect } = options;
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let inspected = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (value) {
        chunks.push(value);
        length += value.length;
      }
      if (!inspected && (done || length >= HEAD)) {
        inspected = true;
        inspect?.(joined(chunks));
      }
      if (length > limit) throw new ProblemError('data.tooLarge', { file, limit });
      if (done) return joined(chunks);
    }
  } catch (error) {
    // Not awaited: a broken DecompressionStream may never settle its cancellation.
    reader.cancel(error).catch(() => undefined);
    throw error;
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
function joined(chunks: Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
