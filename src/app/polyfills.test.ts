import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** A window that has nothing but events. */
function bareWindow(): EventTarget {
  const bare = new EventTarget();
  vi.stubGlobal('window', bare);
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => {
    call();
    return 1;
  });
  return bare;
}

test('without ResizeObserver, sizes are reported at once and when the window is resized, until it is disconnected', async () => {
  const bare = bareWindow();
  await import('./polyfills');
  const { ResizeObserver } = bare as unknown as typeof globalThis;
  let width = 100;
  const plot = { getBoundingClientRect: () => ({ width }) } as unknown as Element;
  const widths: number[] = [];
  const observer = new ResizeObserver(([{ contentRect }]) => widths.push(contentRect.width));
  observer.observe(plot);
  width = 80;
  bare.dispatchEvent(new Event('resize'));
  observer.disconnect();
  bare.dispatchEvent(new Event('resize'));
  expect(widths).toEqual([100, 80]);
});

test('without matchMedia, no query matches and listeners can be added', async () => {
  const bare = bareWindow();
  await import('./polyfills');
  const query = (bare as Window & EventTarget).matchMedia('(prefers-color-scheme: dark)');
  expect(query.matches).toBe(false);
  expect(() => query.addEventListener('change', () => {})).not.toThrow();
});

test('existing features are not replaced', async () => {
  const bare = bareWindow();
  const own = { ResizeObserver: class {}, matchMedia: () => {} };
  Object.assign(bare, own);
  await import('./polyfills');
  expect(bare).toMatchObject(own);
});
