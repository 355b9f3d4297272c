import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, applied, IDENTITY, inverse, type Similarity, scaleOf } from './align';

const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
const cloud = (least: number) =>
  fc
    .array(fc.tuple(coordinate, coordinate), { minLength: least, maxLength: 30 })
    .map((points) => Float64Array.from(points.flat()));
/** Not all in one place. */
const spread = (xy: Float64Array) =>
  Math.max(...xy.filter((_, i) => i % 2 === 0)) - Math.min(...xy.filter((_, i) => i % 2 === 0)) > 0.1 &&
  Math.max(...xy.filter((_, i) => i % 2 === 1)) - Math.min(...xy.filter((_, i) => i % 2 === 1)) > 0.1;

const similarity = fc
  .record({
    angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    scale: fc.double({ min: 0.05, max: 20, noNaN: true }),
    mirrored: fc.boolean(),
    shift: fc.tuple(coordinate, coordinate),
  })
  .map(({ angle, scale, mirrored, shift }): Similarity => {
    const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)];
    return { matrix: mirrored ? [cos, sin, sin, -cos] : [cos, -sin, sin, cos], shift };
  });

const mapped = (s: Similarity, xy: Float64Array) =>
  Float64Array.from(
    Array.from({ length: xy.length / 2 }, (_, i) => applied(s, xy[2 * i], xy[2 * i + 1])).flat(),
  );

test('recovers any rotation, reflection, scale and translation', () => {
  fc.assert(
    fc.property(cloud(3).filter(spread), similarity, (from, s) => {
      const to = mapped(s, from);
      const found = align(from, to, from.length / 2);
      expect(found?.residual).toBeLessThan(1e-9);
      const again = mapped(found?.similarity ?? IDENTITY, from);
      again.forEach((value, i) => {
        expect(Math.abs(value - to[i])).toBeLessThan(1e-5 * scaleOf(s));
      });
    }),
  );
});

test('an inverse undoes its similarity', () => {
  fc.assert(
    fc.property(similarity, coordinate, coordinate, (s, x, y) => {
      const back = applied(inverse(s), ...applied(s, x, y));
      expect(back[0]).toBeCloseTo(x, 6);
      expect(back[1]).toBeCloseTo(y, 6);
    }),
  );
});

/** The least share of the variance of `to` that is left over all angles, with and without a reflection. */
function bruteForce(from: Float64Array, to: Float64Array): number {
  const n = from.length / 2;
  const centred = (xy: Float64Array) => {
    const mean = [0, 1].map((k) => xy.filter((_, i) => i % 2 === k).reduce((a, b) => a + b, 0) / n);
    return xy.map((value, i) => value - mean[i % 2]);
  };
  const [p, q] = [centred(from), centred(to)];
  const [sizeP, sizeQ] = [p, q].map((xy) => xy.reduce((sum, v) => sum + v * v, 0));
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 7200; k++)
    for (const mirror of [1, -1]) {
      const [cos, sin] = [Math.cos((k * Math.PI) / 3600), Math.sin((k * Math.PI) / 3600)];
      const turned = p.map((_, i) => {
        const [x, y] = [p[i - (i % 2)], mirror * p[i - (i % 2) + 1]];
        return i % 2 === 0 ? cos * x - sin * y : sin * x + cos * y;
      });
      // The best scale for this angle, by least squares.
      const scale = Math.max(0, turned.reduce((sum, v, i) => sum + v * q[i], 0) / sizeP);
      const left = turned.reduce((sum, v, i) => sum + (scale * v - q[i]) ** 2, 0);
      least = Math.min(least, left / sizeQ);
    }
  return least;
}

test('the residual is the least that a search over angles finds, and the same in both directions', () => {
  fc.assert(
    fc.property(cloud(5).filter(spread), cloud(5).filter(spread), (a, b) => {
      const n = Math.min(a.length, b.length) / 2;
      const [from, to] = [a.subarray(0, 2 * n), b.subarray(0, 2 * n)];
      fc.pre(spread(from) && spread(to));
      const found = align(from, to, n);
      const searched = bruteForce(from, to);
      expect(found?.residual).toBeLessThanOrEqual(searched + 1e-9);
      expect(found?.residual).toBeGreaterThan(searched - 1e-5);
      expect(align(to, from, n)?.residual).toBeCloseTo(found?.residual ?? Number.NaN, 9);
    }),
    { numRuns: 20 },
  );
});

test('the aligned cloud has the mean and the size of the other', () => {
  const from = Float64Array.of(0, 0, 1, 0, 0, 1, 2, 2);
  const to = Float64Array.of(5, 5, 5, 9, 1, 5, 3, 2);
  const found = align(from, to, 4);
  const aligned = mapped(found?.similarity ?? IDENTITY, from);
  const size = (xy: Float64Array) => {
    const [x, y] = [0, 1].map((k) => xy.filter((_, i) => i % 2 === k).reduce((a, b) => a + b, 0) / 4);
    return { x, y, r: Math.hypot(...xy.map((v, i) => v - (i % 2 === 0 ? x : y))) };
  };
  expect(found?.residual).toBeGreaterThan(0.1);
  for (const key of ['x', 'y', 'r'] as const) expect(size(aligned)[key]).toBeCloseTo(size(to)[key], 9);
});

test('clouds on a line, as of a single latent number, are aligned too', () => {
  const line = Float64Array.of(0, 0, 1, 0, 3, 0);
  const found = align(line, Float64Array.of(0, 0, 0, -2, 0, -6), 3);
  expect(found?.residual).toBeCloseTo(0, 12);
  expect(applied(found?.similarity ?? IDENTITY, 2, 0)[1]).toBeCloseTo(-4, 9);
});

test('there is no alignment of one point, of coinciding points, or without finite pairs', () => {
  expect(align([1, 2], [3, 4], 1)).toBeNull();
  expect(align([1, 1, 1, 1, 1, 1], [0, 1, 2, 3, 4, 5], 3)).toBeNull();
  expect(align([0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 1, 1], 3)).toBeNull();
  expect(align([Number.NaN, 1, 2, 3], [0, 1, 2, 3], 2)).toBeNull();
  expect(align([1e200, 0, -1e200, 0], [0, 1, 2, 3], 2)).toBeNull();
  expect(align([], [], 0)).toBeNull();
});

test('a pair that is not finite is left out', () => {
  const found = align([0, 0, 1, 0, Number.NaN, 7, 0, 2], [0, 0, 2, 0, 9, 9, 0, 4], 4);
  expect(found?.residual).toBeCloseTo(0, 12);
  expect(scaleOf(found?.similarity ?? IDENTITY)).toBeCloseTo(2, 12);
});
