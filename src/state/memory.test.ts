import { expect, test } from 'vitest';
import { hasLittleMemory } from './memory';

test('little memory is 4 GB or less; a browser that tells nothing has enough', () => {
  expect([1, 4, 8, undefined].map((gigabytes) => hasLittleMemory(gigabytes))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
