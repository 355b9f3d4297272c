import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, levelFor, tileSize, tilesIn } from './tiling';
import { planeX, planeY, showing, type Viewport } from './viewport';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const viewport: fc.Arbitrary<Viewport> = fc
  .tuple(number(100, 2000), number(100, 1500), number(-40, 40), number(-40, 40), number(0.1, 100))
  .map(([width, height, x, y, extent]) =>
    showing({ left: 0, top: 0, width, height }, { centre: [x, y], extent }),
  );

describe('tiling', () => {
  it('has tiles of nearly the wanted size on the screen, at every magnification', () => {
    fc.assert(
      fc.property(viewport, (v) => {
        const pixels = cellOf(levelFor(v.scale, 32)) * v.scale;
        expect(pixels).toBeGreaterThan(28);
        expect(pixels).toBeLessThan(36);
      }),
    );
  });

  it('covers the visible rectangle, and no more than a tile beyond', () => {
    fc.assert(
      fc.property(viewport, (v) => {
        const cell = cellOf(levelFor(v.scale, 32));
        const { column, row, columns, rows } = tilesIn(v, cell);
        const near = cell * 1e-6;
        const [left, right] = [planeX(v, 0), planeX(v, v.width)];
        const [bottom, top] = [planeY(v, v.height), planeY(v, 0)];
        expect(column * cell).toBeLessThanOrEqual(left + near);
        expect(column * cell).toBeGreaterThan(left - cell - near);
        expect((column + columns) * cell).toBeGreaterThanOrEqual(right - near);
        expect((column + columns) * cell).toBeLessThan(right + cell + near);
        expect(row * cell).toBeLessThanOrEqual(bottom + near);
        expect((row + rows) * cell).toBeGreaterThanOrEqual(top - near);
        expect(rows).toBeLessThanOrEqual((top - bottom) / cell + 2 + near);
      }),
    );
  });

  it('keeps a tile in place while the view moves, and every third level is twice as wide', () => {
    const v = showing({ left: 0, top: 0, width: 640, height: 640 }, { centre: [0, 0], extent: 3.1 });
    const before = tilesIn(v, 0.25);
    const after = tilesIn({ ...v, cx: 0.1 }, 0.25);
    expect(Math.abs(after.column - before.column)).toBeLessThanOrEqual(1);
    for (const level of [-9, 0, 4]) expect(cellOf(level + 3)).toBeCloseTo(2 * cellOf(level), 10);
  });

  it('has no more tiles on a large screen than the given number', () => {
    expect(tileSize(700, 600, 32, 600)).toBe(32);
    const size = tileSize(2000, 1300, 32, 600);
    expect((2000 / size) * (1300 / size)).toBeLessThanOrEqual(600.001);
  });
});
