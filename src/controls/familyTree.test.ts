import { describe, expect, test } from 'vitest';
import { presets } from '../experiment/presets';
import { columns, GUTTER, listLines, places, rows, treeLines } from './familyTree';

const at = (id: string) => {
  const place = places.find((p) => p.preset.id === id);
  if (!place) throw new Error(`${id} has no place`);
  return place;
};

/** The corners of a path of absolute horizontal and vertical lines. */
function corners(d: string): [number, number][] {
  const found: [number, number][] = [];
  let [x, y] = [Number.NaN, Number.NaN];
  for (const [, letter, text] of d.matchAll(/([MHV])([^MHV]*)/g)) {
    const numbers = text.split(',').map(Number);
    if (letter === 'M') [x, y] = numbers;
    else if (letter === 'H') x = numbers[0];
    else y = numbers[0];
    found.push([x, y]);
  }
  return found;
}

describe('the tree', () => {
  test('has one place per member, and no two overlap', () => {
    expect(places.map((p) => p.preset.id).toSorted()).toEqual(presets.map((p) => p.id).toSorted());
    for (const a of places) {
      for (const b of places) {
        if (a !== b && a.column === b.column) expect(Math.abs(a.row - b.row)).toBeGreaterThanOrEqual(1);
      }
    }
  });

  test('fits a screen', () => {
    expect(columns).toBeLessThanOrEqual(6);
    expect(rows).toBeLessThanOrEqual(13);
  });

  test('every member is to the right of its parents', () => {
    for (const { preset, column } of places) {
      for (const parent of preset.parents) expect(column).toBeGreaterThan(at(parent).column);
    }
  });

  test('lines run from edge to edge and cross no member', () => {
    for (const { from, to, d } of treeLines) {
      const points = corners(d);
      expect(points[0]).toEqual([at(from).column + 1 - GUTTER, at(from).row + 0.5]);
      expect(points.at(-1)).toEqual([at(to).column, at(to).row + 0.5]);
      points.slice(1).forEach(([x1, y1], i) => {
        const [x0, y0] = points[i];
        for (const { column, row } of places) {
          const across = Math.max(x0, x1) > column + 1e-9 && Math.min(x0, x1) < column + 1 - GUTTER - 1e-9;
          const down = Math.max(y0, y1) > row + 0.05 && Math.min(y0, y1) < row + 0.95;
          expect(across && down).toBe(false);
        }
      });
    }
  });
});

describe('the list', () => {
  test('each member is below its parent and indented one step further', () => {
    for (const { preset, index, depth } of places) {
      const [parent] = preset.parents;
      if (!parent) expect(depth).toBe(0);
      else expect([index > at(parent).index, depth]).toEqual([true, at(parent).depth + 1]);
    }
  });

  test('lines run in the margin', () => {
    expect(listLines).toHaveLength(presets.filter((p) => p.parents.length > 0).length);
    for (const { to, d } of listLines) {
      for (const [x] of corners(d)) expect(x).toBeLessThanOrEqual(at(to).depth);
      expect(corners(d).at(-1)).toEqual([at(to).depth, at(to).index + 0.5]);
    }
  });
});
