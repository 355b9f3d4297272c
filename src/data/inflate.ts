/**
 * Gzip without the browser's help (RFC 1951 and 1952): for browsers that have no `DecompressionStream`, for files of
 * several members, at the second of which Chromium's stops, and to tell a file that was cut off from a broken one.
 * It is some times slower than the browser's own.
 */

/** What keeps bytes from being unpacked: they end too early, or are not what they say. */
export class InflateError extends Error {
  readonly cut: boolean;
  constructor(cut: boolean) {
    super(cut ? 'ends too early' : 'broken');
    this.cut = cut;
  }
}

/**
 * Unpacks all members of `packed`, one after another. `take` is given what comes out, piece by piece, and may throw to
 * end it: no piece is longer than 64 KiB, so what it has counted is never far from what there is.
 */
export function inflateMembers(packed: Uint8Array, take: (piece: Uint8Array<ArrayBuffer>) => void): void {
  let at = 0;
  // Zeros behind the last member are padding, as tapes and some tools leave it.
  while (at < packed.length && !(at > 0 && packed.subarray(at).every((byte) => byte === 0))) {
    const input = new Bits(packed, bodyAt(packed, at));
    const output = new Output(take);
    while (!block(input, output));
    output.flush();
    at = input.byteAligned();
    if (at + 8 > packed.length) throw new InflateError(true);
    const trailer = new DataView(packed.buffer, packed.byteOffset + at, 8);
    if (trailer.getUint32(0, true) !== output.crc || trailer.getUint32(4, true) !== output.total % 2 ** 32)
      throw new InflateError(false);
    at += 8;
  }
}

/** Where the compressed bytes of the member at `start` begin. */
function bodyAt(bytes: Uint8Array, start: number): number {
  const byte = (at: number) => {
    if (at >= bytes.length) throw new InflateError(true);
    return bytes[at];
  };
  if (byte(start) !== 0x1f || byte(start + 1) !== 0x8b || byte(start + 2) !== 8)
    throw new InflateError(false);
  const flags = byte(start + 3);
  if (flags & 0xe0) throw new InflateError(false);
  let at = start + 10;
  if (flags & 4) at += 2 + byte(at) + 256 * byte(at + 1);
  // A name, then a comment; each ends with a zero.
  for (const flag of [8, 16]) if (flags & flag) while (byte(at++) !== 0);
  if (flags & 2) at += 2;
  return at;
}

/** Bits from the lowest of each byte on. */
class Bits {
  private readonly bytes: Uint8Array;
  private at: number;
  private held = 0;
  private count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  read(n: number): number {
    while (this.count < n) {
      if (this.at >= this.bytes.length) throw new InflateError(true);
      this.held |= this.bytes[this.at++] << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << n) - 1);
    this.held >>>= n;
    this.count -= n;
    return value;
  }

  /** The next symbol of a code, which is at most 15 bits long. */
  symbol({ table, bits }: Code): number {
    // Ahead of the end there may be fewer bits than the longest code has.
    while (this.count < bits && this.at < this.bytes.length) {
      this.held |= this.bytes[this.at++] << this.count;
      this.count += 8;
    }
    const entry = table[this.held & ((1 << bits) - 1)];
    const length = entry & 15;
    if (length === 0) throw new InflateError(this.count < bits);
    if (length > this.count) throw new InflateError(true);
    this.held >>>= length;
    this.count -= length;
    return entry >>> 4;
  }

  /** The position of the next whole byte; bits before it are dropped. */
  byteAligned(): number {
    this.at -= this.count >> 3;
    this.held = this.count = 0;
    return this.at;
  }

  /** `n` whole bytes as they stand. */
  raw(n: number): Uint8Array {
    const from = this.byteAligned();
    if (from + n > this.bytes.length) throw new InflateError(true);
    this.at = from + n;
    return this.bytes.subarray(from, this.at);
  }
}

/** Matches reach back so far at most. */
const WINDOW = 32768;

/** What comes out: a window that is handed on each time it is full, with its checksum. */
class Output {
  crc = 0;
  total = 0;
  private readonly take: (piece: Uint8Array<ArrayBuffer>) => void;
  /** The last window, then room for the next. */
  private readonly buffer = new Uint8Array(3 * WINDOW);
  private at = WINDOW;

  constructor(take: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.take = take;
  }

  byte(value: number): void {
    this.buffer[this.at++] = value;
    if (this.at === this.buffer.length) this.flush();
  }

  copy(distance: number, length: number): void {
    if (distance > this.total + this.at - WINDOW) throw new InflateError(false);
    for (let i = 0; i < length; i++) this.byte(this.buffer[this.at - distance]);
  }

