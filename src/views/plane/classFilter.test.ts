import { expect, test } from 'vitest';
import { ALL_CLASSES, alone, hiddenOf, toggled } from './classFilter';

const list = (classes: ReadonlySet<number>) => [...classes].sort((a, b) => a - b);

test('a click shows one class alone, then another, and all on the second click', () => {
  const three = alone(ALL_CLASSES, 3);
  expect(list(three)).toEqual([3]);
  expect(list(hiddenOf(three))).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
  expect(list(alone(three, 8))).toEqual([8]);
  expect(alone(three, 3)).toBe(ALL_CLASSES);
  expect(list(alone(toggled(three, 5), 3))).toEqual([3]);
});

test('classes are added and removed one by one; none means all', () => {
  const two = toggled(alone(ALL_CLASSES, 1), 7);
  expect(list(two)).toEqual([1, 7]);
  expect(list(toggled(two, 1))).toEqual([7]);
  expect(toggled(toggled(two, 1), 7)).toBe(ALL_CLASSES);
  expect(list(toggled(ALL_CLASSES, 0))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
