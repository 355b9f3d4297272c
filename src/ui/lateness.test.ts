import { beforeEach, expect, test } from 'vitest';
import { createLateness, type Lateness } from './lateness';

let time = 0;
let lateness: Lateness;
beforeEach(() => {
  time = 0;
  lateness = createLateness(() => time);
});

/** Frames of these durations, ten a second, while the reader moves something or not; returns the last decision. */
function frames(count: number, took: number, moving = false): boolean {
  let less = false;
  for (let i = 0; i < count; i++) {
    time += 100;
    less = lateness.note(took, moving);
  }
  return less;
}

test('less is drawn once many frames are late, not after a few', () => {
  expect(frames(4, 60)).toBe(false);
  expect(frames(1, 60)).toBe(true);
});

test('late frames far apart do not count', () => {
  for (let i = 0; i < 50; i++) {
    expect(frames(1, 200)).toBe(false);
    expect(frames(2, 30)).toBe(false);
  }
});

test('what the reader moves is late as soon as it misses a refresh of the screen', () => {
  expect(frames(50, 40)).toBe(false);
  expect(frames(50, 15, true)).toBe(false);
  expect(frames(4, 20, true)).toBe(false);
  expect(frames(1, 20, true)).toBe(true);
});

test('it ends when frames are in time, after ten seconds at the earliest', () => {
  frames(5, 60);
  expect(frames(99, 10)).toBe(true);
  expect(frames(2, 10)).toBe(false);
});

test('it does not end while frames are neither late nor in time', () => {
  frames(5, 60);
  expect(frames(1000, 25)).toBe(true);
});

test('the second time it stays twice as long, and never longer than five minutes and a bit', () => {
  /** Seconds until it ends. */
  const stay = () => {
    expect(frames(5, 60)).toBe(true);
    const begin = time;
    while (frames(1, 10));
    return Math.round((time - begin) / 1000);
  };
  expect([stay(), stay(), stay()]).toEqual([10, 20, 40]);
  for (let i = 0; i < 6; i++) stay();
  expect(stay()).toBe(320);
});

test('an interruption forgets frames, and keeps what was decided', () => {
  frames(4, 60);
  lateness.interrupt();
  expect(frames(4, 60)).toBe(false);
  expect(frames(1, 60)).toBe(true);
  lateness.interrupt();
  expect(frames(1, 60)).toBe(true);
});
