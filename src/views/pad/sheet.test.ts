import { describe, expect, test, vi } from 'vitest';
import { FIRST_PEN, penAfter } from './keyboardPen';
import { createSheet } from './sheet';

const at = (sheet: { ink: Uint8Array; side: number }, x: number, y: number) => sheet.ink[y * sheet.side + x];
const full = new Uint8Array(784).fill(255);

describe('a sheet', () => {
  test('a stroke is as wide as those of MNIST and soft at its edge', () => {
    const sheet = createSheet(1);
    sheet.stroke('ink', { x: 6, y: 14.5 }, { x: 22, y: 14.5 });
    const across = Array.from({ length: 28 }, (_, y) => at(sheet, 14, y));
    const width = across.reduce((sum, grey) => sum + grey, 0) / 255;
    // The radius is 1.4, about the middle of a row: that row is full, its neighbours to 0.5 + 0.4 / 1.2.
    expect(width).toBeCloseTo(1 + 2 * (0.5 + 0.4 / 1.2), 1);
    expect(at(sheet, 14, 14)).toBe(255);
    expect(across.filter((grey) => grey > 0 && grey < 255).length).toBeGreaterThan(0);
    expect(at(sheet, 3, 14)).toBe(0);
    expect(at(sheet, 14, 20)).toBe(0);
  });

  test('a finer sheet has the same stroke, with sharper edges', () => {
    const sheet = createSheet(4);
    sheet.stroke('ink', { x: 6, y: 14.5 }, { x: 22, y: 14.5 });
    const across = Array.from({ length: 112 }, (_, y) => at(sheet, 56, y));
    expect(across.reduce((sum, grey) => sum + grey, 0) / 255 / 4).toBeCloseTo(2.8, 1);
    expect(across.filter((grey) => grey > 0 && grey < 255).length).toBeLessThanOrEqual(4);
  });

  test('a stroke of length zero is a dot', () => {
    const sheet = createSheet(1);
    sheet.stroke('ink', { x: 10.5, y: 10.5 }, { x: 10.5, y: 10.5 });
    expect(at(sheet, 10, 10)).toBe(255);
    expect(at(sheet, 14, 10)).toBe(0);
  });

  test('drawing over ink never removes ink', () => {
    const sheet = createSheet(1);
    sheet.put(full);
    sheet.stroke('ink', { x: 2, y: 2 }, { x: 20, y: 20 });
    expect(sheet.ink).toEqual(full);
  });

  test('the eraser leaves paper below it and the rest unchanged', () => {
    const sheet = createSheet(1);
    sheet.put(full);
    sheet.stroke('erase', { x: 0, y: 10.5 }, { x: 28, y: 10.5 });
    expect(at(sheet, 14, 10)).toBe(0);
    expect(at(sheet, 14, 4)).toBe(255);
  });

  test('noise covers every other pixel under the brush, and stays the same for further strokes at the same place', () => {
    const sheet = createSheet(1);
    const paint = (grain: number) => {
      sheet.put(full);
      for (let x = 0; x < 28; x += 2) sheet.stroke('noise', { x, y: 14 }, { x: x + 2, y: 14 }, grain);
      return sheet.ink.slice();
    };
    const once = paint(7);
    const hit = [...once.keys()].filter((i) => once[i] !== 255);
    // Six rows of 28 are under the brush, and one pixel of two gets noise: 84 on average, σ = 6.5.
    expect(hit.length).toBeGreaterThan(84 - 26);
    expect(hit.length).toBeLessThan(84 + 26);
    expect(hit.every((i) => Math.abs(Math.floor(i / 28) + 0.5 - 14) <= 3)).toBe(true);
    expect(new Set(hit.map((i) => once[i])).size).toBeGreaterThan(30);
    expect(paint(7)).toEqual(once);
    expect(paint(8)).not.toEqual(once);
  });

  test('an image is put on it pixel by pixel', () => {
    const image = Uint8Array.from({ length: 784 }, (_, i) => i % 251);
    const sheet = createSheet(4);
    sheet.put(image);
    for (const [x, y] of [
      [0, 0],
      [27, 3],
      [13, 27],
    ])
      for (const inside of [0, 3]) expect(at(sheet, 4 * x + inside, 4 * y + inside)).toBe(image[28 * y + x]);
  });

  test('listeners are called on every change', () => {
    const sheet = createSheet(1);
    const listener = vi.fn();
    const stop = sheet.subscribe(listener);
    sheet.stroke('ink', { x: 1, y: 1 }, { x: 2, y: 2 });
    sheet.put(full);
    sheet.clear();
    expect(listener).toHaveBeenCalledTimes(3);
    expect(sheet.ink.every((byte) => byte === 0)).toBe(true);
    stop();
    sheet.clear();
    expect(listener).toHaveBeenCalledTimes(3);
  });
});

describe('the pen of the keys', () => {
  test('moves by a pixel, with Shift by four, and stays on the sheet', () => {
    const pen = { x: 14, y: 8, down: false };
    expect(penAfter(pen, 'ArrowLeft', false)).toEqual({ x: 13, y: 8, down: false });
    expect(penAfter(pen, 'ArrowDown', true)).toEqual({ x: 14, y: 12, down: false });
    expect(penAfter({ ...pen, y: 2 }, 'ArrowUp', true)?.y).toBe(1);
    expect(penAfter({ ...pen, x: 27 }, 'ArrowRight', false)?.x).toBe(27);
  });

  test('Space puts it down and lifts it; other keys are ignored', () => {
    const down = penAfter(FIRST_PEN, ' ', false);
    expect(down).toEqual({ ...FIRST_PEN, down: true });
    expect(down && penAfter(down, ' ', false)).toEqual(FIRST_PEN);
    expect(penAfter(FIRST_PEN, 'Tab', false)).toBeNull();
    expect(penAfter(FIRST_PEN, 'a', false)).toBeNull();
  });
});
