import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Loads the module, and returns a function that sends it pointer events. */
async function load() {
  vi.useFakeTimers({ toFake: ['performance'] });
  const listeners = new Map<string, (event: object) => void>();
  vi.stubGlobal('window', {
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
  });
  const { isPalm } = await import('./palm');
  return {
    isPalm,
    send: (type: string, pointerType: string) => listeners.get(type)?.({ type, pointerType, pointerId: 7 }),
  };
}

const finger = { pointerType: 'touch' };

test('touches are ignored while a pen is down, and shortly after', async () => {
  const { isPalm, send } = await load();
  expect(isPalm(finger)).toBe(false);
  send('pointerdown', 'pen');
  vi.advanceTimersByTime(60_000);
  expect(isPalm(finger)).toBe(true);
  expect(isPalm({ pointerType: 'pen' })).toBe(false);
  expect(isPalm({ pointerType: 'mouse' })).toBe(false);
  send('pointerup', 'pen');
  vi.advanceTimersByTime(400);
  expect(isPalm(finger)).toBe(true);
  // A pen that hovers counts too.
  send('pointermove', 'pen');
  vi.advanceTimersByTime(400);
  expect(isPalm(finger)).toBe(true);
  vi.advanceTimersByTime(400);
  expect(isPalm(finger)).toBe(false);
});

test('fingers and mice alone are not ignored', async () => {
  const { isPalm, send } = await load();
  send('pointerdown', 'touch');
  send('pointerdown', 'mouse');
  expect(isPalm(finger)).toBe(false);
});
