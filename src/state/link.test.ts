/** When the page's address follows what the page shows. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepLookInLink } from './link';
import { watchMovement } from './movement';
import { move } from './probes';
import { initialState, useStore } from './store';

const replaceState = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('history', { state: null, replaceState });
  replaceState.mockClear();
  useStore.setState(initialState(), true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the address follows a drag once it has ended, and a probe that moves by itself meanwhile', () => {
  const noteMovement = watchMovement(() => {});
  const leave = keepLookInLink();
  const drag = (x: number) => useStore.setState(move('A', [x, 0]));
  for (let x = 0; x < 50; x++) {
    noteMovement();
    drag(x);
    vi.advanceTimersByTime(100);
  }
  expect(replaceState).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(replaceState).toHaveBeenCalledTimes(1);
  expect(replaceState.mock.lastCall?.[2]).toContain('A:49,0');

  for (let x = 0; x < 50; x++) {
    drag(x);
    vi.advanceTimersByTime(100);
  }
  expect(replaceState.mock.calls.length).toBeGreaterThan(8);
  leave();
});
