import { expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import { createPass, type Decode, materialOf } from './meter';
import { rangesOf } from './quantise';

/** Three images; the code of each is its grey, and a constant number. */
const greys = [0, 128, 255];
const set = {
  images: Uint8Array.from({ length: 3 * 784 }, (_, i) => greys[Math.floor(i / 784)]),
  labels: Uint8Array.of(7, 8, 9),
  count: 3,
  ...GREY_28,
};
const codes = Float32Array.from(greys.flatMap((grey) => [grey / 255, 5]));
const ranges = rangesOf(codes, 2);
const labelsSeen: (number | undefined)[] = [];
/** Decodes to the grey of the code. */
const decode: Decode = (z, out, label) => {
  labelsSeen.push(label);
  out.fill(z[0]);
  return true;
};

test('material is the named images, with their codes and labels', () => {
  const { images, codes: own, labels, count } = materialOf(set, [2, 0], codes, ranges);
  expect(count).toBe(2);
  expect([images[0], images[784]]).toEqual([1, 0]);
  expect(own).toEqual(Float32Array.of(1, 5, 0, 5));
  expect(labels).toEqual(Uint8Array.of(9, 7));
});

test('a pass goes image by image, each with its label, and measures the loss', () => {
  labelsSeen.length = 0;
  const pass = createPass(materialOf(set, [0, 1, 2], codes, ranges), 1, decode);
  expect(pass.next()).toBe(false);
  // One bit: the two halves of the range have their middles at a quarter and three quarters.
  expect(pass.pixels[0]).toBe(0.25);
  expect(pass.likeness().psnr).toBeCloseTo(-20 * Math.log10(0.25), 5);
  expect(pass.next()).toBe(false);
  expect(pass.next()).toBe(true);
  expect(pass.next()).toBe(true);
  expect(labelsSeen).toEqual([7, 8, 9]);
  const gap = 0.75 - 128 / 255;
  expect(pass.likeness().psnr).toBeCloseTo(-10 * Math.log10((0.0625 + gap ** 2 + 0.0625) / 3), 3);
  // Flat images: each has the SSIM (2 μ ν + C₁) / (μ² + ν² + C₁); this is their mean.
  const likeness = ([a, b]: number[]) => (2 * a * b + 1e-4) / (a * a + b * b + 1e-4);
  const three = [
    [0, 0.25],
    [128 / 255, 0.75],
    [1, 0.75],
  ].map(likeness);
  expect(pass.likeness().ssim).toBeCloseTo(three.reduce((sum, v) => sum + v) / 3, 5);
});

test('with floats nothing is lost if the decoder loses nothing', () => {
  const pass = createPass(materialOf(set, [0, 2], codes, ranges), 32, decode);
  while (pass.next() === false);
  expect(pass.likeness()).toEqual({ psnr: Number.POSITIVE_INFINITY, ssim: expect.closeTo(1, 9) });
});

test('if nothing can be decoded the pass stops', () => {
  const pass = createPass(materialOf(set, [0], codes, ranges), 32, () => false);
  expect(pass.next()).toBeNull();
  expect(pass.next()).toBeNull();
});
