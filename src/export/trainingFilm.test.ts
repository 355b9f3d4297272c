import { expect, test } from 'vitest';
import { lossStrip } from './pictures/lossStrip';
import { showingMost } from './square';

test('the square grows around its centre until 95% of the codes are in it, and not for fewer', () => {
  const home = { centre: [1, 0] as const, extent: 3 };
  const at = (...places: number[]) => Float32Array.from(places);
  const many = (count: number, x: number, y: number) => Array(count).fill([x, y]).flat();
  expect(showingMost(home, at())).toEqual(home);
  expect(showingMost(home, at(...many(95, 2, 2.9), ...many(5, 50, 0)))).toEqual(home);
  expect(showingMost(home, at(...many(94, 2, 2.9), ...many(6, 6.7, 0)))).toEqual({ ...home, extent: 6.75 });
  expect(showingMost(home, at(...many(10, 1, -4), Number.NaN, 0))).toEqual({ ...home, extent: 4.5 });
});

test('the strip marks a step at its place on the logarithmic axis, and its line spans the height', () => {
  const svg = lossStrip({
    ...{ width: 100, height: 66, first: 1, last: 999, at: 30 },
    lines: [{ colour: 'red', points: [500, 300, 100].map((value, i) => ({ step: [1, 10, 999][i], value })) }],
    colours: { ink: 'black', rule: 'grey' },
    ends: ['<first>', 'last'],
  });
  const [, x] = /<path d="M([\d.]+) 0v50" stroke="black"/.exec(svg)!;
  expect(Number(x)).toBeCloseTo((100 * Math.log(31 / 2)) / Math.log(1000 / 2), 0);
  expect(svg).toMatch(/d="M0 4L[\d.]+ 26L100 48"/);
  expect(svg).toContain('&#60;first&#62;');
});
