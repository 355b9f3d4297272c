/** The position of a pointer within an element, however the reader or an embedding page has scaled it. */

/**
 * Pixels of the window per pixel of the element: not 1 under CSS `zoom` or a scaling transform, of the element's
 * ancestors or of an embedding page. Contents are placed in the element's pixels, but pointer events come in the
 * window's.
 */
export function magnification(element: HTMLElement): number {
  if (element.offsetWidth === 0) return 1;
  const ratio = element.getBoundingClientRect().width / element.offsetWidth;
  // The ratio is inexact, since `offsetWidth` is rounded; `currentCSSZoom` is exact where browsers have it.
  const known = element.currentCSSZoom ?? 1;
  return Math.abs(ratio / known - 1) < 0.02 ? known : ratio;
}

/** From the upper left corner of the element, in its own CSS pixels. */
export function placeIn(element: HTMLElement, event: { clientX: number; clientY: number }) {
  const { left, top } = element.getBoundingClientRect();
  const scale = magnification(element);
  return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
}

/** Width and height in the element's own CSS pixels, not rounded. */
export function sizeOf(element: HTMLElement): { width: number; height: number } {
  const { width, height } = element.getBoundingClientRect();
  const scale = magnification(element);
  return { width: width / scale, height: height / scale };
}

/** Device pixels per pixel of the element. */
export const densityOf = (element: HTMLElement): number =>
  (window.devicePixelRatio || 1) * magnification(element);

/**
 * Calls the listener when the number of device pixels per CSS pixel changes: the window has moved to another monitor,
 * or the browser's zoom has changed. This does not have to resize anything. A media query only tells whether the
 * density is still the same, so each change needs a new query. Where browsers do not report that, a ResizeObserver for
 * device pixels does. Returns a function that unsubscribes.
 */
export function onDensity(listener: () => void): () => void {
  const now = () => window.devicePixelRatio || 1;
  let known = now();
  let query: MediaQueryList | null = null;
  const check = () => {
    if (now() === known) return;
    known = now();
    watch();
    listener();
  };
  const watch = () => {
    query?.removeEventListener('change', check);
    query = matchMedia(`(resolution: ${known}dppx)`);
    query.addEventListener('change', check);
  };
  const boxes = new ResizeObserver(check);
  try {
    boxes.observe(document.documentElement, { box: 'device-pixel-content-box' });
  } catch {
    // Safari does not support this box; the query suffices there.
  }
  window.addEventListener('resize', check);
  watch();
  return () => {
    query?.removeEventListener('change', check);
    boxes.disconnect();
    window.removeEventListener('resize', check);
  };
}

/** Captures the pointer; ignores the error if it no longer exists. */
export function capture(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // NotFoundError: a finger was lifted, or a pen left, before its event was handled.
  }
}
