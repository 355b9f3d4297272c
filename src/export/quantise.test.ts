import { expect, test } from 'vitest';
import { coloursOf } from './quantise';

/** A picture (RGBA) of these colours, each `count` pixels long. */
const picture = (...parts: readonly (readonly [r: number, g: number, b: number, count: number])[]) =>
  Uint8ClampedArray.from(parts.flatMap(([r, g, b, count]) => Array(count).fill([r, g, b, 255]).flat()));

const shown = (palette: Uint8Array, index: number) => [...palette.subarray(3 * index, 3 * index + 3)];

test('few colours stay exactly as they are, however rare', () => {
  const rgba = picture([251, 250, 248, 5000], [63, 144, 218, 3], [29, 32, 37, 200], [255, 169, 14, 1]);
  const { palette, indices } = coloursOf([rgba]);
  const at = indices(rgba);
  expect(at).toHaveLength(rgba.length / 4);
  for (let i = 0; i < at.length; i++)
    expect(shown(palette, at[i])).toEqual([...rgba.subarray(4 * i, 4 * i + 3)]);
});

test('of thousands of colours each is near its own: greys within 16 levels, hues within 32 on average', () => {
  const greys = Array.from({ length: 256 }, (_, v) => [v, v, v, 40] as const);
  const hues = Array.from({ length: 4000 }, (_, i) => {
    const h = Math.imul(i + 1, 2654435761) >>> 0;
    return [h & 255, (h >> 8) & 255, (h >> 16) & 255, 1] as const;
  });
  const rgba = picture(...greys, ...hues);
  const { palette, indices } = coloursOf([rgba]);
  const at = indices(rgba);
  let [sum, most] = [0, 0];
  for (let i = 0; i < at.length; i++) {
    const far = Math.max(...[0, 1, 2].map((c) => Math.abs(palette[3 * at[i] + c] - rgba[4 * i + c])));
    if (i < 256 * 40) most = Math.max(most, far);
    else sum += far;
  }
  expect(most).toBeLessThanOrEqual(16);
  expect(sum / 4000).toBeLessThan(32);
});

test('a colour that no sample has is shown by the nearest one', () => {
  const { palette, indices } = coloursOf([picture([0, 0, 0, 9], [255, 255, 255, 9], [200, 0, 0, 9])]);
  expect(shown(palette, indices(picture([180, 10, 30, 1]))[0])).toEqual([200, 0, 0]);
  expect(shown(palette, indices(picture([230, 240, 220, 1]))[0])).toEqual([255, 255, 255]);
});
