import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as Frame from './frame';

let frames = 0;
let frame: typeof Frame;
/** Time that layout and paint take after a frame's drawings, in ms. */
let painting = 0;
/** Calls the input listeners. */
let touch = () => {};

/** Delivers the message that a frame has posted, once it has been painted. */
class PaintedChannel {
  port1 = { onmessage: () => {} };
  port2 = { postMessage: () => void setTimeout(() => this.port1.onmessage(), painting) };
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  frames = 0;
  // A screen with 100 frames per second that only renders requested frames.
  vi.stubGlobal('requestAnimationFrame', (draw: (now: number) => void) => {
    frames++;
    return setTimeout(() => draw(performance.now()), 10);
  });
  painting = 0;
  vi.stubGlobal('MessageChannel', PaintedChannel);
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => {
    touch = listener;
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

test('a drawer that returns true draws again; a stopped one does not', () => {
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

test('an interval delays frames, more so during interaction', () => {
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

  const [drawnBefore, framesBefore] = [times.length, frames];
  for (let i = 0; i < 50; i++) {
    frame.noteInteraction();
    vi.advanceTimersByTime(10);
  }
  expect(times.length - drawnBefore).toBeLessThanOrEqual(2);
  expect(frames - framesBefore).toBeLessThanOrEqual(4);
});

test('during interaction, other drawers get frames of their own, unless they have waited too long', () => {
  const [pointerFrames, textFrames]: number[][] = [[], []];
  const follower = frame.createDrawer((now) => {
    pointerFrames.push(now);
    return false;
  });
  const later = frame.createDrawer((now) => {
    textFrames.push(now);
    return true;
  }, 5);
  later.mark();
  vi.advanceTimersByTime(20);
  // Occasional interaction leaves frames for the text.
  for (let i = 0; i < 10; i++) {
    frame.noteInteraction();
    follower.mark();
    vi.advanceTimersByTime(100);
  }
  expect(pointerFrames).toHaveLength(10);
  expect(textFrames.length).toBeGreaterThanOrEqual(10);
  expect(pointerFrames.filter((now) => textFrames.includes(now))).toEqual([]);

  // Interaction in every frame leaves none, but the text is drawn nevertheless.
  const before = textFrames.length;
  for (let i = 0; i < 100; i++) {
    frame.noteInteraction();
    follower.mark();
    vi.advanceTimersByTime(10);
  }
  const shared = textFrames.slice(before).filter((now) => pointerFrames.includes(now));
  // The interval is now 50 ms, and 1000 ms have passed.
  expect(shared.length).toBeGreaterThanOrEqual(10);
  expect(shared.length).toBeLessThan(20);
});

test('hurry draws in the next frame, regardless of the interval', () => {
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

test('a drawer that is marked by an earlier one draws in the same frame', () => {
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

test('afterInteraction delays calls until interaction has ended', () => {
  let calls = 0;
  const call = frame.afterInteraction(() => calls++);
  call();
  expect(calls).toBe(1);
  frame.noteInteraction();
  call();
  call();
  vi.advanceTimersByTime(150);
  expect(calls).toBe(1);
  vi.advanceTimersByTime(100);
  expect(calls).toBe(2);
});

test('without input, frames take a fixed share of the time, however long each takes', () => {
  const times: number[] = [];
  const drawer = frame.createDrawer((now) => {
    times.push(now);
    return true;
  });
  const perSecond = () => {
    times.length = 0;
    vi.advanceTimersByTime(1000);
    return times.length;
  };
  drawer.mark();
  painting = 1;
  const cheap = perSecond();
  painting = 12;
  perSecond();
  const expensive = perSecond();
  // A frame of 1 ms is drawn in every or every other one of the screen; those of 12 ms may take at most 6% of the time.
  expect(cheap).toBeGreaterThan(25);
  expect(expensive * painting).toBeLessThanOrEqual(60 + painting);
  expect(expensive).toBeGreaterThanOrEqual(4);

  // After an input, drawings get every frame.
  touch();
  vi.advanceTimersByTime(20);
  times.length = 0;
  vi.advanceTimersByTime(400);
  expect(times.length).toBeGreaterThan(15);
});

test('with less to draw, what can wait does so three times as long; what follows the pointer does not', () => {
  const times: Record<string, number> = { following: 0, waiting: 0 };
  const counting = (name: string) => () => ++times[name] > 0;
  const drawnIn = (ms: number) => {
    times.following = 0;
    times.waiting = 0;
    vi.advanceTimersByTime(ms);
    return { ...times };
  };
  // Input, so that the share of the time is not limited.
  const keepTouching = () => {
    touch();
    setTimeout(keepTouching, 100);
  };
  keepTouching();
  frame.createDrawer(counting('following')).mark();
  frame.createDrawer(counting('waiting'), 100).mark();
  const usual = drawnIn(3000);
  frame.drawLess(true);
  const less = drawnIn(3000);
  expect(usual.waiting / less.waiting).toBeGreaterThan(2.5);
  expect(less.following).toBe(usual.following);
});

test('the durations of frames are reported, layout and paint included, and whether something was being moved', () => {
  const took: [number, boolean][] = [];
  frame.watchFrames((...frame) => took.push(frame));
  painting = 70;
  const drawer = frame.createDrawer(() => false);
  drawer.mark();
  vi.advanceTimersByTime(200);
  frame.noteInteraction();
  drawer.hurry();
  vi.advanceTimersByTime(200);
  expect(took).toEqual([
    [70, false],
    [70, true],
  ]);
});

test('a drawer that can wait is not starved by slow frames of others', () => {
  painting = 60;
  let drawn = 0;
  // Each of them is new, and so draws at once.
  const others = () => {
    frame.createDrawer(() => false).mark();
    setTimeout(others, 80);
  };
  others();
  const drawer = frame.createDrawer(() => ++drawn > 0, frame.TEXT_INTERVAL);
  drawer.mark();
  vi.advanceTimersByTime(10_000);
  expect(drawn).toBeGreaterThan(6);
});

test('during interaction with less to draw, all that can wait shares few frames', () => {
  const times: number[][] = [[], [], []];
  let followed = 0;
  const follower = frame.createDrawer(() => ++followed < 0);
  times.forEach((drawn, i) => {
    const drawer = frame.createDrawer(() => drawn.push(performance.now()) > 0, 15 + 10 * i);
    setTimeout(() => drawer.mark(), 100 * i);
  });
  vi.advanceTimersByTime(1000);
  frame.drawLess(true);
  for (const drawn of times) drawn.length = 0;
  for (let i = 0; i < 1500; i++) {
    frame.noteInteraction();
    follower.mark();
    vi.advanceTimersByTime(20);
  }
  expect(times[0]).toHaveLength(3);
  expect(times[1]).toEqual(times[0]);
  expect(times[2]).toEqual(times[0]);
  expect(followed).toBeGreaterThan(1450);
});

test('after an interaction with less to draw, what has waited is drawn, though nobody marks it again', () => {
  frame.drawLess(true);
  frame.noteInteraction();
  let drawn = 0;
  const drawer = frame.createDrawer(() => ++drawn < 0, frame.TEXT_INTERVAL);
  drawer.mark();
  vi.advanceTimersByTime(50);
  expect(drawn).toBe(1);
  for (let i = 0; i < 20; i++) {
    frame.noteInteraction();
    drawer.mark();
    vi.advanceTimersByTime(50);
  }
  expect(drawn).toBe(1);
  vi.advanceTimersByTime(2000);
  expect(drawn).toBe(2);
});
