/**
 * Gzip without the browser's help, by pako (a port of zlib): for browsers that have no `DecompressionStream`, for
 * files of several members, at the second of which Chromium's stops, and to tell a file that was cut off from a
 * broken one. It is some times slower than the browser's own.
 */
import { Inflate } from 'pako';

/** What keeps bytes from being unpacked: they end too early, or are not what they say. */
export class InflateError extends Error {
  readonly cut: boolean;
  constructor(cut: boolean) {
    super(cut ? 'ends too early' : 'broken');
    this.cut = cut;
  }
}

/** zlib's "more input is needed", which is no error of the bytes that there are. */
const Z_BUF_ERROR = -5;
/** 15 for the largest window, and 16: a gzip header has to be there. */
const GZIP = 15 + 16;
const PIECE = 65_536;

/**
 * Unpacks all members of `packed`, one after another; zeros behind the last are padding, as tapes and some tools
 * leave it. `take` is given what comes out, piece by piece, and may throw to end it: no piece is longer than 64 KiB, so
 * what it has counted is never far from what there is. Throws InflateError.
 */
export function inflateMembers(packed: Uint8Array, take: (piece: Uint8Array<ArrayBuffer>) => void): void {
  const inflator = new Inflate({ windowBits: GZIP, chunkSize: PIECE });
  inflator.onData = (piece) => take(new Uint8Array(piece as Uint8Array));
  inflator.push(packed, true);
  const { ended, err } = inflator as { ended?: boolean; err: number };
  if (err === 0 && ended) return;
  throw new InflateError(err === 0 || err === Z_BUF_ERROR);
}
