import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Frame from './frame';

let frames = 0;
let frame: typeof Frame;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  frames = 0;
  // A screen of 100 frames a second that is painted only when somebody asks.
  vi.stubGlobal('requestAnimationFrame', (draw: (now: number) => void) => {
    frames++;
    return setTimeout(() => draw(performance.now()), 10);
  });
  vi.resetModules();
  frame = await import('./frame');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a marked drawer draws once, in the next frame', () => {
  let drawn = 0;
  const drawer = frame.createDrawer(() => ++drawn < 0);
  drawer.mark();
  drawer.mark();
  vi.advanceTimersByTime(100);
  expect([drawn, frames]).toEqual([1, 1]);
});

test('one that wants to go on is asked again; one that is stopped is not', () => {
  let drawn = 0;
  const drawer = frame.createDrawer(() => ++drawn < 3);
  drawer.mark();
  vi.advanceTimersByTime(100);
  expect(drawn).toBe(3);
  drawer.mark();
  drawer.stop();
  vi.advanceTimersByTime(100);
  expect(drawn).toBe(3);
});

test('what has a pace costs no frame before it may draw, and rarer ones while a hand moves', () => {
  const times: number[] = [];
  const drawer = frame.createDrawer((now) => {
    times.push(now);
    return true;
  }, 50);
  drawer.mark();
  vi.advanceTimersByTime(500);
  expect(times.length).toBeGreaterThanOrEqual(7);
  for (let i = 1; i < times.length; i++) expect(times[i] - times[i - 1]).toBeGreaterThanOrEqual(50);
  expect(frames).toBeLessThanOrEqual(times.length + 1);

  const [before, asked] = [times.length, frames];
  for (let i = 0; i < 50; i++) {
    frame.hush();
    vi.advanceTimersByTime(10);
  }
  expect(times.length - before).toBeLessThanOrEqual(2);
  expect(frames - asked).toBeLessThanOrEqual(4);
});

test('the frame that answers the hand carries nothing else, until that has waited for long', () => {
  const [hand, words]: number[][] = [[], []];
  const answer = frame.createDrawer((now) => {
    hand.push(now);
    return false;
  });
  const later = frame.createDrawer((now) => {
    words.push(now);
    return true;
  }, 5);
  later.mark();
  vi.advanceTimersByTime(20);
  // A hand that moves now and then: the words find frames of their own.
  for (let i = 0; i < 10; i++) {
    frame.hush();
    answer.mark();
    vi.advanceTimersByTime(100);
  }
  expect(hand).toHaveLength(10);
  expect(words.length).toBeGreaterThanOrEqual(10);
  expect(hand.filter((now) => words.includes(now))).toEqual([]);

  // One that moves in every frame leaves none, and the words come all the same.
  const before = words.length;
  for (let i = 0; i < 100; i++) {
    frame.hush();
    answer.mark();
    vi.advanceTimersByTime(10);
  }
  const shared = words.slice(before).filter((now) => hand.includes(now));
  // A pace is 50 ms now, and 1000 ms have passed.
  expect(shared.length).toBeGreaterThanOrEqual(10);
  expect(shared.length).toBeLessThan(20);
});

test('in a hurry it draws at once', () => {
  let drawn = 0;
  const drawer = frame.createDrawer(() => ++drawn < 0, 1000);
  drawer.mark();
  vi.advanceTimersByTime(20);
  drawer.mark();
  vi.advanceTimersByTime(200);
  expect(drawn).toBe(1);
  drawer.hurry();
  vi.advanceTimersByTime(20);
  expect(drawn).toBe(2);
});

test('who is marked by an earlier drawer draws in the same frame', () => {
  const order: string[] = [];
  const first = frame.createDrawer(() => {
    order.push('first');
    second.mark();
    return false;
  });
  const second = frame.createDrawer(() => {
    order.push('second');
    return false;
  });
  first.mark();
  vi.advanceTimersByTime(100);
  expect(order).toEqual(['first', 'second']);
  expect(frames).toBe(1);
});

test('what is at leisure waits for the hand to rest', () => {
  let calls = 0;
  const call = frame.atLeisure(() => calls++);
  call();
  expect(calls).toBe(1);
  frame.hush();
  call();
  call();
  vi.advanceTimersByTime(150);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(100);
  expect(calls).toBe(2);
});
