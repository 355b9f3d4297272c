/**
 * Places elements over the plane's canvases. Places are percentages of the plot instead of pixels: in print, and
 * between a resize and the next frame, the browser stretches the canvases with the plot, and no script runs to move the
 * elements.
 */
import type { Viewport } from '../../math/viewport';

/** Handles and marks that are out of view are shown at this distance from the edge, in units (see `unit.ts`). */
export const INSET = 14;

/** Clamps a position on the screen to slightly inside the nearer edge. */
export const inFrom = (at: number, from: number, to: number): number =>
  at < from ? from + INSET : at > to ? to - INSET : at;

const part = (pixels: number, whole: number) => Number(((100 * pixels) / whole).toFixed(4));

/** Moves an element, which is positioned at the plot's corner, to a place on it. */
export function moveTo(element: HTMLElement, v: Viewport, px: number, py: number): void {
  const { width, height } = v;
  element.style.transform = `translate(${part(px, width)}cqw, ${part(py, height)}cqh)`;
}

/** Sets the viewBox of an SVG that covers the plot to the plot's units, at any displayed size. */
export function stretch(svg: SVGSVGElement | null, v: Viewport): void {
  const { width, height } = v;
  const box = `0 0 ${width} ${height}`;
  if (!svg || svg.getAttribute('viewBox') === box) return;
  svg.setAttribute('viewBox', box);
  svg.setAttribute('preserveAspectRatio', 'none');
}
