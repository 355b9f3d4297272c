import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillNormal, fillUniform, Purpose, permutation, randomBits, threefry2x32, toUniform } from './random';

const words = (...args: [number, number, number, number]) => {
  const out = new Uint32Array(2);
  threefry2x32(...args, out);
  return [...out];
};

test('gives the known answers of the Random123 distribution for threefry2x32, 20 rounds', () => {
  expect(words(0, 0, 0, 0)).toEqual([0x6b200159, 0x99ba4efe]);
  expect(words(-1, -1, -1, -1)).toEqual([0x1cb996fc, 0xbb002be7]);
  expect(words(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toEqual([0xc4923a9c, 0x483df7a0]);
});

test('uniforms are exact in float32 and stay inside (0, 1)', () => {
  for (const bits of [0, 1, 511, 512, 0x7fffffff, 0xffffffff]) {
    const u = toUniform(bits);
    expect(Math.fround(u)).toBe(u);
    expect(u).toBeGreaterThan(0);
    expect(u).toBeLessThan(1);
  }
});

test('draws do not depend on how many are drawn at once', () => {
  const all = new Float32Array(64);
  fillUniform(all, 7, Purpose.corruption, 3);
  const tail = new Float32Array(20);
  fillUniform(tail, 7, Purpose.corruption, 3, 44);
  expect([...tail]).toEqual([...all.subarray(44)]);
});

test('normals have the moments of a standard normal, and differ by seed, purpose and step', () => {
  const n = 100_000;
  const z = new Float64Array(n);
  fillNormal(z, 1, Purpose.epsilon, 0);
  const moment = (k: number) => z.reduce((s, v) => s + v ** k, 0) / n;
  expect(Math.abs(moment(1))).toBeLessThan(0.02);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
  const others = [
    randomBits(2, Purpose.epsilon, 0, 0),
    randomBits(1, Purpose.evaluate, 0, 0),
    randomBits(1, Purpose.epsilon, 1, 0),
    randomBits(1, Purpose.epsilon, 0, 1),
  ];
  expect(new Set([...others, randomBits(1, Purpose.epsilon, 0, 0)]).size).toBe(5);
});

test('a permutation contains every element once, for any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat(50), (n, seed, epoch) => {
      const p = permutation(n, seed, epoch);
      const seen = new Set(Array.from({ length: n }, (_, i) => p(i)));
      expect(seen.size).toBe(n);
      expect(Math.max(...seen)).toBe(n - 1);
    }),
    { numRuns: 40 },
  );
});

test('epochs are shuffled differently, and neighbours are separated', () => {
  const n = 60_000;
  const p0 = permutation(n, 1, 0);
  const p1 = permutation(n, 1, 1);
  let same = 0;
  let near = 0;
  for (let i = 1; i < n; i++) {
    if (p0(i) === p1(i)) same++;
    if (Math.abs(p0(i) - p0(i - 1)) < 100) near++;
  }
  expect(same).toBeLessThan(15);
  expect(near).toBeLessThan(400);
});

test('normal draws are the same from any starting index', () => {
  const whole = new Float64Array(20);
  fillNormal(whole, 11, Purpose.evaluate, 0);
  for (const first of [0, 1, 2, 7, 12]) {
    for (const length of [1, 2, 5]) {
      const part = new Float64Array(length);
      fillNormal(part, 11, Purpose.evaluate, 0, first);
      expect(part).toEqual(whole.slice(first, first + length));
    }
  }
});
