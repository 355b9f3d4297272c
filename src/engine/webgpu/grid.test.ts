import { expect, it } from 'vitest';
import { gridOf, MOST_GROUPS } from './grid';

it.each([0, 1, 64, MOST_GROUPS])('keeps %i workgroups in one dimension', (groups) => {
  expect(gridOf(groups).across).toBe(groups);
  expect(gridOf(groups).down).toBe(groups === 0 ? 0 : 1);
});

it.each([MOST_GROUPS + 1, 2 * MOST_GROUPS, 2 * MOST_GROUPS + 1, 1_000_003, 2 ** 31])(
  'splits %i into two dimensions, wasting less than a row',
  (groups) => {
    const { across, down } = gridOf(groups);
    expect(across).toBeLessThanOrEqual(MOST_GROUPS);
    expect(down).toBeLessThanOrEqual(MOST_GROUPS);
    expect(across * down).toBeGreaterThanOrEqual(groups);
    expect(across * down - groups).toBeLessThan(across);
  },
);
