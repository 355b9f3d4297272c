/**
 * PNG without the browser, so that every pixel is exact, in a worker and in Node: all colour types and bit
 * depths, but not interlaced files, which few writers make (null: the browser reads those). W3C, PNG
 * (third edition).
 */
import { ProblemError } from '../../experiment/problem';
import type { Budget } from './budget';
import { crc32 } from './crc32';
import { LIMITS } from './limits';
import type { Raster } from './raster';
import { inflated } from './zip';

const SIGNATURE = 8;
const ZLIB = 15;
/** Samples a pixel, by the colour type. */
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Throws `data.damaged`, `data.tooLarge`. */
export function readPng(bytes: Uint8Array, file: string, budget: Budget): Raster | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const broken = () => new ProblemError('data.damaged', { file, format: 'PNG' });
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) throw broken();
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    // Only chunks without which nothing can be read are checked.
    if (type < 'a' && crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      throw broken();
    chunks.set(type, [...(chunks.get(type) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    if (type === 'IEND') break;
    at += 12 + length;
  }
  const header = chunks.get('IHDR')?.[0];
  const data = chunks.get('IDAT');
  if (header?.length !== 13 || !data) throw broken();
  const head = new DataView(header.buffer, header.byteOffset, 13);
  const [width, height] = [head.getUint32(0), head.getUint32(4)];
  const [depth, colour, interlaced] = [header[8], header[9], header[12]];
  if (!DEPTHS[colour]?.includes(depth) || width === 0 || height === 0) throw broken();
  if (width * height > LIMITS.picturePixels)
    throw new ProblemError('data.tooLarge', { file, limit: LIMITS.picturePixels });
  if (interlaced) return null;

  const samples = SAMPLES[colour];
  const line = Math.ceil((width * samples * depth) / 8);
  budget.take((line + 1) * height + 4 * width * height, file);
  const scan = inflated(joined(data), (line + 1) * height, ZLIB);
  if (!scan || !unfilter(scan, line, height, Math.max(1, (samples * depth) >> 3))) throw broken();
  const palette = chunks.get('PLTE')?.[0];
  if (colour === 3 && !palette) throw broken();
  return rasterOf({ scan, line, width, height, depth, colour, palette, alphas: chunks.get('tRNS')?.[0] });
}

const joined = (parts: Uint8Array[]): Uint8Array => {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Undoes the filters of all lines in place; false for an unknown one. `back`: bytes to the pixel before. */
function unfilter(scan: Uint8Array, line: number, height: number, back: number): boolean {
  for (let y = 0; y < height; y++) {
    const start = y * (line + 1) + 1;
    const filter = scan[start - 1];
    if (filter > 4) return false;
    for (let x = 0; x < line; x++) {
      const at = start + x;
      const left = x >= back ? scan[at - back] : 0;
      const up = y > 0 ? scan[at - line - 1] : 0;
      const corner = x >= back && y > 0 ? scan[at - line - 1 - back] : 0;
      scan[at] += predicted(filter, left, up, corner);
    }
  }
  return true;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const estimate = left + up - corner;
  const [a, b, c] = [left, up, corner].map((v) => Math.abs(estimate - v));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

interface Scan {
  scan: Uint8Array;
  line: number;
  width: number;
  height: number;
  depth: number;
  colour: number;
  palette: Uint8Array | undefined;
  alphas: Uint8Array | undefined;
}

function rasterOf({ scan, line, width, height, depth, colour, palette, alphas }: Scan): Raster {
  const samples = SAMPLES[colour];
  const grey = colour === 0 && !alphas;
  const data = new Uint8Array(width * height * (grey ? 1 : 4));
  const most = 2 ** depth - 1;
  /** Sample `i` of a line, as stored. */
  const stored = (y: number, i: number): number => {
    const from = y * (line + 1) + 1;
    if (depth === 8) return scan[from + i];
    if (depth === 16) return (scan[from + 2 * i] << 8) | scan[from + 2 * i + 1];
    const bit = i * depth;
    return (scan[from + (bit >> 3)] >> (8 - depth - (bit & 7))) & most;
  };
  const byte = (value: number) => (depth === 8 ? value : Math.round((value * 255) / most));
  const word = (at: number) => (alphas ? (alphas[at] << 8) | alphas[at + 1] : -1);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const value = (k: number) => stored(y, x * samples + k);
      if (grey) {
        data[pixel] = byte(value(0));
        continue;
      }
      const to = 4 * pixel;
      if (colour === 3) {
        const index = value(0);
        for (let k = 0; k < 3; k++) data[to + k] = palette?.[3 * index + k] ?? 0;
        data[to + 3] = alphas?.[index] ?? 255;
      } else if (colour === 0 || colour === 4) {
        data.fill(byte(value(0)), to, to + 3);
        data[to + 3] = colour === 4 ? byte(value(1)) : value(0) === word(0) ? 0 : 255;
      } else {
        for (let k = 0; k < 3; k++) data[to + k] = byte(value(k));
        const clear = alphas && [0, 1, 2].every((k) => value(k) === word(2 * k));
        data[to + 3] = colour === 6 ? byte(value(3)) : clear ? 0 : 255;
      }
    }
  return { width, height, channels: grey ? 1 : 4, data };
}
