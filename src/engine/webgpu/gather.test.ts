import { describe, expect, it } from 'vitest';
import type { Windows } from '../../model/windows';
import { downGrid, filterRows, filterSegments, type ImageForm, upGrids, windowTaps } from './gather';

const CASES: (Windows & { form: ImageForm })[] = [
  [28, 14, 4, 2, 1, 'packed'],
  [8, 8, 3, 1, 1, 'packed'],
  [7, 4, 4, 2, 1, 'padded'],
  [13, 7, 5, 2, 2, 'padded'],
  [7, 3, 5, 1, 0, 'padded'],
  [1, 1, 3, 1, 1, 'padded'],
].map(([large, small, kernel, stride, padding, form]) => ({
  large: Number(large),
  largeChannels: form === 'packed' ? 1 : 5,
  small: Number(small),
  smallChannels: 3,
  kernel: Number(kernel),
  stride: Number(stride),
  padding: Number(padding),
  form: form === 'packed' ? 'packed' : 'padded',
}));

describe.each(CASES)('windows of $kernel × $kernel from $large to $small, $form', (w) => {
  const { form, large, small, kernel, stride, padding, largeChannels } = w;

  it('have every row of the filter once, in whole blocks', () => {
    const rows = filterSegments(w, form).flatMap(({ rows: n, to }) =>
      Array.from({ length: n }, (_, i) => to + i),
    );
    expect(new Set(rows).size).toBe(kernel ** 2 * largeChannels);
    expect(Math.max(...rows)).toBeLessThan(filterRows(w, form));
    expect(windowTaps(w, form).map(([, , , row]) => row)).toEqual(
      Array.from({ length: filterRows(w, form) / 4 }, (_, n) => 4 * n),
    );
  });

  it('are gathered up where they are gathered down', () => {
    /** Pixels of the large and of the small image, and the element of the filter between them. */
    const places = new Set<string>();
    const { positions, across } = downGrid(w);
    for (let n = 0; n < positions; n++) {
      const [row, column] = [Math.floor(n / across), n % across];
      for (let i = 0; i < kernel; i++)
        for (let j = 0; j < kernel; j++) {
          const [y, x] = [row * stride + i - padding, column * stride + j - padding];
          if (y >= 0 && y < large && x >= 0 && x < large) places.add(`${y},${x} ${row},${column} ${i},${j}`);
        }
    }
    const found: string[] = [];
    const run = filterRows(w, form) / kernel;
    for (const { grid, taps } of upGrids(w, form))
      for (let n = 0; n < grid.positions; n++) {
        const [a, b] = [Math.floor(n / grid.across), n % grid.across];
        const to = (a * grid.toDown + grid.toRow) * grid.toSide + b * grid.toAcross + grid.toColumn;
        for (const [down, sideways, , row] of taps) {
          const [r, c] = [a * grid.stepDown + down, b * grid.stepAcross + sideways];
          if (r < 0 || r >= small || c < 0 || c >= small) continue;
          const lanes = form === 'packed' ? [0, 1, 2, 3] : [0];
          for (const lane of lanes) {
            const j = form === 'packed' ? lane + padding - stride * sideways : (row % run) / (run / kernel);
            if (j < 0 || j >= kernel) continue;
            const pixel = form === 'packed' ? 4 * to + lane : to;
            found.push(
              `${Math.floor(pixel / large)},${pixel % large} ${r},${c} ${Math.floor(row / run)},${j}`,
            );
          }
        }
      }
    expect(new Set(found).size).toBe(found.length);
    expect([...found].sort()).toEqual([...places].sort());
  });
});
