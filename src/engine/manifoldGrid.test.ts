import { expect, test } from 'vitest';
import { axisDirections } from '../latent/slice';
import { manifoldGrid, toBytes } from './manifoldGrid';

test('tiles start at the top left, and other latent coordinates are those of the origin', () => {
  const z = manifoldGrid(
    { slice: { origin: [0, 0.5, 0], ...axisDirections(3, 2, 0) }, centre: [1, -1], extent: 2, side: 2 },
    3,
  );
  expect([...z]).toEqual([0, 0.5, 0, 0, 0.5, 2, -2, 0.5, 0, -2, 0.5, 2]);
});

test('a latent of one number varies along the rows only', () => {
  const z = manifoldGrid(
    { slice: { origin: [0], ...axisDirections(1, 0, 0) }, centre: [0, 0], extent: 3, side: 3 },
    1,
  );
  expect([...z]).toEqual([-2, 0, 2, -2, 0, 2, -2, 0, 2]);
});

test('a slice in any direction', () => {
  const slice = { origin: [1, 0, 0], u: [0, 0.6, 0.8], v: [0, -0.8, 0.6] };
  const z = manifoldGrid({ slice, centre: [0, 0], extent: 2, side: 2, rows: 1 }, 3);
  [1, -0.6, -0.8, 1, 0.6, 0.8].forEach((value, i) => {
    expect(z[i]).toBeCloseTo(value, 6);
  });
});

test('pixels are rounded to bytes', () => {
  expect([...toBytes(Float32Array.from([0, 0.5, 1, 0.998]))]).toEqual([0, 128, 255, 254]);
});

test('a rectangle has the given number of rows, of square tiles', () => {
  const z = manifoldGrid(
    { slice: { origin: [], u: [1], v: [0, 1] }, centre: [10, -4], extent: 2, side: 4, rows: 2 },
    2,
  );
  expect([...z]).toEqual([
    8.5, -3.5, 9.5, -3.5, 10.5, -3.5, 11.5, -3.5, 8.5, -4.5, 9.5, -4.5, 10.5, -4.5, 11.5, -4.5,
  ]);
});
