import { afterEach, expect, test, vi } from 'vitest';
import { capture, magnification, onDensity, placeIn } from './pointer';

afterEach(() => vi.unstubAllGlobals());

/** A screen whose density changes as a browser tells it: by the media query that named the old one, and once. */
function screen() {
  const page = { devicePixelRatio: 1, addEventListener: () => {}, removeEventListener: () => {} };
  let asked: { density: string; listeners: Set<() => void> } | null = null;
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('matchMedia', (query: string) => {
    const listeners = new Set<() => void>();
    asked = { density: /([\d.]+)dppx/.exec(query)?.[1] ?? '', listeners };
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
    if (asked?.density === was) for (const listener of [...asked.listeners]) listener();
  };
}

test('each change of the density is told, there and back, until nobody listens', () => {
  const become = screen();
  const told = vi.fn();
  const stop = onDensity(told);
  become(2);
  expect(told).toHaveBeenCalledTimes(1);
  become(1.5);
  become(1);
  expect(told).toHaveBeenCalledTimes(3);
  stop();
  become(2);
  expect(told).toHaveBeenCalledTimes(3);
});

test('a pointer is placed in the pixels of the element, whatever its page is magnified by', () => {
  const element = (zoom: number, currentCSSZoom?: number) =>
    ({
      offsetWidth: 301,
      currentCSSZoom,
      getBoundingClientRect: () => ({ left: 30, top: 60, width: 300.6 * zoom, height: 100 }),
    }) as unknown as HTMLElement;
  expect(magnification(element(1))).toBe(1);
  expect(magnification(element(1.5, 1.5))).toBe(1.5);
  // A browser that does not name its zoom, and a transform, which is no zoom.
  expect(magnification(element(0.8))).toBeCloseTo(0.8, 2);
  expect(magnification(element(2, 1))).toBeCloseTo(2, 1);
  expect(placeIn(element(1.5, 1.5), { clientX: 180, clientY: 210 })).toEqual({ x: 100, y: 100 });
});

test('a pointer that has gone before its event was heard is no error', () => {
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
