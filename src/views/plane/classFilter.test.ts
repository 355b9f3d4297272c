import { expect, test } from 'vitest';
import { ALL_CLASSES } from '../../experiment/labels';
import { alone, hiddenOf, showsAll, toggled } from './classFilter';

test('a click shows one class alone, then another, and all on the second click', () => {
  const three = alone(ALL_CLASSES, 3, 10);
  expect(three).toEqual([3]);
  expect([...hiddenOf(three)].slice(0, 9)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
  expect(alone(three, 8, 10)).toEqual([8]);
  expect(alone(three, 3, 10)).toBe(ALL_CLASSES);
  expect(alone(toggled(three, 5, 10), 3, 10)).toEqual([3]);
});

test('classes are added and removed one by one; none means all', () => {
  const two = toggled(alone(ALL_CLASSES, 1, 10), 7, 10);
  expect(two).toEqual([1, 7]);
  expect(toggled(two, 1, 10)).toEqual([7]);
  expect(toggled(toggled(two, 1, 10), 7, 10)).toBe(ALL_CLASSES);
  expect(toggled(ALL_CLASSES, 0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('of 47 classes', () => {
  expect(alone(ALL_CLASSES, 40, 47)).toEqual([40]);
  const without = toggled(ALL_CLASSES, 40, 47);
  expect(without).toHaveLength(46);
  expect(showsAll(without, 47)).toBe(false);
  // Among the ten of another data set, all are shown.
  expect(showsAll(without, 10)).toBe(true);
  expect(toggled(without, 40, 47)).toBe(ALL_CLASSES);
  // The only one of ten that is shown, whatever is shown of others.
  expect(alone([3, 40], 3, 10)).toBe(ALL_CLASSES);
});