  flush(): void {
    const piece = this.buffer.slice(WINDOW, this.at);
    this.crc = crc32(piece, this.crc);
    this.total += piece.length;
    this.buffer.copyWithin(0, this.at - WINDOW, this.at);
    this.at = WINDOW;
    if (piece.length > 0) this.take(piece);
  }
}

/** By the next `bits` bits: the symbol × 16 and how many of the bits are its own; 0 where there is none. */
interface Code {
  table: Uint16Array;
  bits: number;
}

/** The canonical code of these lengths, of which 0 means that a symbol does not occur. */
function codeOf(lengths: ArrayLike<number>): Code {
  const counts = new Uint16Array(16);
  for (let s = 0; s < lengths.length; s++) counts[lengths[s]]++;
  counts[0] = 0;
  const bits = Math.max(
    1,
    counts.findLastIndex((n) => n > 0),
  );
  const next = new Uint32Array(16);
  let code = 0;
  for (let length = 1; length <= bits; length++) {
    code = (code + counts[length - 1]) << 1;
    next[length] = code;
    if (code + counts[length] > 1 << length) throw new InflateError(false);
  }
  const table = new Uint16Array(1 << bits);
  for (let s = 0; s < lengths.length; s++) {
    const length = lengths[s];
    if (length === 0) continue;
    // Codes are packed from their highest bit on, all else from its lowest.
    let reversed = 0;
    for (let b = 0, c = next[length]++; b < length; b++, c >>= 1) reversed = (reversed << 1) | (c & 1);
    for (let i = reversed; i < table.length; i += 1 << length) table[i] = (s << 4) | length;
  }
  return { table, bits };
}

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = 30;
const DISTANCE_EXTRA = Array.from({ length: DISTANCES }, (_, i) => Math.max(0, (i >> 1) - 1));
const DISTANCE_BASE = Array.from({ length: DISTANCES }, (_, i) =>
  i < 4 ? i + 1 : ((2 + (i & 1)) << ((i >> 1) - 1)) + 1,
);
/** The order in which the lengths of the code of lengths are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END = 256;

const FIXED = {
  literals: codeOf(Uint8Array.from({ length: 288 }, (_, s) => (s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8))),
  distances: codeOf(new Uint8Array(32).fill(5)),
};

/** Unpacks one block; whether it was the last. */
function block(input: Bits, output: Output): boolean {
  const last = input.read(1) === 1;
  const kind = input.read(2);
  if (kind === 3) throw new InflateError(false);
  if (kind === 0) {
    const header = input.raw(4);
    const length = header[0] | (header[1] << 8);
    if (length !== (~(header[2] | (header[3] << 8)) & 0xffff)) throw new InflateError(false);
    for (const byte of input.raw(length)) output.byte(byte);
    return last;
  }
  const { literals, distances } = kind === 1 ? FIXED : codesIn(input);
  for (;;) {
    const symbol = input.symbol(literals);
    if (symbol < END) {
      output.byte(symbol);
      continue;
    }
    if (symbol === END) return last;
    const l = symbol - END - 1;
    if (l >= LENGTH_BASE.length) throw new InflateError(false);
    const length = LENGTH_BASE[l] + input.read(LENGTH_EXTRA[l]);
    const d = input.symbol(distances);
    if (d >= DISTANCES) throw new InflateError(false);
    output.copy(DISTANCE_BASE[d] + input.read(DISTANCE_EXTRA[d]), length);
  }
}

/** The two codes that a block brings with it, themselves packed. */
function codesIn(input: Bits): typeof FIXED {
  const literals = input.read(5) + 257;
  const distances = input.read(5) + 1;
  const used = input.read(4) + 4;
  const own = new Uint8Array(ORDER.length);
  for (let i = 0; i < used; i++) own[ORDER[i]] = input.read(3);
  const code = codeOf(own);
  const lengths = new Uint8Array(literals + distances);
  for (let i = 0; i < lengths.length; ) {
    const symbol = input.symbol(code);
    if (symbol < 16) {
      lengths[i++] = symbol;
      continue;
    }
    if (symbol === 16 && i === 0) throw new InflateError(false);
    const value = symbol === 16 ? lengths[i - 1] : 0;
    const times = symbol === 16 ? 3 + input.read(2) : symbol === 17 ? 3 + input.read(3) : 11 + input.read(7);
    if (i + times > lengths.length) throw new InflateError(false);
    lengths.fill(value, i, i + times);
    i += times;
  }
  if (lengths[END] === 0) throw new InflateError(false);
  return { literals: codeOf(lengths.subarray(0, literals)), distances: codeOf(lengths.subarray(literals)) };
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The CRC-32 of what `before` is that of, followed by `bytes`. */
function crc32(bytes: Uint8Array, before: number): number {
  let c = ~before;
  for (let i = 0; i < bytes.length; i++) c = CRC[(c ^ bytes[i]) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}
