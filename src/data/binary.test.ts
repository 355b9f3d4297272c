import { expect, test } from 'vitest';
import { GREY_28 } from '../experiment/dataShape';
import { withPixelDepth } from './binary';
import type { Dataset } from './images';

const images = Uint8Array.from({ length: 2 * 784 }, (_, i) => i % 256);
const labels = Uint8Array.of(3, 4);
const grey: Dataset = {
  id: 'own',
  origin: 'reader',
  train: { ...GREY_28, count: 2, images, labels },
  test: { ...GREY_28, count: 1, images: images.subarray(784), labels: null },
};

test('each pixel becomes ink or paper, whichever is nearer; by default pixels stay grey', () => {
  const before = images.slice();
  const binary = withPixelDepth(grey, 'binary');
  expect(withPixelDepth(grey, 'grey')).toBe(grey);
  expect(images).toEqual(before);
  expect(binary).toMatchObject({ id: 'own', train: { count: 2, labels }, test: { count: 1, labels: null } });
  expect([...binary.train.images]).toEqual([...images].map((b) => (b >= 128 ? 255 : 0)));
  expect([...binary.test.images]).toEqual([...images.subarray(784)].map((b) => (b >= 128 ? 255 : 0)));
});
