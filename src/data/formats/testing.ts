/** Shared by the tests of the formats: the same few signs as files of every kind. */
import { deflateRaw, deflate as zlib } from 'pako';
import { type Problem, ProblemError } from '../../experiment/problem';
import { drawDigits } from '../glyphs';
import { PIXELS, SIDE } from '../idx';
import { assembled, type Opened } from './assemble';
import { crc32 } from './crc32';
import { gather } from './gather';
import type { NoteCode } from './notes';

type Bytes = Uint8Array<ArrayBuffer>;

/** 260 upright signs and their classes 0 … 9, as `ok-images-idx3-ubyte` in the table of cases. */
export const signs = drawDigits(260, 17);

export const joined = (...parts: Uint8Array[]): Bytes => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

export function bigEndian(...words: number[]): Bytes {
  const out = new Uint8Array(4 * words.length);
  words.forEach((word, i) => {
    new DataView(out.buffer).setUint32(4 * i, word);
  });
  return out;
}

/** An IDX file of bytes. */
export const idxOf = (shape: readonly number[], body: Uint8Array, type = 8): Bytes =>
  joined(bigEndian((type << 8) | shape.length, ...shape), body);

export const imagesIdx = (images = signs.images, count = images.length / PIXELS): Bytes =>
  idxOf([count, SIDE, SIDE], images);
export const labelsIdx = (labels: ArrayLike<number> = signs.labels): Bytes =>
  idxOf([labels.length], Uint8Array.from(labels));

/** A .npy file of version 1. `descr`: `|u1`, `<f4` … */
export function npyOf(descr: string, shape: readonly number[], body: Uint8Array, fortran = false): Bytes {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${sizes}), }`;
  const padded = `${text}${' '.repeat(63 - ((text.length + 10) % 64))}\n`;
  const head = new Uint8Array([
    0x93,
    0x4e,
    0x55,
    0x4d,
    0x50,
    0x59,
    1,
    0,
    padded.length & 255,
    padded.length >> 8,
  ]);
  return joined(head, new TextEncoder().encode(padded), body);
}

/** A zip archive, stored or deflated. */
export function zipOf(entries: readonly (readonly [string, Uint8Array])[], deflate = true): Bytes {
  const locals: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const [name, body] of entries) {
    const packed = deflate ? new Uint8Array(deflateRaw(body)) : body;
    const title = new TextEncoder().encode(name);
    const common = new Uint8Array(26);
    const view = new DataView(common.buffer);
    view.setUint16(0, 20, true);
    view.setUint16(4, deflate ? 8 : 0, true);
    view.setUint32(10, crc32(body), true);
    view.setUint32(14, packed.length, true);
    view.setUint32(18, body.length, true);
    view.setUint16(22, title.length, true);
    const local = joined(new Uint8Array([0x50, 0x4b, 3, 4]), common, title, packed);
    const rest = new Uint8Array(14);
    new DataView(rest.buffer).setUint32(10, at, true);
    central.push(joined(new Uint8Array([0x50, 0x4b, 1, 2, 20, 0]), common, rest, title));
    locals.push(local);
    at += local.length;
  }
  const directory = joined(...central);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(12, directory.length, true);
  view.setUint32(16, at, true);
  return joined(...locals, directory, end);
}

function chunk(type: string, body: Uint8Array): Bytes {
  const named = joined(new TextEncoder().encode(type), body);
  return joined(bigEndian(body.length), named, bigEndian(crc32(named)));
}

/**
 * A PNG file. `pixels`: the samples, one byte each; colour types 0 (grey), 2 (RGB), 4 (grey, alpha), 6 (RGBA).
 * The lines take turns with the five filters.
 */
export function pngOf(width: number, height: number, colour: 0 | 2 | 4 | 6, pixels: Uint8Array): Bytes {
  const samples = { 0: 1, 2: 3, 4: 2, 6: 4 }[colour];
  const line = width * samples;
  const scan = new Uint8Array((line + 1) * height);
  const at = (y: number, x: number) => (y < 0 || x < 0 ? 0 : pixels[y * line + x]);
  for (let y = 0; y < height; y++) {
    const filter = y % 5;
    scan[y * (line + 1)] = filter;
    for (let x = 0; x < line; x++) {
      const [a, b, c] = [at(y, x - samples), at(y - 1, x), at(y - 1, x - samples)];
      scan[y * (line + 1) + 1 + x] = at(y, x) - [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter];
    }
  }
  return pngFile([width, height], [8, colour, 0, 0, 0], scan);
}

/** A PNG file: the rest of its header (depth, colour type, …), its filtered lines, and chunks before them. */
export const pngFile = (
  size: [width: number, height: number],
  rest: number[],
  scan: Uint8Array,
  before: Record<string, Uint8Array> = {},
): Bytes =>
  joined(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', joined(bigEndian(...size), new Uint8Array(rest))),
    ...Object.entries(before).map(([type, body]) => chunk(type, body)),
    chunk('IDAT', new Uint8Array(zlib(scan))),
    chunk('IEND', new Uint8Array(0)),
  );

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [da, db, dc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (da <= db && da <= dc) return a;
  return db <= dc ? b : c;
}

/** Image `i` of the signs. */
export const sign = (i: number, images = signs.images): Uint8Array =>
  images.slice(i * PIXELS, (i + 1) * PIXELS);

/** Kaggle's table. */
export const csvOf = (images: Uint8Array, labels: ArrayLike<number>): Bytes =>
  new TextEncoder().encode(
    [
      ['label', ...Array.from({ length: PIXELS }, (_, i) => `pixel${i}`)].join(','),
      ...Array.from(labels, (label, i) =>
        [label, ...images.subarray(i * PIXELS, (i + 1) * PIXELS)].join(','),
      ),
    ].join('\n'),
  );

export const openFiles = async (files: Record<string, Uint8Array>): Promise<Opened> =>
  assembled(
    await gather(
      Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
      async () => null,
    ),
  );

/** The problem of these files, or null. */
export async function problemOf(files: Record<string, Uint8Array>): Promise<Problem | null> {
  try {
    await openFiles(files);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
}

/** The signs' bytes as floats of 4 or 8 bytes, each by `of`. */
export function floats(type: 4 | 8, little: boolean, of = (byte: number) => byte / 255): Bytes {
  const out = new Uint8Array(type * signs.images.length);
  const view = new DataView(out.buffer);
  signs.images.forEach((byte, i) => {
    if (type === 4) view.setFloat32(4 * i, of(byte), little);
    else view.setFloat64(8 * i, of(byte), little);
  });
  return out;
}

export const codesOf = ({ notes }: Opened): NoteCode[] => notes.map(({ code }) => code);

/** Both sets together, in the order of the files where the set was split at its end. */
export const allImages = ({ train, test }: Opened): Uint8Array => joined(train.images, test.images);
export const allLabels = ({ train, test }: Opened): Uint8Array | null =>
  train.labels && test.labels && joined(train.labels, test.labels);
