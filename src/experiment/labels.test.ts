import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALL_CLASSES, MOST_CLASSES, readLabels, toggledLabel, writeLabels } from './labels';

test.each([
  [[3, 5, 8], '358'],
  [[40], '40-40'],
  [[4, 0].sort(), '04'],
  [[3, 10, 11, 12, 40], '3_10-12_40'],
  [[9, 10], '9-10'],
])('%j is written as %s', (labels, text) => {
  expect(writeLabels(labels)).toBe(text);
  expect(readLabels(text)).toEqual(labels);
});

test('every list is read as it was written', () => {
  fc.assert(
    fc.property(fc.subarray([...ALL_CLASSES], { minLength: 1 }), (labels) => {
      expect(readLabels(writeLabels(labels))).toEqual(labels);
    }),
  );
});

test.each(['', 'a', '3_', '_3', '3,4', '5-3', '1-2-3', '3a', '1_100'])('“%s” is no list', (text) => {
  expect(readLabels(text)).toBeNull();
});

test('a class is added and removed among those that there are', () => {
  expect(toggledLabel(ALL_CLASSES, 1, 3)).toEqual([0, 2]);
  expect(toggledLabel([0, 2], 0, 3)).toEqual([2]);
  expect(toggledLabel([2], 2, 3)).toEqual([]);
  // Those of another data set do not count.
  expect(toggledLabel([0, 40], 2, 3)).toEqual([0, 2]);
  expect(toggledLabel([0, 2], 1, 3)).toBe(ALL_CLASSES);
  expect(ALL_CLASSES).toHaveLength(MOST_CLASSES);
});
