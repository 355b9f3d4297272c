/** Which training images the settings keep. */

import { expect, test } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import { defaultConfig } from '../experiment/schema';
import { applyDataSettings } from './applyDataSettings';
import type { Dataset } from './images';

const LABELS = Uint8Array.of(7, 0, 7, 3, 0, 9);
const images = Uint8Array.from({ length: 6 * 784 }, (_, i) => Math.floor(i / 784));
const dataset: Dataset = {
  id: 'own',
  origin: 'reader',
  train: { ...GREY_28, images, labels: LABELS, count: 6 },
  test: { ...GREY_28, images: images.slice(0, 784), labels: Uint8Array.of(7), count: 1 },
};
const left = (settings: { trainImages?: number; classes?: number[] }, given = dataset) => {
  const { train, test } = applyDataSettings(given, { ...defaultConfig(), ...settings });
  expect(test).toBe(given.test);
  expect(train.images).toHaveLength(train.count * 784);
  return [[...train.images].filter((_, i) => i % 784 === 0), train.labels && [...train.labels]];
};

test('by default every image is kept', () => {
  expect(applyDataSettings(dataset, defaultConfig())).toBe(dataset);
});

test('keeps the images of some classes, and of these the first', () => {
  expect(left({ classes: [0, 1, 2, 3, 4, 5, 6, 8, 9] })).toEqual([
    [1, 3, 4, 5],
    [0, 3, 0, 9],
  ]);
  expect(left({ trainImages: 2 })).toEqual([
    [0, 1],
    [7, 0],
  ]);
  expect(left({ classes: [0, 3], trainImages: 2 })).toEqual([
    [1, 3],
    [0, 3],
  ]);
});

test('a larger number keeps all; missing classes keep none', () => {
  expect(left({ trainImages: 60_000 })[1]).toEqual([...LABELS]);
  expect(left({ classes: [5] })).toEqual([[], []]);
});

test('without labels, classes keep all images, and the first n can still be kept', () => {
  const bare = { ...dataset, train: { ...dataset.train, labels: null } };
  expect(left({ classes: [7], trainImages: 3 }, bare)).toEqual([[0, 1, 2], null]);
});
