import { expect, test } from 'vitest';
import { normalisedMutualInformation as nmi, purity } from './nmi';

test('is 1 for the same clusters under other names, 0 for independent ones', () => {
  expect(nmi([0, 0, 1, 1], [7, 7, 3, 3])).toBeCloseTo(1, 12);
  expect(nmi([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0, 12);
  expect(nmi([2, 2], [5, 5])).toBe(1);
});

test('for two classes in one cluster H = 0 and log 2, so 0; split in three, 2 log 2 / 2.5 log 2', () => {
  expect(nmi([0, 0, 0, 0], [0, 0, 1, 1])).toBeCloseTo(0, 12);
  expect(nmi([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.8, 12);
});

test('purity counts the most frequent class of each cluster', () => {
  expect(purity([0, 0, 0, 1, 1, 1], [4, 4, 5, 5, 5, 4])).toBeCloseTo(4 / 6, 12);
  expect(purity([0, 1, 2], [9, 9, 9])).toBe(1);
});
