/**
 * Gunzip without the browser's help, by pako (a port of zlib): for browsers without `DecompressionStream`,
 * for files of several members, at the second of which Chromium's stops, and to distinguish a truncated file
 * from a damaged one. It is several times slower than the browser's own.
 */
import { Inflate } from 'pako';

/** Why bytes cannot be unpacked: they end too early (`cut`), or are damaged. */
export class InflateError extends Error {
  readonly cut: boolean;
  constructor(cut: boolean) {
    super(cut ? 'ends too early' : 'broken');
    this.cut = cut;
  }
}

/** zlib's "more input is needed", which means that the bytes so far are valid. */
const Z_BUF_ERROR = -5;
/** 15 for the largest window, plus 16 to require a gzip header. */
const GZIP = 15 + 16;
const PIECE = 65_536;

/**
 * Unpacks all members of `packed`, one after another; zeros after the last are padding, as tapes and some
 * tools leave it. `take` is called with each piece of output, of at most 64 KiB, so that it can enforce a
 * limit by throwing. Throws InflateError.
 */
export function inflateMembers(packed: Uint8Array, take: (piece: Uint8Array<ArrayBuffer>) => void): void {
  const inflator = new Inflate({ windowBits: GZIP, chunkSize: PIECE });
  inflator.onData = (piece) => take(new Uint8Array(piece as Uint8Array));
  inflator.push(packed, true);
  const { ended, err } = inflator as { ended?: boolean; err: number };
  if (err === 0 && ended) return;
  throw new InflateError(err === 0 || err === Z_BUF_ERROR);
}
