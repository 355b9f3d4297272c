/**
 * Zip archives (also .npz), stored or deflated, by their central directory, ZIP64 included: an archive of
 * MNIST's 70,000 pictures needs it. APPNOTE.TXT of PKWARE, 4.3. Every entry is checked against its size and
 * its CRC-32, and all count against the memory of the drop.
 */
import { Inflate } from 'pako';
import { ProblemError } from '../../experiment/problem';
import type { Budget } from './budget';
import { crc32 } from './crc32';
import { LIMITS } from './limits';

export interface Entry {
  /** With its folders. */
  name: string;
  method: number;
  packed: number;
  size: number;
  crc: number;
  /** Of its local header. */
  at: number;
}

const END = 0x06054b50;
const END64_AT = 0x07064b50;
const END64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ALL = 0xffffffff;
/** The end record and the longest comment after it. */
const TAIL = 22 + 65_535;
const ENCRYPTED = 1;

/** All entries but folders. Throws `data.damaged`, `data.packed`, `data.tooMany`. */
export function entriesOf(bytes: Uint8Array, file: string): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const broken = () => new ProblemError('data.damaged', { file, format: 'zip' });
  const within = (at: number, length: number) => {
    if (!(at >= 0) || at + length > bytes.length) throw broken();
  };
  let end = bytes.length - 22;
  const first = Math.max(0, bytes.length - TAIL);
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first) throw broken();
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if ((count === 0xffff || at === ALL) && end >= 20 && view.getUint32(end - 20, true) === END64_AT) {
    const end64 = Number(view.getBigUint64(end - 12, true));
    within(end64, 56);
    if (view.getUint32(end64, true) !== END64) throw broken();
    count = Number(view.getBigUint64(end64 + 32, true));
    at = Number(view.getBigUint64(end64 + 48, true));
  }
  if (count > LIMITS.files) throw new ProblemError('data.tooMany', { file, limit: LIMITS.files });

  const entries: Entry[] = [];
  const text = new TextDecoder();
  for (let i = 0; i < count; i++) {
    within(at, 46);
    if (view.getUint32(at, true) !== CENTRAL) throw broken();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
    within(at, 46 + nameLength + extraLength + commentLength);
    const name = text.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/');
    const entry: Entry = {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    if (view.getUint16(at + 8, true) & ENCRYPTED) throw new ProblemError('data.packed', { file });
    widen(entry, view, at + 46 + nameLength, extraLength);
    if (!name.endsWith('/')) entries.push(entry);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Sizes of 32 ones are in the extra field, as 64 bits each. */
function widen(entry: Entry, view: DataView, from: number, length: number): void {
  for (let at = from; at + 4 <= from + length; ) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let field = at + 4;
      for (const key of ['size', 'packed', 'at'] as const) {
        if (entry[key] !== ALL || field + 8 > Math.min(at + 4 + size, from + length)) continue;
        entry[key] = Number(view.getBigUint64(field, true));
        field += 8;
      }
    }
    at += 4 + size;
  }
}

/** The bytes of an entry: a view where it is stored. Throws `data.damaged`, `data.packed`, `data.tooLarge`. */
export function bytesOf(bytes: Uint8Array, entry: Entry, file: string, budget: Budget): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const broken = () => new ProblemError('data.damaged', { file, format: 'zip' });
  const { at, method, packed, size } = entry;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) throw broken();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > bytes.length) throw broken();
  const body = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw new ProblemError('data.packed', { file });
  if (method === 0 && packed !== size) throw broken();
  if (method === 8) budget.take(size, file);
  const out = method === 0 ? body : inflated(body, size);
  if (!out || crc32(out) !== entry.crc) throw broken();
  return out;
}

/** The `size` bytes that a deflated stream holds, or null for any other number of them. */
export function inflated(body: Uint8Array, size: number, windowBits = -15): Uint8Array | null {
  const inflator = new Inflate({ windowBits, chunkSize: Math.min(size + 64, 65_536) });
  const out = new Uint8Array(size);
  let length = 0;
  inflator.onData = (piece) => {
    const got = piece as Uint8Array;
    if (length + got.length <= size) out.set(got, length);
    length += got.length;
    // Ends it: nothing that is longer than it says is unpacked further.
    if (length > size) throw TOO_LONG;
  };
  try {
    inflator.push(body, true);
  } catch (error) {
    if (error !== TOO_LONG) throw error;
  }
  return inflator.err === 0 && length === size ? out : null;
}
const TOO_LONG = new Error('longer than it says');
