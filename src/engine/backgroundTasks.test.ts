import { expect, test } from 'vitest';
import { createBackgroundTasks } from './backgroundTasks';

/** A clock that only the tasks advance. */
function setup(costs: Record<string, number>, share: number | (() => number), every = 0) {
  let time = 0;
  const log: string[] = [];
  const tasks = createBackgroundTasks(
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
  return { tasks, log, wait: (ms: number) => (time += ms) };
}

test('a task keeps to its share of the time', async () => {
  const { tasks, log, wait } = setup({ a: 10 }, 0.1);
  for (let step = 0; step < 1000; step++) {
    await tasks.runOne();
    wait(5);
  }
  const time = 1000 * 5 + log.length * 10;
  expect((log.length * 10) / time).toBeGreaterThan(0.08);
  expect((log.length * 10) / time).toBeLessThanOrEqual(0.105);
});

test('a share may change', async () => {
  let share = 0.1;
  const { tasks, log, wait } = setup({ a: 10 }, () => share);
  const runs = async () => {
    const before = log.length;
    for (let step = 0; step < 2000; step++) {
      await tasks.runOne();
      wait(5);
    }
    return log.length - before;
  };
  const whole = await runs();
  share = 0.025;
  const less = await runs();
  expect(less / whole).toBeGreaterThan(0.2);
  expect(less / whole).toBeLessThan(0.3);
});

test('a cheap task waits its minimum interval, and tasks run one at a time, in turn', async () => {
  const { tasks, log, wait } = setup({ a: 0, b: 0 }, 1, 50);
  await tasks.runOne();
  await tasks.runOne();
  await tasks.runOne();
  expect(log).toEqual(['a', 'b']);
  wait(49);
  await tasks.runOne();
  expect(log).toHaveLength(2);
  wait(1);
  await tasks.runOne();
  expect(log).toHaveLength(3);
});

test('a task that should run soon comes first', async () => {
  const { tasks, log, wait } = setup({ a: 1, b: 1 }, 0.5, 10);
  await tasks.runAll(['a', 'b']);
  tasks.runSoon('b');
  await tasks.runOne();
  expect(log).toEqual(['a', 'b', 'b']);
  wait(100);
  await tasks.runOne();
  expect(log.at(-1)).toBe('a');
});

test('all of them run less often while there is reason to', async () => {
  let time = 0;
  let slower = 1;
  let runs = 0;
  const run = async () => {
    runs++;
    time += 1;
  };
  const tasks = createBackgroundTasks(
    { a: { run, every: 20, share: 0.1 } },
    () => time,
    () => slower,
  );
  const runsIn = async (ms: number) => {
    runs = 0;
    for (const end = time + ms; time < end; time += 1) await tasks.runOne();
    return runs;
  };
  const usual = await runsIn(3000);
  slower = 3;
  const rare = await runsIn(3000);
  expect(usual / rare).toBeGreaterThan(2.7);
  expect(usual / rare).toBeLessThan(3.3);
});
