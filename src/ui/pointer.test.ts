import { afterEach, expect, test, vi } from 'vitest';
import { capture, magnification, onDensity, placeIn } from './pointer';

afterEach(() => vi.unstubAllGlobals());

/** A screen whose density changes as browsers report it: once, by the media query for the previous density. */
function screen() {
  const page = { devicePixelRatio: 1, addEventListener: () => {}, removeEventListener: () => {} };
  let watched: { density: string; listeners: Set<() => void> } | null = null;
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('matchMedia', (query: string) => {
    const listeners = new Set<() => void>();
    watched = { density: /([\d.]+)dppx/.exec(query)?.[1] ?? '', listeners };
    return {
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    };
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {
        throw new TypeError('as in Safari');
      }
      disconnect() {}
    },
  );
  return (density: number) => {
    const was = String(page.devicePixelRatio);
    page.devicePixelRatio = density;
    if (watched?.density === was) for (const listener of [...watched.listeners]) listener();
  };
}

test('every change of the density is reported, until unsubscribed', () => {
  const setDensity = screen();
  const listener = vi.fn();
  const stop = onDensity(listener);
  setDensity(2);
  expect(listener).toHaveBeenCalledTimes(1);
  setDensity(1.5);
  setDensity(1);
  expect(listener).toHaveBeenCalledTimes(3);
  stop();
  setDensity(2);
  expect(listener).toHaveBeenCalledTimes(3);
});

test("a pointer's position is in the element's own pixels, however it is magnified", () => {
  const element = (zoom: number, currentCSSZoom?: number) =>
    ({
      offsetWidth: 301,
      currentCSSZoom,
      getBoundingClientRect: () => ({ left: 30, top: 60, width: 300.6 * zoom, height: 100 }),
    }) as unknown as HTMLElement;
  expect(magnification(element(1))).toBe(1);
  expect(magnification(element(1.5, 1.5))).toBe(1.5);
  // A browser without `currentCSSZoom`, and a transform, which that does not include.
  expect(magnification(element(0.8))).toBeCloseTo(0.8, 2);
  expect(magnification(element(2, 1))).toBeCloseTo(2, 1);
  expect(placeIn(element(1.5, 1.5), { clientX: 180, clientY: 210 })).toEqual({ x: 100, y: 100 });
});

test('capturing a pointer that no longer exists is not an error', () => {
  const held: number[] = [];
  const element = {
    setPointerCapture(id: number) {
      if (id === 2) throw new DOMException('No active pointer.', 'NotFoundError');
      held.push(id);
    },
  } as unknown as Element;
  capture(element, 1);
  expect(() => capture(element, 2)).not.toThrow();
  expect(held).toEqual([1]);
});
