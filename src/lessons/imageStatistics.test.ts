import { expect, test } from 'vitest';
import { INPUT_SIZE } from '../model/spec';
import { entropyOf, varianceOf } from './imageStatistics';
import { crossEntropy } from './restoration';

/** Pseudo-random bytes. */
const images = Uint8Array.from({ length: 5 * INPUT_SIZE }, (_, i) => (i * 7919 + (i % 13) * 31) % 256);
const set = { images, count: 5 };

test('the entropy is the loss of a perfect copy', () => {
  const copy = Float32Array.from(images, (byte) => byte / 255);
  expect(entropyOf(set)).toBeCloseTo(crossEntropy(images, copy) / 5, 2);
  expect(entropyOf({ images: new Uint8Array(INPUT_SIZE).fill(255), count: 1 })).toBe(0);
});

test('the variance is the mean squared distance from the mean image', () => {
  const mean = Float64Array.from({ length: INPUT_SIZE }, (_, p) => {
    let sum = 0;
    for (let i = 0; i < 5; i++) sum += images[i * INPUT_SIZE + p] / 255;
    return sum / 5;
  });
  let distance = 0;
  images.forEach((byte, at) => {
    distance += (byte / 255 - mean[at % INPUT_SIZE]) ** 2 / 5;
  });
  expect(varianceOf(set)).toBeCloseTo(distance, 6);
});

test('flat grey costs one bit per pixel', () => {
  expect(crossEntropy(images, new Float32Array(images.length).fill(0.5)) / 5).toBeCloseTo(784 * Math.LN2, 3);
});
