import { expect, test } from 'vitest';
import { latest } from './latest';
import { settled } from './testing';

test('runs one piece of work at a time, and one more for all requests made meanwhile', async () => {
  const ends: (() => void)[] = [];
  let runs = 0;
  const request = latest(() => {
    runs++;
    return new Promise((resolve) => ends.push(resolve));
  });
  request();
  request();
  request();
  expect(runs).toBe(1);
  ends[0]();
  await settled();
  expect(runs).toBe(2);
  ends[1]();
  await settled();
  expect(runs).toBe(2);
  request();
  expect(runs).toBe(3);
});
