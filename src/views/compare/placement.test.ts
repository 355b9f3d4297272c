import { expect, test } from 'vitest';
import { applied, IDENTITY } from '../../latent/align';
import { moved, placementOf } from './placement';

const home = { centre: [0, 0], extent: 3 } as const;
const cloud = Float32Array.of(0, 0, 1, 0, 0, 2, 3, 1);
/** Turned by 90°, doubled and moved. */
const turned = Float32Array.from(
  [0, 1, 2, 3].flatMap((i) => [5 - 2 * cloud[2 * i + 1], 7 + 2 * cloud[2 * i]]),
);

test('codes of the same images are aligned, over the images that both have', () => {
  const placement = placementOf(
    { places: Float32Array.of(...cloud, 100, -50), home, step: 9 },
    { places: turned, home, step: 4 },
    null,
  );
  expect(placement).toMatchObject({ unlike: null, count: 4, step: 4 });
  expect(placement.residual).toBeCloseTo(0, 9);
  const [x, y] = applied(placement.similarity, 3, 1);
  expect([x, y]).toEqual([expect.closeTo(3, 6), expect.closeTo(13, 6)]);
  const back = applied(placement.back, x, y);
  expect(back).toEqual([expect.closeTo(3, 6), expect.closeTo(1, 6)]);
});

test('otherwise the squares that the planes open with coincide, and the reason is given', () => {
  const other = { centre: [10, -4], extent: 6 } as const;
  for (const [pinned, present, unlike, reason] of [
    [cloud, turned, 'otherImages', 'otherImages'],
    [null, turned, null, 'noCodes'],
    [cloud, null, null, 'noCodes'],
    [cloud, new Float32Array(8).fill(2), null, 'degenerate'],
    [cloud, new Float32Array(8).fill(Number.NaN), null, 'degenerate'],
  ] as const) {
    const found = placementOf(
      { places: pinned, home, step: 9 },
      { places: present, home: other, step: 4 },
      unlike,
    );
    expect(found).toMatchObject({ residual: null, unlike: reason, count: 0 });
    expect(applied(found.similarity, 3, -3)).toEqual([16, -10]);
    expect(applied(found.back, 16, -10)).toEqual([3, -3]);
  }
});

test('a change of placement is measured at the corners', () => {
  expect(moved(IDENTITY, IDENTITY, home)).toBe(0);
  expect(moved(IDENTITY, { matrix: [1, 0, 0, 1], shift: [3, 4] }, home)).toBeCloseTo(5, 9);
  expect(moved(IDENTITY, { matrix: [-1, 0, 0, -1], shift: [0, 0] }, home)).toBeCloseTo(Math.hypot(6, 6), 9);
});
