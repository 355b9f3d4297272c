import { describe, expect, test } from 'vitest';
import { outline, share } from './diagram';

const parse = (points: string) => points.split(' ').map((p) => p.split(',').map(Number));

describe('share', () => {
  test('grows with the units and stays inside the box', () => {
    const units = [1, 2, 32, 256, 512, 784, 1024, 2048];
    const shares = units.map(share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBe(1);
  });
});

describe('outline', () => {
  test('narrows from the image to the latent, symmetric about the middle', () => {
    const points = parse(outline(784, [512, 256], 2));
    expect(points).toHaveLength(8);
    const right = points.slice(0, 4);
    const left = points.slice(4).toReversed();
    right.forEach(([x, y], i) => {
      expect(x + left[i][0]).toBeCloseTo(100, 6);
      expect(left[i][1]).toBe(y);
    });
    expect(right.map(([, y]) => y)).toEqual([0, 25, 75, 100]);
    const xs = right.map(([x]) => x);
    expect(xs).toEqual(xs.toSorted((a, b) => b - a));
  });

  test('a decoder is its encoder upside down', () => {
    const encoder = parse(outline(784, [512, 256], 2)).slice(0, 4);
    const decoder = parse(outline(2, [256, 512], 784)).slice(0, 4);
    expect(decoder.toReversed().map(([x, y]) => [x, 100 - y])).toEqual(encoder);
  });

  test('no hidden layer leaves a plain trapezoid', () => {
    expect(parse(outline(784, [], 2))).toHaveLength(4);
  });
});
