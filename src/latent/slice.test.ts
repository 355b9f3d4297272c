/** Planes through a latent space, and the directions that codes define. */
import { describe, expect, it } from 'vitest';
import { fillNormal, Purpose } from '../math/random';
import {
  bestWith,
  betweenClasses,
  covarianceOf,
  principalDirections,
  shareOf,
  towardsMore,
} from './directions';
import { axisDirections, isFlat, offPlane, onPlane, placesOn, planeThrough, withPlane } from './slice';
import { dot } from './vector';

const LATENT = 5;
/** Codes with these standard deviations along five orthonormal directions, rotated away from the coordinates. */
const SIGMAS = [0.5, 3, 0.2, 2, 1];
const rotated = (k: number) =>
  // The columns of a Householder matrix I − 2wwᵀ, which is orthogonal.
  Array.from({ length: LATENT }, (_, d) => {
    const w = [1, 2, 3, 4, 5].map((value) => value / Math.sqrt(55));
    return (d === k ? 1 : 0) - 2 * w[d] * w[k];
  });
const COUNT = 2000;
const codes = (() => {
  const normal = new Float64Array(COUNT * LATENT);
  fillNormal(normal, 3, Purpose.glyphs, 1);
  return Float32Array.from({ length: COUNT * LATENT }, (_, at) => {
    const [i, d] = [Math.floor(at / LATENT), at % LATENT];
    return SIGMAS.reduce((sum, sigma, k) => sum + sigma * normal[i * LATENT + k] * rotated(k)[d], 0.3 * d);
  });
})();
function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  for (const [d, value] of expected.entries()) expect(found[d]).toBeCloseTo(value, 12);
}
const oblique = { u: rotated(0), v: rotated(3) };

describe('a slice', () => {
  it('of two coordinates shows exactly these, and changes nothing else', () => {
    const axes = axisDirections(4, 2, 0);
    expect(onPlane([1, 2, 3, 4], axes)).toEqual([3, 1]);
    expect(withPlane([1, 2, 3, 4], axes, 0.1, 1 / 3)).toEqual([1 / 3, 2, 0.1, 4]);
    expect(offPlane([1, 2, 3, 4], axes)).toEqual([0, 2, 0, 4]);
  });

  it('of one number is a line', () => {
    const line = axisDirections(1, 0, 0);
    expect([isFlat(line), isFlat(axisDirections(2, 0, 1))]).toEqual([true, false]);
    expect(onPlane([1.5], line)).toEqual([1.5, 0]);
    expect(withPlane([1.5], line, 0.25, 7)).toEqual([0.25]);
  });

  it('in any direction: a moved point is where it was moved to, and keeps its distance from the plane', () => {
    const z = [0.3, -1, 2, 0.7, -0.4];
    const moved = withPlane(z, oblique, -1.25, 0.5);
    expectClose(onPlane(moved, oblique), [-1.25, 0.5]);
    expectClose(offPlane(moved, oblique), offPlane(z, oblique));
    const off = offPlane(z, oblique);
    expect([dot(off, oblique.u), dot(off, oblique.v)].every((value) => Math.abs(value) < 1e-12)).toBe(true);
  });

  it('through three points contains them', () => {
    const points = [
      [1, 0, 2, -1],
      [0.5, 3, 1, 1],
      [-2, 0.25, 0, 4],
    ];
    const slice = planeThrough(points[0], points[1], points[2]);
    if (!slice) throw new Error('they do not lie on one line');
    const { origin, u, v } = slice;
    expect([dot(u, u), dot(v, v), dot(u, v)].map((value) => Math.round(1e9 * value) / 1e9 + 0)).toEqual([
      1, 1, 0,
    ]);
    for (const z of points) {
      const [x, y] = onPlane(z, slice);
      expectClose(
        origin.map((value, d) => value + x * u[d] + y * v[d]),
        z,
      );
    }
    // From the first to the second is to the right.
    const [[ax, ay], [bx, by]] = [onPlane(points[0], slice), onPlane(points[1], slice)];
    expect(bx).toBeGreaterThan(ax);
    expect(by).toBeCloseTo(ay, 12);
  });

  it('through points on one line does not exist', () => {
    const line = (t: number) => [1 + t, 2 - 3 * t, 0.1 * t];
    expect(planeThrough(line(0), line(1), line(2.7))).toBeNull();
    expect(planeThrough(line(0), line(0), line(1))).toBeNull();
    expect(planeThrough(line(1), line(1), line(1))).toBeNull();
  });
});

