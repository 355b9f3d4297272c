import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BITS, codeBits, quantised, rangesOf } from './quantise';

const of = (...values: number[]) => Float32Array.from(values);

test('each number has its own range', () => {
  expect(rangesOf(of(1, -5, 3, 7, 2, 0), 2)).toEqual({ low: of(1, -5), high: of(3, 7) });
});

test('a number becomes the middle of its part', () => {
  const ranges = { low: of(0, -4), high: of(8, 4) };
  expect(quantised(of(1, 1, 7.9, -3), ranges, 1)).toEqual(of(2, 2, 6, -2));
  expect(quantised(of(1, 1, 7.9, -3), ranges, 2)).toEqual(of(1, 1, 7, -3));
  // The ends belong to the outer parts, and so do numbers beyond them.
  expect(quantised(of(8, -4, 99, -99), ranges, 2)).toEqual(of(7, -3, 7, -3));
});

test('no number moves further than half a part, and quantising again changes nothing', () => {
  const codes = fc.float32Array({ minLength: 6, maxLength: 30, noNaN: true, min: -8, max: 8 });
  fc.assert(
    fc.property(codes, fc.constantFrom(...BITS.filter((b) => b <= 12)), (all, bits) => {
      const values = all.subarray(0, all.length - (all.length % 3));
      const ranges = rangesOf(values, 3);
      const once = quantised(values, ranges, bits);
      once.forEach((value, i) => {
        const width = (ranges.high[i % 3] - ranges.low[i % 3]) / 2 ** bits;
        expect(Math.abs(value - values[i])).toBeLessThanOrEqual(width / 2 + 1e-5);
      });
      const again = quantised(once, ranges, bits);
      again.forEach((value, i) => void expect(value).toBeCloseTo(once[i], 4));
    }),
  );
});

test('a float is unchanged, and so is a range of width zero', () => {
  const ranges = { low: of(0, 1), high: of(1, 1) };
  expect(quantised(of(0.3, 1), ranges, 32)).toEqual(of(0.3, 1));
  expect(quantised(of(0.3, 1), ranges, 1)).toEqual(of(0.25, 1));
});

test('counts the numbers, and the label if the decoder is conditional', () => {
  expect(codeBits(2, 3, false)).toBe(6);
  expect(codeBits(10, 32, true)).toBe(324);
});
