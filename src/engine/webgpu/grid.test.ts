import { expect, it } from 'vitest';
import { gridOf, MAX_GROUPS } from './grid';

it.each([0, 1, 64, MAX_GROUPS])('keeps %i workgroups in one dimension', (groups) => {
  expect(gridOf(groups).across).toBe(groups);
  expect(gridOf(groups).down).toBe(groups === 0 ? 0 : 1);
});

it.each([MAX_GROUPS + 1, 2 * MAX_GROUPS, 2 * MAX_GROUPS + 1, 1_000_003, 2 ** 31])(
  'splits %i into two dimensions, wasting less than a row',
  (groups) => {
    const { across, down } = gridOf(groups);
    expect(across).toBeLessThanOrEqual(MAX_GROUPS);
    expect(down).toBeLessThanOrEqual(MAX_GROUPS);
    expect(across * down).toBeGreaterThanOrEqual(groups);
    expect(across * down - groups).toBeLessThan(across);
  },
);
