import { describe, expect, test } from 'vitest';
import { drawDigits } from '../glyphs';
import { PIXELS, SIDE } from '../idx';
import { signsIn } from './cut';
import { rowsOf } from './rows';

const ROWS = 4;
const COLUMNS = 6;
const CELL = 90;
/** Pixels of the paper a pixel of a digit. */
const SCALE = 2;
const digits = drawDigits(ROWS * COLUMNS, 5);

interface Sheet {
  degrees?: number;
  ruled?: boolean;
  /** The darkest corner's light, 1: even. */
  light?: number;
  dark?: boolean;
  dirt?: boolean;
}

/** A photograph of digits in rows: a function of the place on the paper, seen turned by some degrees. */
function photograph({ degrees = 0, ruled = false, light = 1, dark = false, dirt = false }: Sheet) {
  const [width, height] = [COLUMNS * CELL + 120, ROWS * CELL + 120];
  const values = new Uint8Array(width * height);
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const px = c * dx + s * dy + (COLUMNS * CELL) / 2;
      const py = -s * dx + c * dy + (ROWS * CELL) / 2;
      let ink = inkAt(px, py);
      const line = (p: number, cells: number) =>
        Math.abs(p - CELL * Math.round(p / CELL)) < 1.1 && p > -2 && p < cells * CELL + 2;
      const onGrid =
        (line(px, COLUMNS) && py > -2 && py < ROWS * CELL + 2) ||
        (line(py, ROWS) && px > -2 && px < COLUMNS * CELL + 2);
      if (ruled && onGrid) ink = Math.max(ink, 0.7);
      if (dirt && x % 83 === 7 && y % 61 === 5) ink = 1;
      const lit = 1 - (1 - light) * ((x / width + y / height) / 2);
      const value = (dark ? 30 + 200 * ink : 235 - 190 * ink) * lit;
      values[y * width + x] = Math.round(value + ((x * 7 + y * 13) % 5) - 2);
    }
  return { width, height, values };
}

function inkAt(px: number, py: number): number {
  const [column, row] = [Math.floor(px / CELL), Math.floor(py / CELL)];
  if (column < 0 || row < 0 || column >= COLUMNS || row >= ROWS) return 0;
  const margin = (CELL - SCALE * SIDE) / 2;
  const x = Math.floor((px - column * CELL - margin) / SCALE);
  const y = Math.floor((py - row * CELL - margin) / SCALE);
  if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) return 0;
  return digits.images[(row * COLUMNS + column) * PIXELS + y * SIDE + x] / 255;
}

/** The correlation of two images. */
function likeness(a: Uint8Array, b: Uint8Array): number {
  const mean = (of: Uint8Array) => of.reduce((sum, v) => sum + v, 0) / of.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

describe('a photographed sheet is cut into its signs, row by row', () => {
  test.each([
    ['straight', {}],
    ['in uneven light, with a dark corner', { light: 0.35 }],
    ['ruled', { ruled: true }],
    ['turned by 3°', { degrees: 3 }],
    [
      'turned by −3°, ruled, unevenly lit, with specks of dirt',
      { degrees: -3, ruled: true, light: 0.45, dirt: true },
    ],
    ['white on a blackboard', { dark: true, light: 0.6 }],
  ] as [string, Sheet][])('%s', (_, sheet) => {
    const rows = signsIn(photograph(sheet));
    expect(rows.map((row) => row.length)).toEqual(new Array(ROWS).fill(COLUMNS));
    rows.flat().forEach((image, i) => {
      const all = Array.from({ length: digits.count }, (_, k) =>
        likeness(image, digits.images.subarray(k * PIXELS, (k + 1) * PIXELS)),
      );
      // The sign is more like the one that was drawn there than most others, and in MNIST's form.
      expect(all[i], `sign ${i}`).toBeGreaterThan(0.5);
      expect(all.filter((other) => other > all[i]).length, `sign ${i}`).toBeLessThan(3);
    });
  });

  test('ink lies in a box of 20 × 20 with its centre of mass in the middle', () => {
    for (const image of signsIn(photograph({})).flat()) {
      let [mass, x, y] = [0, 0, 0];
      image.forEach((v, i) => {
        mass += v;
        x += v * ((i % SIDE) + 0.5);
        y += v * (Math.floor(i / SIDE) + 0.5);
      });
      expect(Math.abs(x / mass - SIDE / 2)).toBeLessThan(0.1);
      expect(Math.abs(y / mass - SIDE / 2)).toBeLessThan(0.1);
    }
  });

  test('a sign of two parts, one above the other, stays one', () => {
    const { width, height, values } = photograph({});
    values.fill(235);
    const block = (left: number, top: number, right: number, bottom: number) => {
      for (let y = top; y < bottom; y++) values.fill(40, y * width + left, y * width + right);
    };
    for (const left of [100, 200, 300]) {
      block(left, 120, left + 8, 128);
      block(left, 140, left + 8, 180);
    }
    expect(signsIn({ width, height, values }).map((row) => row.length)).toEqual([3]);
  });

  test('an empty sheet has none', () => {
    const { width, height, values } = photograph({});
    expect(signsIn({ width, height, values: values.fill(230) })).toEqual([]);
  });
});

test.each([-3, 0, 3, 7])(
  'rows so long that they overlap in height where the sheet is turned by %i°',
  (degrees) => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const signs = Array.from({ length: 3 * 24 }, (_, i) => {
      const [row, column] = [Math.floor(i / 24), i % 24];
      const [x, y] = [50 * column, 50 * row + slope * 50 * column];
      return { row, column, left: x, right: x + 30, top: y, bottom: y + 30 };
    });
    const shuffled = signs.map((_, i) => signs[(i * 31) % signs.length]);
    expect(rowsOf(shuffled)).toEqual([0, 1, 2].map((row) => signs.filter((sign) => sign.row === row)));
  },
);
