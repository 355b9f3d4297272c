/**
 * Puts what lies over the plane's canvases where it belongs. Places are written as parts of the plot, not as pixels:
 * on paper, and for the moment between a resize and the next frame, the browser stretches the canvases with the plot,
 * and no script runs to move the rest.
 */
import type { Viewport } from '../../math/viewport';

/** A handle or mark out of sight is shown this far from the edge, in units (see `unit.ts`). */
export const INSET = 14;

/** A place on the screen that is out of sight, moved a little inside the nearer edge. */
export const inFrom = (at: number, from: number, to: number): number =>
  at < from ? from + INSET : at > to ? to - INSET : at;

const part = (pixels: number, whole: number) => Number(((100 * pixels) / whole).toFixed(4));

/** Moves an element that stands at the plot's corner to a place on it. */
export function moveTo(element: HTMLElement, v: Viewport, px: number, py: number): void {
  const { width, height } = v;
  element.style.transform = `translate(${part(px, width)}cqw, ${part(py, height)}cqh)`;
}

/** Lets a picture that covers the plot count in the plot's units, however large it is shown. */
export function stretch(svg: SVGSVGElement | null, v: Viewport): void {
  const { width, height } = v;
  const box = `0 0 ${width} ${height}`;
  if (!svg || svg.getAttribute('viewBox') === box) return;
  svg.setAttribute('viewBox', box);
  svg.setAttribute('preserveAspectRatio', 'none');
}
