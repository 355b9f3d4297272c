import { expect, test } from 'vitest';
import { manifoldGrid, toBytes } from './manifoldGrid';

test('tiles start at the top left, and the other latent coordinates stay as they are', () => {
  const z = manifoldGrid({ axes: [2, 0], rest: [9, 0.5, 9], centre: [1, -1], extent: 2, side: 2 }, 3);
  expect([...z]).toEqual([0, 0.5, 0, 0, 0.5, 2, -2, 0.5, 0, -2, 0.5, 2]);
});

test('a latent of one number varies along the rows only', () => {
  const z = manifoldGrid({ axes: [0, 0], rest: [0], centre: [0, 0], extent: 3, side: 3 }, 1);
  expect([...z]).toEqual([-2, 0, 2, -2, 0, 2, -2, 0, 2]);
});

test('pixels are rounded to bytes', () => {
  expect([...toBytes(Float32Array.from([0, 0.5, 1, 0.998]))]).toEqual([0, 128, 255, 254]);
});

test('a rectangle has the given number of rows, of square tiles', () => {
  const z = manifoldGrid({ axes: [0, 1], rest: [], centre: [10, -4], extent: 2, side: 4, rows: 2 }, 2);
  expect([...z]).toEqual([
    8.5, -3.5, 9.5, -3.5, 10.5, -3.5, 11.5, -3.5, 8.5, -4.5, 9.5, -4.5, 10.5, -4.5, 11.5, -4.5,
  ]);
});
