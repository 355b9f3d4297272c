/** What a file is, by its content; its name is never asked. The bytes are unpacked where they were gzipped. */
import { isMarkup } from '../idx';

export type Kind =
  | 'empty'
  | 'idx'
  | 'npy'
  | 'zip'
  | 'png'
  /** A picture that only the browser can decode. */
  | 'picture'
  | 'webPage'
  | 'text'
  | 'unknown';

const starts = (bytes: Uint8Array, ...first: number[]) => first.every((byte, i) => bytes[i] === byte);
const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

const IDX_TYPES = [8, 9, 11, 12, 13, 14];
const MOST_AXES = 4;
/** So much of a text is looked at. */
const TEXT_HEAD = 4096;

export function sniff(bytes: Uint8Array): Kind {
  if (bytes.length === 0) return 'empty';
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0x50, 0x4b, 5, 6)) return 'zip';
  if (starts(bytes, 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) return 'npy';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (isPicture(bytes)) return 'picture';
  if (starts(bytes, 0, 0) && IDX_TYPES.includes(bytes[2]) && bytes[3] >= 1 && bytes[3] <= MOST_AXES)
    return 'idx';
  if (isMarkup(bytes.subarray(0, 16))) return 'webPage';
  return isText(bytes.subarray(0, TEXT_HEAD)) ? 'text' : 'unknown';
}

const isPicture = (bytes: Uint8Array) =>
  starts(bytes, 0xff, 0xd8, 0xff) ||
  ascii(bytes, 0, 4) === 'GIF8' ||
  (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') ||
  (ascii(bytes, 0, 2) === 'BM' && bytes.length > 26 && bytes[14] <= 124 && bytes[15] === 0);

const isText = (head: Uint8Array) => head.every((b) => b >= 32 || b === 9 || b === 10 || b === 13);

/**
 * The format of a file that this page cannot read, where it can be told, for the message: in the words of
 * the people who use it.
 */
export function foreignFormat(bytes: Uint8Array): string | null {
  if (starts(bytes, 0x89, 0x48, 0x44, 0x46)) return 'HDF5 (.h5, .mat 7.3)';
  if (ascii(bytes, 0, 6) === 'MATLAB') return 'MATLAB (.mat)';
  if (ascii(bytes, 0, 4) === 'PAR1') return 'Parquet';
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5) return 'pickle';
  if (ascii(bytes, 257, 262) === 'ustar') return 'tar';
  if (starts(bytes, 0x37, 0x7a, 0xbc, 0xaf)) return '7z';
  if (ascii(bytes, 0, 4) === 'Rar!') return 'RAR';
  if (starts(bytes, 0xfd, 0x37, 0x7a, 0x58)) return 'xz';
  if (ascii(bytes, 0, 3) === 'BZh') return 'bzip2';
  if (ascii(bytes, 0, 4) === '%PDF') return 'PDF';
  if (starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'TIFF';
  return null;
}
