import { expect, test } from 'vitest';
import { createChores } from './chores';

/** A clock that only the chores advance. */
function setup(costs: Record<string, number>, share: number, every = 0) {
  let time = 0;
  const log: string[] = [];
  const chores = createChores(
    Object.fromEntries(
      Object.entries(costs).map(([name, cost]) => [
        name,
        {
          every,
          share,
          run: async () => {
            log.push(name);
            time += cost;
          },
        },
      ]),
    ),
    () => time,
  );
  return { chores, log, wait: (ms: number) => (time += ms) };
}

test('a chore keeps to its share of the time', async () => {
  const { chores, log, wait } = setup({ a: 10 }, 0.1);
  for (let step = 0; step < 1000; step++) {
    await chores.runOne();
    wait(5);
  }
  const time = 1000 * 5 + log.length * 10;
  expect((log.length * 10) / time).toBeGreaterThan(0.08);
  expect((log.length * 10) / time).toBeLessThanOrEqual(0.105);
});

test('a cheap chore waits its minimum interval, and chores run one at a time, in turn', async () => {
  const { chores, log, wait } = setup({ a: 0, b: 0 }, 1, 50);
  await chores.runOne();
  await chores.runOne();
  await chores.runOne();
  expect(log).toEqual(['a', 'b']);
  wait(49);
  await chores.runOne();
  expect(log).toHaveLength(2);
  wait(1);
  await chores.runOne();
  expect(log).toHaveLength(3);
});

test('a hastened chore comes first', async () => {
  const { chores, log, wait } = setup({ a: 1, b: 1 }, 0.5, 10);
  await chores.runAll(['a', 'b']);
  chores.hasten('b');
  await chores.runOne();
  expect(log).toEqual(['a', 'b', 'b']);
  wait(100);
  await chores.runOne();
  expect(log.at(-1)).toBe('a');
});
