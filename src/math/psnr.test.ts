import { expect, test } from 'vitest';
import { psnr } from './psnr';

test('an error of a tenth everywhere is 20 dB, one of 0.5 in one pixel of four is 12.04 dB', () => {
  expect(psnr([0.5, 0.5], [0.6, 0.4])).toBeCloseTo(20, 10);
  expect(psnr([0, 0, 0, 0], [0.5, 0, 0, 0])).toBeCloseTo(12.0412, 4);
});

test('depends only on the error relative to the peak, and is infinite without an error', () => {
  expect(psnr([0, 255], [51, 204], 255)).toBeCloseTo(psnr([0, 1], [0.2, 0.8]), 10);
  expect(psnr([0.3, 0.7], [0.3, 0.7])).toBe(Number.POSITIVE_INFINITY);
});
