/**
 * The IDX files of the known data sets, read strictly; the reader's own are read by `formats/`. IDX is the
 * format of MNIST (LeCun, Cortes, Burges): a big-endian header, then bytes.
 *
 * images  00 00 08 03, count, rows, columns, then one byte per pixel, row by row
 * labels  00 00 08 01, count, then one byte per label
 *
 * This file reads unpacked bytes in memory; unpacking is in gunzip.ts, and the sources of the bytes are in
 * source.ts. All errors are `ProblemError`s.
 */
import { ProblemError } from '../experiment/problem.ts';

const IMAGES_MAGIC = 0x00000803;
const LABELS_MAGIC = 0x00000801;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

/** Models have 28×28 images and no others. */
export const SIDE = 28;
export const PIXELS = SIDE * SIDE;

/**
 * No file may unpack to more than this: all images of a run lie in one GPU buffer, and 128 MiB is the storage
 * binding size that WebGPU guarantees (171,196 images).
 */
export const MAX_IDX_BYTES = 128 * 2 ** 20;

export type IdxKind = 'images' | 'labels';

/** The kind given by the first four bytes, or null for any other. */
export function idxKind(bytes: Uint8Array): IdxKind | null {
  if (bytes.length < 4) return null;
  const magic = uint32(bytes, 0);
  return magic === IMAGES_MAGIC ? 'images' : magic === LABELS_MAGIC ? 'labels' : null;
}

/**
 * Whether a text starts like a web page or another markup document, which servers send in place of a missing
 * file.
 */
export const isMarkup = (head: Uint8Array): boolean =>
  /^\s*<[!?a-z]/i.test(new TextDecoder().decode(head.subarray(0, IMAGES_HEADER)));

/** The problem of a file that is neither images nor labels, by its first 16 bytes. */
export const notIdx = (head: Uint8Array, file: string): ProblemError =>
  new ProblemError(isMarkup(head) ? 'idx.webPage' : 'idx.magic', { file });

/** Bytes of a whole file of `count` images or labels, header included. */
export function idxBytes(kind: IdxKind, count: number): number {
  return kind === 'images' ? IMAGES_HEADER + count * PIXELS : LABELS_HEADER + count;
}

/** The images of an IDX3 file: `count` × 784 bytes, a view of `bytes` and not a copy. */
export function parseImages(bytes: Uint8Array, file: string): { images: Uint8Array; count: number } {
  const count = checkedCount(bytes, 'images', file);
  return { images: bytes.subarray(IMAGES_HEADER), count };
}

/** The labels of an IDX1 file: `count` bytes from 0 to 9, a view of `bytes` and not a copy. */
export function parseLabels(bytes: Uint8Array, file: string): { labels: Uint8Array; count: number } {
  const count = checkedCount(bytes, 'labels', file);
  const labels = bytes.subarray(LABELS_HEADER);
  const value = labels.find((label) => label > 9);
  if (value !== undefined) throw new ProblemError('idx.labelRange', { file, value, most: 9 });
  return { labels, count };
}

/** Reads the header and compares the declared length with the actual one. */
function checkedCount(bytes: Uint8Array, kind: IdxKind, file: string): number {
  if (bytes.length === 0) throw new ProblemError('idx.empty', { file });
  const found = idxKind(bytes);
  if (bytes.length >= 4 && found === null) throw notIdx(bytes.subarray(0, IMAGES_HEADER), file);
  if (bytes.length >= 4 && found !== kind) throw new ProblemError('idx.magic', { file });
  const header = kind === 'images' ? IMAGES_HEADER : LABELS_HEADER;
  if (bytes.length < header) throw new ProblemError('idx.short', { file, actual: bytes.length });

  const count = uint32(bytes, 4);
  if (kind === 'images') {
    const rows = uint32(bytes, 8);
    const columns = uint32(bytes, 12);
    if (rows !== SIDE || columns !== SIDE) throw new ProblemError('idx.shape', { file, rows, columns });
  }
  if (count === 0) throw new ProblemError('idx.empty', { file });
  const expected = idxBytes(kind, count);
  if (expected > MAX_IDX_BYTES) throw new ProblemError('idx.tooLarge', { file, limit: MAX_IDX_BYTES });
  if (bytes.length < expected)
    throw new ProblemError('idx.truncated', { file, expected, actual: bytes.length });
  if (bytes.length > expected)
    throw new ProblemError('idx.trailing', { file, extra: bytes.length - expected });
  return count;
}

function uint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
