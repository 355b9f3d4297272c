import { expect, test } from 'vitest';
import { encodeGif } from './gif';
import { svgOf } from './pathFiles';

/** A reader of our own, after the specification: the frames of a GIF with one global palette. */
function decodeGif(file: Uint8Array) {
  const view = new DataView(file.buffer);
  const palette = file.subarray(13, 13 + 768);
  let at = 13 + 768;
  const frames: number[][] = [];
  const delays: number[] = [];
  for (;;) {
    const block = file[at++];
    if (block === 0x3b) break;
    if (block === 0x21) {
      const kind = file[at++];
      if (kind === 0xf9) delays.push(view.getUint16(at + 2, true));
      while (file[at] !== 0) at += file[at] + 1;
      at++;
      continue;
    }
    expect(block).toBe(0x2c);
    const smallest = file[at + 9];
    at += 10;
    const data: number[] = [];
    while (file[at] !== 0) {
      data.push(...file.subarray(at + 1, at + 1 + file[at]));
      at += file[at] + 1;
    }
    at++;
    frames.push(unpacked(data, smallest).map((index) => palette[3 * index]));
  }
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), frames, delays };
}

function unpacked(data: readonly number[], smallest: number): number[] {
  const clear = 1 << smallest;
  const out: number[] = [];
  let table: number[][] = [];
  let width = smallest + 1;
  let before: number[] | null = null;
  let bit = 0;
  for (;;) {
    let code = 0;
    for (let k = 0; k < width; k++, bit++) code |= ((data[bit >> 3] >> (bit & 7)) & 1) << k;
    if (code === clear) {
      table = Array.from({ length: clear + 2 }, (_, i) => [i]);
      width = smallest + 1;
      before = null;
      continue;
    }
    if (code === clear + 1) return out;
    const entry: number[] = table[code] ?? [...before!, before![0]];
    out.push(...entry);
    if (before && table.length < 4096) table.push([...before, entry[0]]);
    if (table.length === 1 << width && width < 12) width++;
    before = entry;
  }
}

test('frames are read back exactly, short and long, smooth and noisy', () => {
  const noise = (i: number) => (Math.imul(i + 1, 2654435761) >>> 7) & 255;
  for (const [width, height] of [
    [1, 1],
    [3, 2],
    [90, 80],
  ]) {
    const make = (of: (i: number) => number) => Uint8Array.from({ length: width * height }, (_, i) => of(i));
    // Noise fills the table of codes several times.
    const frames = [make(() => 255), make((i) => i & 255), make(noise), make((i) => (i >> 3) & 1)];
    const read = decodeGif(encodeGif(frames, { width, height, delayMs: 70 }));
    expect([read.width, read.height]).toEqual([width, height]);
    expect(read.delays).toEqual([7, 7, 7, 7]);
    expect(read.frames).toEqual(frames.map((frame) => [...frame]));
  }
});

test('an SVG of the strip covers every pixel once, with its grey', () => {
  const greys = Uint8Array.from({ length: 2 * 784 }, (_, i) => (Math.imul(i >> 2, 2654435761) >>> 9) & 255);
  const svg = svgOf(greys, 2, 'A & B');
  expect(svg).toContain('<title>A &#38; B</title>');
  const seen = new Int16Array(2 * 784).fill(-1);
  for (const [, fill, d] of svg.matchAll(/fill="#(..)\1\1" d="([^"]*)"/g))
    for (const [, x, y, length] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
      for (let k = 0; k < Number(length); k++) {
        const column = Number(x) + k;
        const at = Math.floor(column / 28) * 784 + 28 * Number(y) + (column % 28);
        expect(seen[at]).toBe(-1);
        seen[at] = Number.parseInt(fill, 16);
      }
  expect([...seen]).toEqual([...greys]);
});
