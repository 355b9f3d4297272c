import { expect, test } from 'vitest';
import { GREY_28 } from '../../experiment/dataShape';
import {
  drawnPool,
  greyPool,
  invertedPool,
  noisePool,
  othersFor,
  poolInDepth,
  poolOf,
  single,
} from './pools';

const COUNT = 6;
const images = Uint8Array.from({ length: COUNT * 784 }, (_, i) => Math.floor(i / 784) * 10 + (i % 7));
const labels = Uint8Array.of(3, 1, 4, 1, 5, 9);
const set = { ...GREY_28, images, labels, count: COUNT };

test('a data set can be compared with every other pool, but not with itself', () => {
  expect(othersFor('mnist')).toEqual(['inverted', 'drawn', 'noise', 'fashion-mnist', 'kmnist']);
  expect(othersFor('drawn')).toEqual(['inverted', 'noise', 'mnist', 'fashion-mnist', 'kmnist']);
  expect(othersFor('own')).toHaveLength(6);
  expect(othersFor('shapes', { side: 32, channels: 3 })).toEqual(['inverted', 'grey', 'noise']);
});

test('images come with their labels, as copies, no more than requested', () => {
  const pool = poolOf(set, 4);
  expect(pool.count).toBe(4);
  const taken = pool.take(1, 2);
  expect(taken.images).toEqual(images.slice(784, 3 * 784));
  expect(taken.labels).toEqual(Uint8Array.of(1, 4));
  taken.images.fill(0);
  expect(images[784]).toBe(10);
  expect(single(images.slice(0, 784)).take(0, 1).labels).toBeUndefined();
});

test('inverted: paper and ink are exchanged, classes are kept', () => {
  const { images: negative, labels } = invertedPool(set).take(2, 1);
  expect([...negative.slice(0, 3)]).toEqual([235, 234, 233]);
  expect(labels).toEqual(Uint8Array.of(4));
});

test('without their colours, images are as light as they were', () => {
  const rgb = Uint8Array.from({ length: 2 * 192 }, (_, at) => 100 * (at % 3) + (Math.floor(at / 3) % 50));
  const pool = greyPool({ side: 8, channels: 3, images: rgb, labels: Uint8Array.of(5, 6), count: 2 });
  const taken = pool.take(1, 1);
  expect(taken.labels).toEqual(Uint8Array.of(6));
  expect(taken.images).toHaveLength(192);
  for (let p = 0; p < 64; p++) {
    const [r, g, b] = rgb.subarray(192 + 3 * p);
    const luma = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
    expect([...taken.images.subarray(3 * p, 3 * p + 3)]).toEqual([luma, luma, luma]);
  }
});

test.each([
  ['drawn digits', drawnPool()],
  ['noise', noisePool()],
])('%s are the same however they are divided into calls', (_, pool) => {
  const whole = pool.take(0, 4);
  const part = pool.take(2, 2);
  expect(part.images).toEqual(whole.images.slice(2 * 784));
  expect(part.labels).toEqual(whole.labels?.slice(2));
});

test('noise goes from the blank page to one without white pixels', () => {
  const pool = noisePool();
  const inked = (i: number) => pool.take(i, 1).images.filter((b) => b > 0).length / 784;
  expect(inked(0)).toBe(0);
  expect(inked(250)).toBeGreaterThan(0.4);
  expect(inked(250)).toBeLessThan(0.6);
  // One of 256 greys is white.
  expect(inked(pool.count - 1)).toBeGreaterThan(0.97);
});

test('pixels have the depth of the settings', () => {
  const pool = poolOf({
    ...GREY_28,
    images: Uint8Array.from({ length: 784 }, (_, i) => i % 256),
    labels: null,
    count: 1,
  });
  expect(new Set(poolInDepth(pool, 'binary').take(0, 1).images)).toEqual(new Set([0, 255]));
  expect(poolInDepth(pool, 'grey').take(0, 1)).toEqual(pool.take(0, 1));
});
