import { expect, test } from 'vitest';
import type { Palette } from '../../ui/palette';
import { drawPriorLabels } from './marks';
import type { Room } from './numerals';

const view = { cx: 0, cy: 0, scale: 100, left: 0, top: 0, width: 600, height: 600 };
/** Where the names are written, if these boxes are in use. */
function written(taken: readonly Room[], flat = false) {
  const places: Record<string, [number, number]> = {};
  const context = {
    measureText: () => ({ width: 60 }),
    strokeText() {},
    fillText(text: string, x: number, y: number) {
      places[text] = [Math.round(x + 30), Math.round(y)];
    },
  } as unknown as CanvasRenderingContext2D;
  const boxes = drawPriorLabels(context, view, {} as Palette, flat, taken, (sigmas) => `${sigmas}σ`);
  expect(boxes).toHaveLength(Object.keys(places).length);
  return places;
}
const around = (x: number, y: number): Room => ({ left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 });

test('the names of the prior’s circles are at the upper right, or at the next corner that is free', () => {
  expect(written([])).toEqual({ '1σ': [371, 229], '2σ': [441, 159] });
  expect(written([around(371, 229)])).toEqual({ '1σ': [371, 371], '2σ': [441, 159] });
  const right = [around(371, 229), around(371, 371)];
  expect(written(right)['1σ']).toEqual([229, 229]);
  // Where no corner is free, there is no name.
  expect(written([...right, around(229, 229), around(229, 371)])).toEqual({ '2σ': [441, 159] });
});

test('beside the lines of a single axis they have no other place', () => {
  expect(written([], true)).toEqual({ '1σ': [435, 14], '2σ': [535, 14] });
  expect(written([around(435, 14)], true)).toEqual({ '2σ': [535, 14] });
});