describe('directions', () => {
  const covariance = covarianceOf(codes, LATENT)!;
  const parallel = (a: readonly number[], b: readonly number[]) => Math.abs(dot(a, b));

  it('principal ones are those of the largest variance', () => {
    const { u, v } = principalDirections(covariance);
    expect(parallel(u, rotated(1))).toBeGreaterThan(0.999);
    expect(parallel(v, rotated(3))).toBeGreaterThan(0.999);
    const all = SIGMAS.reduce((sum, sigma) => sum + sigma ** 2, 0);
    expect(shareOf(covariance, { u, v })).toBeCloseTo((3 ** 2 + 2 ** 2) / all, 1);
    expect(shareOf(covariance, axisDirections(LATENT, 0, 1))).toBeLessThan(shareOf(covariance, { u, v }));
  });

  it('the best one beside a given one is orthogonal to it', () => {
    const { u, v } = bestWith(
      rotated(1).map((value) => 7 * value),
      covariance,
    )!;
    expect(parallel(u, rotated(1))).toBeCloseTo(1, 9);
    expect(parallel(v, rotated(3))).toBeGreaterThan(0.999);
    expect(Math.abs(dot(u, v))).toBeLessThan(1e-9);
    expect(bestWith([0, 0, 0, 0, 0], covariance)).toBeNull();
  });

  it('beside the only one along which codes vary is any orthogonal one', () => {
    const line = Float32Array.from({ length: 300 }, (_, at) => (at % 3 === 1 ? Math.floor(at / 3) : 0.5));
    const { u, v } = bestWith([0, 2, 0], covarianceOf(line, 3)!)!;
    expect(u).toEqual([0, 1, 0]);
    expect(dot(v, v)).toBeCloseTo(1, 12);
    expect(dot(u, v)).toBe(0);
  });

  it('from class to class is the difference of their means', () => {
    const mu = Float32Array.of(0, 1, 2, 1, 10, 10, 3, 5);
    expect(betweenClasses(mu, [4, 4, 9, 7], 2, 4, 7)).toEqual([2, 4]);
    expect(betweenClasses(mu, [4, 4, 9, 7], 2, 4, 0)).toBeNull();
  });

  it('along which a quantity increases is found in codes that hold it', () => {
    const values = Array.from({ length: COUNT }, (_, i) =>
      i % 50 === 0 ? Number.NaN : dot(rotated(4), [...codes.subarray(i * LATENT, (i + 1) * LATENT)]) - 100,
    );
    const found = towardsMore(codes, values, LATENT)!;
    expect(dot(found, rotated(4))).toBeGreaterThan(0.99);
    expect(
      towardsMore(
        codes,
        values.map((value) => -value),
        LATENT,
      )!.map((x, d) => x + found[d]),
    ).toSatisfy((sums: number[]) => sums.every((sum) => Math.abs(sum) < 1e-9));
    expect(towardsMore(codes, new Array(COUNT).fill(2), LATENT)).toBeNull();
  });

  it('of too few codes, or of no numbers, are unknown', () => {
    expect(covarianceOf(codes.subarray(0, LATENT), LATENT)).toBeNull();
    expect(covarianceOf(Float32Array.of(1, 2, Number.NaN, 3), 2)).toBeNull();
  });
});

it('codes of any size are seen on the plane', () => {
  const mu = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...placesOn(mu, 2, axisDirections(3, 2, 0))]).toEqual([3, 1, 6, 4]);
  expect([...placesOn(mu, 2, axisDirections(1, 0, 0))]).toEqual([1, 0, 2, 0]);
});
