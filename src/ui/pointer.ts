/** Where a pointer is in an element, whatever a host or a reader has done to the size of the page. */

/**
 * Pixels of the window to one of the element's own: not 1 under CSS `zoom` or a scaling transform, of an ancestor
 * or of a host page. What is drawn and placed inside counts in the element's pixels, pointers come in the window's.
 */
export function magnification(element: HTMLElement): number {
  if (element.offsetWidth === 0) return 1;
  const ratio = element.getBoundingClientRect().width / element.offsetWidth;
  // The offset is rounded to whole pixels; where the browser knows the factor by itself, it is exact.
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

/** Pixels of the screen to one of the element's own. */
export const densityOf = (element: HTMLElement): number =>
  (window.devicePixelRatio || 1) * magnification(element);

/**
 * Calls when a pixel of the page becomes another number of pixels of the screen: the window has gone to another
 * monitor, or the browser's zoom has changed. Nothing need have been resized by that. A media query tells only
 * whether the density is what it was, so each change needs a new one; browsers that can also tell the size of a box
 * in pixels of the screen tell of it that way when no query is answered.
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
    // Safari knows no such box; the query is enough there.
  }
  window.addEventListener('resize', check);
  watch();
  return () => {
    query?.removeEventListener('change', check);
    boxes.disconnect();
    window.removeEventListener('resize', check);
  };
}

/** Lets all that a pointer does go to an element. One that has gone meanwhile cannot be held, which is no fault. */
export function capture(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // NotFoundError: a finger lifted, or a pen out of reach, before its event was heard.
  }
}
