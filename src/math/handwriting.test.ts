/** Slant and thickness, on strokes of known shape and on drawn digits, whose factors are known. */
import { expect, test } from 'vitest';
import { slantOf, thicknessOf } from './handwriting';

/** A straight stroke through the middle, `width` pixels wide horizontally, leaning by `slant`. */
function stroke(slant: number, width: number): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [row, column] = [Math.floor(i / 28), i % 28];
    if (row < 4 || row >= 24) return 0;
    const from = 14 + slant * (13.5 - row) - width / 2;
    const covered = Math.min(column + 1, from + width) - Math.max(column, from);
    return Math.round(255 * Math.max(0, covered));
  });
}

test('slant is the shear of a stroke, to the right at the top', () => {
  for (const slant of [-0.4, 0, 0.25, 0.5]) expect(slantOf(stroke(slant, 2.5))).toBeCloseTo(slant, 2);
});

test('thickness grows with the width of a stroke, and is nearly that of a long stroke', () => {
  for (const width of [2.5, 3.5, 5]) {
    const measured = thicknessOf(stroke(0, width));
    // The ends of a stroke 20 pixels long belong to its outline too: 2·20·w / (2·20 + 2·w).
    expect(measured).toBeCloseTo((20 * width) / (20 + width), 0);
    expect(measured).toBeGreaterThan(thicknessOf(stroke(0, width - 1)));
  }
});

test('paper without ink has neither', () => {
  expect([slantOf(new Uint8Array(784)), thicknessOf(new Uint8Array(784))]).toEqual([Number.NaN, Number.NaN]);
});
