import { describe, expect, it } from 'vitest';
import {
  type DeviceWindows,
  downGrids,
  filterRows,
  filterSegments,
  type ImageForm,
  upGrids,
  windowTaps,
} from './gather';

type Numbers = [
  large: number,
  small: number,
  kernel: number,
  stride: number,
  padding: number,
  channels: number,
];
const windows =
  (form: ImageForm, repeated = false) =>
  ([large, small, kernel, stride, padding, largeChannels]: Numbers): DeviceWindows & { form: ImageForm } => ({
    ...{ large, largeChannels, small, smallChannels: 3, kernel, stride, padding, form, repeated },
  });
const CASES = [
  ...(
    [
      [28, 14, 4, 2, 1, 1],
      [8, 8, 3, 1, 1, 1],
      [8, 4, 4, 2, 1, 3],
    ] as Numbers[]
  ).map(windows('packed')),
  ...(
    [
      [7, 4, 4, 2, 1, 5],
      [13, 7, 5, 2, 2, 5],
      [7, 3, 5, 1, 0, 5],
      [1, 1, 3, 1, 1, 5],
    ] as Numbers[]
  ).map(windows('padded')),
  ...([1, 2, 7, 12] as const).map((side) => windows('padded', true)([side, side, 3, 1, 1, 5])),
  ...([1, 3] as const).map((channels) => windows('packed', true)([8, 8, 5, 1, 2, channels])),
];

describe.each(CASES)(
  'windows of $kernel × $kernel from $large with $largeChannels channels to $small, $form, repeated $repeated',
  (w) => {
    const { form, large, small, kernel, stride, padding, largeChannels, smallChannels, repeated } = w;
    const row = 4 * Math.ceil(smallChannels / 4);

    it('have every number of the filter once, in whole blocks', () => {
      const places = filterSegments(w, form).flatMap((s) =>
        Array.from({ length: s.rows * s.columns }, (_, i) => {
          const [r, c] = [Math.floor(i / s.columns), i % s.columns];
          return [s.flat + i, s.at + r * s.rowStep + c * s.columnStep];
        }),
      );
      const count = kernel ** 2 * largeChannels * smallChannels;
      expect(places.map(([flat]) => flat)).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(new Set(places.map(([, at]) => at)).size).toBe(count);
      expect(Math.max(...places.map(([, at]) => at))).toBeLessThan(filterRows(w, form) * row);
      expect(places.every(([, at]) => at % row < smallChannels)).toBe(true);
      expect(windowTaps(w, form).map(([, , , row]) => row)).toEqual(
        Array.from({ length: filterRows(w, form) / 4 }, (_, n) => 4 * n),
      );
    });

    /** Pixels of the large and of the small image, and the element of the filter between them. */
    const places = new Set<string>();
    for (let n = 0; n < small ** 2; n++) {
      const [r, c] = [Math.floor(n / small), n % small];
      for (let i = 0; i < kernel; i++)
        for (let j = 0; j < kernel; j++) {
          const [y, x] = [r * stride + i - padding, c * stride + j - padding];
          if (y >= 0 && y < large && x >= 0 && x < large) places.add(`${y},${x} ${r},${c} ${i},${j}`);
        }
    }
    const run = filterRows(w, form) / kernel;

    it('are gathered up where they are', () => {
      const found: string[] = [];
      for (const { grid, taps } of upGrids(w, form))
        for (let n = 0; n < grid.positions; n++) {
          const [a, b] = [Math.floor(n / grid.across), n % grid.across];
          const to = (a * grid.toDown + grid.toRow) * grid.toSide + b * grid.toAcross + grid.toColumn;
          for (const [down, sideways, , first] of taps) {
            const [r, c] = [a * grid.stepDown + down, b * grid.stepAcross + sideways];
            if (r < 0 || r >= small || c < 0 || c >= small) continue;
            const lanes = form === 'packed' ? [0, 1, 2, 3] : [0];
            for (const lane of lanes) {
              const j =
                form === 'packed' ? lane + padding - stride * sideways : (first % run) / (run / kernel);
              if (j < 0 || j >= kernel) continue;
              const pixel = form === 'packed' ? (4 * to) / largeChannels + lane : to;
              found.push(
                `${Math.floor(pixel / large)},${pixel % large} ${r},${c} ${Math.floor(first / run)},${j}`,
              );
            }
          }
        }
      expect(new Set(found).size).toBe(found.length);
      expect([...found].sort()).toEqual([...places].sort());
    });

    it('are gathered down where they are, all repetitions of a pixel together', () => {
      const halved = (n: number) => (repeated ? Math.floor(n / 2) : n);
      const expected = [...places].flatMap((place) => {
        const [pixel, from, element] = place.split(' ');
        const [r, c] = from.split(',').map((n) => halved(Number(n)));
        return Array.from(
          { length: largeChannels },
          (_, channel) => `${pixel},${channel} ${r},${c} ${element}`,
        );
      });
      const side = repeated ? Math.ceil(small / 2) : small;
      const found: string[] = [];
      for (const { grid, taps } of downGrids(w, form)) {
        expect([grid.toSide, grid.toPixels]).toEqual([side, side ** 2]);
        for (let n = 0; n < grid.positions; n++) {
          const [a, b] = [Math.floor(n / grid.across), n % grid.across];
          const to = (a * grid.toDown + grid.toRow) * grid.toSide + b * grid.toAcross + grid.toColumn;
          const [top, left] = [a * grid.stepDown - grid.before, b * grid.stepAcross - grid.before];
          for (const [down, second, third, first] of taps)
            for (const lane of [0, 1, 2, 3]) {
              const y = top + down;
              const number =
                form === 'packed' ? left * largeChannels + second + third + lane : 4 * third + lane;
              const x = form === 'packed' ? Math.floor(number / largeChannels) : left + second;
              const channel = form === 'packed' ? number - x * largeChannels : number;
              const j =
                form === 'packed'
                  ? Math.floor((second + lane) / largeChannels)
                  : Math.floor((first % run) / (run / kernel));
              if (y < 0 || y >= large || x < 0 || x >= large || channel >= largeChannels || j >= kernel)
                continue;
              const place = `${Math.floor(to / side)},${to % side}`;
              found.push(`${y},${x},${channel} ${place} ${Math.floor(first / run)},${j}`);
            }
        }
      }
      expect(found.sort()).toEqual(expected.sort());
    });
  },
);
