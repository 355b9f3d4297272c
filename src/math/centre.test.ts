import { describe, expect, test } from 'vitest';
import { centred } from './centre';

/** A sheet with ink in the rectangles [left, top, width, height, grey?]. */
function sheet(side: number, ...rectangles: [number, number, number, number, number?][]): Uint8Array {
  const ink = new Uint8Array(side * side);
  for (const [left, top, width, height, grey = 255] of rectangles) {
    for (let y = top; y < top + height; y++) ink.fill(grey, y * side + left, y * side + left + width);
  }
  return ink;
}

/** Left, top, width and height of the bounding box of the ink. */
function box(image: Uint8Array): number[] {
  const at = [...image.keys()].filter((i) => image[i] > 0);
  const xs = at.map((i) => i % 28);
  const ys = at.map((i) => Math.floor(i / 28));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left + 1, Math.max(...ys) - top + 1];
}

const sum = (image: Uint8Array) => image.reduce((a, b) => a + b, 0);

describe('a drawing normalised like MNIST', () => {
  test('an empty sheet gives no image', () => {
    expect(centred(new Uint8Array(28 * 28), 28)).toBeNull();
  });

  test('a square of any position and size becomes 20 × 20 in the middle', () => {
    for (const [left, top, size] of [
      [0, 0, 40],
      [70, 3, 40],
      [30, 60, 10],
      [5, 5, 100],
    ]) {
      const image = centred(sheet(112, [left, top, size, size]), 112)!;
      // An even size is centred where two pixels meet: that is where pixel 14 begins.
      expect(box(image)).toEqual([4, 4, 20, 20]);
      expect(sum(image)).toBe(400 * 255);
    }
  });

  test('the shape is kept: the longer side is 20', () => {
    expect(box(centred(sheet(112, [10, 20, 20, 80]), 112)!)).toEqual([12, 4, 5, 20]);
    expect(box(centred(sheet(112, [10, 20, 80, 40]), 112)!)).toEqual([4, 9, 20, 10]);
  });

  test('the centre of mass is centred, not that of the box', () => {
    // An L, already 20 × 20: 100 pixels at the left, 75 to their right.
    const image = centred(sheet(28, [3, 2, 5, 20], [8, 17, 15, 5]), 28)!;
    const x = (100 * 2.5 + 75 * 12.5) / 175;
    const y = (100 * 10 + 75 * 17.5) / 175;
    expect(box(image)).toEqual([Math.ceil(14 - x), Math.ceil(14 - y), 20, 20]);
  });

  test('ink on one side of the box stays within the image', () => {
    // Nearly all ink at the right end of a long faint line: the box would extend beyond the left edge.
    const image = centred(sheet(112, [0, 50, 72, 4, 1], [72, 46, 8, 12]), 112)!;
    const [left, , width] = box(image);
    expect(left).toBe(0);
    expect(width).toBe(20);
  });

  test('grey is the share of ink under a pixel', () => {
    // 30 pixels high become 20: each pixel covers one and a half. Dark and light rows alternate by three.
    const ink = sheet(40, [0, 0, 30, 30]);
    for (let y = 1; y < 29; y += 3) ink.fill(0, y * 40, y * 40 + 30);
    const image = centred(ink, 40)!;
    const [left, top] = box(image);
    const column = Array.from({ length: 4 }, (_, i) => image[(top + i) * 28 + left + 7]);
    // Rows: ink, paper, ink | …; pixels: 1 ink + ½ paper, ½ paper + 1 ink.
    expect(column).toEqual([170, 170, 170, 170]);
    ink.fill(255, 40, 70);
    const inked = centred(ink, 40)!;
    expect(inked[box(inked)[1] * 28 + left + 7]).toBe(255);
  });

  test('an image in MNIST’s form is unchanged, enlarged or not', () => {
    const digit = sheet(28, [8, 4, 13, 20, 100], [10, 11, 2, 5, 0], [12, 12, 4, 6, 255]);
    expect(centred(digit, 28)).toEqual(digit);
    const large = new Uint8Array(112 * 112);
    for (let y = 0; y < 112; y++) {
      for (let x = 0; x < 112; x++) large[y * 112 + x] = digit[(y >> 2) * 28 + (x >> 2)];
    }
    expect(centred(large, 112)).toEqual(digit);
  });
});
