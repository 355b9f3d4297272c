/** Shared by the tests of this folder: generated IDX files, and the problem code of a failing promise. */
import type { ProblemCode } from '../experiment/problem';
import { ProblemError } from '../experiment/problem';
import { PIXELS } from './idx';

type Bytes = Uint8Array<ArrayBuffer>;

/** An IDX3 file whose pixel i is (i × 7 + salt) mod 256. */
export function imagesFile(count: number, { salt = 0, rows = 28, columns = 28 } = {}): Bytes {
  const bytes = new Uint8Array(16 + count * rows * columns);
  const view = new DataView(bytes.buffer);
  [0x803, count, rows, columns].forEach((word, i) => {
    view.setUint32(4 * i, word);
  });
  for (let i = 16; i < bytes.length; i++) bytes[i] = (i - 16) * 7 + salt;
  return bytes;
}

/** An IDX1 file whose label i is i mod 10. */
export function labelsFile(count: number): Bytes {
  const bytes = new Uint8Array(8 + count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x801);
  view.setUint32(4, count);
  for (let i = 0; i < count; i++) bytes[8 + i] = i % 10;
  return bytes;
}

export function pixelsOf(file: Uint8Array, from: number, to: number): Uint8Array {
  return file.slice(16 + from * PIXELS, 16 + to * PIXELS);
}

/** The problem code that `act` throws, or 'none'; rethrows anything that is not a ProblemError. */
export async function codeOf(act: () => unknown): Promise<ProblemCode | 'none'> {
  try {
    await act();
    return 'none';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

/** Whether two arrays hold the same bytes; much faster than `toEqual` on thousands of them. */
export function same(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((byte, i) => byte === b[i]);
}
