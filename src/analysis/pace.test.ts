import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPace } from './pace';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A clock that advances with the timers, and with work, during which no timer fires. */
function setUp(share: number) {
  let worked = 0;
  const startedAt = Date.now();
  const now = () => Date.now() - startedAt + worked;
  const pace = createPace(now);
  pace.share(share);
  const times: number[] = [];
  /** A piece of work of this many ms. */
  const piece = (ms: number) => {
    times.push(now());
    worked += ms;
  };
  return { pace, times, piece };
}

test('a piece of 30 ms at a share of 15% is followed by 170 ms of rest', async () => {
  const { pace, times, piece } = setUp(0.15);
  void pace.work(() => piece(30));
  void pace.work(() => piece(30)).then(() => pace.work(() => piece(30)));
  await vi.advanceTimersByTimeAsync(1000);
  const [first, second, third] = times;
  expect(second - first).toBeGreaterThanOrEqual(200);
  expect(second - first).toBeLessThanOrEqual(205);
  expect(third - second).toBeGreaterThanOrEqual(200);
});

test('nextTask rests between the pieces of one job, and the job’s end rests before the next', async () => {
  const { pace, times, piece } = setUp(0.5);
  const done = pace.work(async () => {
    piece(40);
    await pace.nextTask();
    piece(10);
    return 'done';
  });
  await vi.advanceTimersByTimeAsync(200);
  expect(await done).toBe('done');
  void pace.work(() => piece(1));
  await vi.advanceTimersByTimeAsync(200);
  expect(times[1] - times[0]).toBeGreaterThanOrEqual(80);
  expect(times[1] - times[0]).toBeLessThanOrEqual(85);
  expect(times[2] - times[1]).toBeGreaterThanOrEqual(20);
});

test('without a limit there is no rest, and lifting the limit ends a rest', async () => {
  const { pace, times, piece } = setUp(0.01);
  void pace.work(() => piece(100));
  await vi.advanceTimersByTimeAsync(10);
  void pace.work(() => piece(100));
  await vi.advanceTimersByTimeAsync(1000);
  expect(times).toHaveLength(1);
  pace.share(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(times).toHaveLength(2);
  void pace.work(() => piece(1));
  await vi.advanceTimersByTimeAsync(10);
  expect(times).toHaveLength(3);
});

test('a failing job rejects, and counts as work too', async () => {
  const { pace, times, piece } = setUp(0.5);
  const failing = pace.work(() => {
    piece(50);
    throw new Error('no');
  });
  const rejection = expect(failing).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(10);
  await rejection;
  void pace.work(() => piece(1));
  await vi.advanceTimersByTimeAsync(20);
  expect(times).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(40);
  expect(times).toHaveLength(2);
});
