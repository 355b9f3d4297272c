import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module as a page loads it, and how that page hears of a pointer. */
async function load() {
  vi.useFakeTimers({ toFake: ['performance'] });
  const listeners = new Map<string, (event: object) => void>();
  vi.stubGlobal('window', {
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
  });
  const { isPalm } = await import('./palm');
  return {
    isPalm,
    hear: (type: string, pointerType: string) => listeners.get(type)?.({ type, pointerType, pointerId: 7 }),
  };
}

const finger = { pointerType: 'touch' };

test("touches are nobody's while a pen is down, and between two of its strokes", async () => {
  const { isPalm, hear } = await load();
  expect(isPalm(finger)).toBe(false);
  hear('pointerdown', 'pen');
  vi.advanceTimersByTime(60_000);
  expect(isPalm(finger)).toBe(true);
  expect(isPalm({ pointerType: 'pen' })).toBe(false);
  expect(isPalm({ pointerType: 'mouse' })).toBe(false);
  hear('pointerup', 'pen');
  vi.advanceTimersByTime(400);
  expect(isPalm(finger)).toBe(true);
  // It hovers.
  hear('pointermove', 'pen');
  vi.advanceTimersByTime(400);
  expect(isPalm(finger)).toBe(true);
  vi.advanceTimersByTime(400);
  expect(isPalm(finger)).toBe(false);
});

test('fingers and mice alone change nothing', async () => {
  const { isPalm, hear } = await load();
  hear('pointerdown', 'touch');
  hear('pointerdown', 'mouse');
  expect(isPalm(finger)).toBe(false);
});
