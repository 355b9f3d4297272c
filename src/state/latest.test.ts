import { expect, test } from 'vitest';
import { latest } from './latest';
import { settled } from './testing';

test('runs one piece of work at a time, and one more for all requests made meanwhile', async () => {
  const ends: (() => void)[] = [];
  let begun = 0;
  const ask = latest(() => {
    begun++;
    return new Promise((resolve) => ends.push(resolve));
  });
  ask();
  ask();
  ask();
  expect(begun).toBe(1);
  ends[0]();
  await settled();
  expect(begun).toBe(2);
  ends[1]();
  await settled();
  expect(begun).toBe(2);
  ask();
  expect(begun).toBe(3);
});
