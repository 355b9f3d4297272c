import { expect, test } from 'vitest';
import { type Place, simplified } from './polyline';

const along = (count: number, at: (t: number) => Place) =>
  Array.from({ length: count }, (_, i) => at(i / (count - 1)));

test('of a straight line, the ends are left', () => {
  const line = along(49, (t) => [3 + 200 * t, 7 - 90 * t]);
  expect(simplified(line, 0.1)).toEqual([line[0], line[48]]);
  expect(simplified(line.slice(0, 2), 0.1)).toEqual(line.slice(0, 2));
  expect(simplified([], 0.1)).toEqual([]);
});

test('a line that turns back keeps the place where it turns', () => {
  const there: Place[] = [
    [0, 0],
    [5, 0],
    [10, 0],
    [4, 0],
  ];
  expect(simplified(there, 0.1)).toEqual([there[0], there[2], there[3]]);
  const closed = along(41, (t) => [Math.cos(2 * Math.PI * t), Math.sin(2 * Math.PI * t)]);
  expect(simplified(closed, 0.5).length).toBeGreaterThan(2);
});

test('a curve stays within the tolerance of each of its points, with fewer of them', () => {
  const circle = along(200, (t) => [100 * Math.cos(3 * t), 100 * Math.sin(3 * t)]);
  const few = simplified(circle, 0.25);
  expect(few.length).toBeLessThan(40);
  const away = ([x, y]: Place) =>
    Math.min(
      ...few.slice(1).map(([bx, by], i) => {
        const [ax, ay] = few[i];
        const length = Math.hypot(bx - ax, by - ay);
        const t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2;
        return t < -1e-9 || t > 1 + 1e-9
          ? Number.POSITIVE_INFINITY
          : Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length;
      }),
    );
  for (const point of circle) expect(away(point)).toBeLessThanOrEqual(0.25 + 1e-9);
});
