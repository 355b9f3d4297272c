import { expect, test } from 'vitest';
import { drawsAt, type FlowPaths, oneOfEach } from './flowPaths';

/** Two draws at t = 0, 1/2 and 1. */
const paths: FlowPaths = {
  latent: 2,
  count: 2,
  moments: 3,
  positions: Float32Array.of(0, 0, 4, 4, 1, 2, 4, 8, 5, 2, 0, 0),
  classes: Uint8Array.of(7, 3),
  label: null,
};

test('draws are on straight lines between the moments', () => {
  expect([...drawsAt(paths, 0)]).toEqual([0, 0, 4, 4]);
  expect([...drawsAt(paths, 0.25)]).toEqual([0.5, 1, 4, 6]);
  expect([...drawsAt(paths, 0.75)]).toEqual([3, 2, 2, 4]);
  expect([...drawsAt(paths, 1)]).toEqual([5, 2, 0, 0]);
  expect([...drawsAt(paths, 7, 1)]).toEqual([5, 2]);
});

test('one draw of each class', () => {
  expect(oneOfEach({ classes: Uint8Array.of(7, 3, 7, 0), count: 4 }, 10)).toEqual([3, 1, 0]);
  expect(oneOfEach({ classes: null, count: 4 }, 3)).toEqual([0, 1, 2]);
});
