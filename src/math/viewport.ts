/**
 * The visible part of a plane, as a value: maps a rectangle in CSS pixels to plane coordinates with the same
 * scale on both axes, y upwards. Pure; knows nothing of canvases or pointers.
 */
import { mix } from './interpolation';

export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Viewport extends Rect {
  /** Plane coordinates at the centre of the rectangle. */
  cx: number;
  cy: number;
  /** CSS pixels per plane unit. */
  scale: number;
}

/** A square of the plane: centre and half width. */
export interface Square {
  centre: readonly [number, number];
  extent: number;
}

/** Smallest and largest half width of the visible plane; beyond them zooming stops. */
export const ZOOM_LIMITS = { closest: 0.05, farthest: 500 };

export const screenX = (v: Viewport, x: number): number => v.left + v.width / 2 + (x - v.cx) * v.scale;
export const screenY = (v: Viewport, y: number): number => v.top + v.height / 2 - (y - v.cy) * v.scale;
export const planeX = (v: Viewport, px: number): number => v.cx + (px - v.left - v.width / 2) / v.scale;
export const planeY = (v: Viewport, py: number): number => v.cy - (py - v.top - v.height / 2) / v.scale;

function clampScale(rect: Rect, scale: number): number {
  const half = Math.max(1, Math.min(rect.width, rect.height)) / 2;
  return Math.min(half / ZOOM_LIMITS.closest, Math.max(half / ZOOM_LIMITS.farthest, scale));
}

/** The viewport that shows the whole square as large as the rectangle allows. */
export function showing(rect: Rect, square: Square): Viewport {
  const { left, top, width, height } = rect;
  const scale = clampScale(rect, Math.min(width, height) / (2 * square.extent));
  return { left, top, width, height, cx: square.centre[0], cy: square.centre[1], scale };
}

/** The same view in another rectangle: with the same centre, and the same extent of the shorter side. */
export function resize(v: Viewport, rect: Rect): Viewport {
  const { left, top, width, height } = rect;
  const ratio = Math.min(width, height) / Math.max(1, Math.min(v.width, v.height));
  return { left, top, width, height, cx: v.cx, cy: v.cy, scale: clampScale(rect, v.scale * ratio) };
}

/** Moves the plane with the pointer, by CSS pixels. */
export function panBy(v: Viewport, dx: number, dy: number): Viewport {
  return { ...v, cx: v.cx - dx / v.scale, cy: v.cy + dy / v.scale };
}

/** Magnifies by `factor` around a point on the screen, which stays where it is. */
export function zoomAt(v: Viewport, factor: number, px: number, py: number): Viewport {
  const x = planeX(v, px);
  const y = planeY(v, py);
  const scale = clampScale(v, v.scale * factor);
  const cx = x - (px - v.left - v.width / 2) / scale;
  const cy = y + (py - v.top - v.height / 2) / scale;
  return { ...v, cx, cy, scale };
}

/** Interpolates between two viewports in the same rectangle, the scale geometrically. */
export function between(a: Viewport, b: Viewport, t: number): Viewport {
  return {
    ...b,
    cx: mix(a.cx, b.cx, t),
    cy: mix(a.cy, b.cy, t),
    scale: a.scale * (b.scale / a.scale) ** t,
  };
}

/** The smallest square that covers the visible rectangle. */
export function covering(v: Viewport): Square {
  return { centre: [v.cx, v.cy], extent: Math.max(v.width, v.height) / 2 / v.scale };
}

/**
 * A square around the bulk of `count` points (x, y interleaved): from the 1st to the 99th percentile on each
 * axis, with a margin, so that a few outliers do not shrink the rest. Points that are not finite are ignored;
 * null when fewer than two are left. `above`: the share of the square's height, at its top, that stays free for
 * something that lies over it.
 */
export function bulkOf(positions: Float32Array, count: number, above = 0): Square | null {
  const axis = (offset: number) => {
    const values = new Float32Array(count);
    let n = 0;
    for (let i = 0; i < count; i++) {
      if (Number.isFinite(positions[2 * i]) && Number.isFinite(positions[2 * i + 1])) {
        values[n++] = positions[2 * i + offset];
      }
    }
    const sorted = values.subarray(0, n).sort();
    const low = sorted[Math.floor(0.01 * (n - 1))];
    const high = sorted[Math.ceil(0.99 * (n - 1))];
    return { n, middle: (low + high) / 2, half: ((high - low) / 2) * 1.15 };
  };
  const x = axis(0);
  const y = axis(1);
  if (x.n < 2) return null;
  const extent = Math.max(x.half, y.half / (1 - above), 1e-3);
  // Raised only as far as the points need it.
  const raised = Math.max(0, y.half - extent * (1 - 2 * above));
  return { centre: [x.middle, y.middle + raised], extent };
}

/** Whether the view `now` is close enough to the wanted square in size and place not to move. */
export function serves(now: Square, wanted: Square): boolean {
  const ratio = wanted.extent / now.extent;
  const off = Math.hypot(wanted.centre[0] - now.centre[0], wanted.centre[1] - now.centre[1]);
  return ratio > 0.7 && ratio < 1.08 && off < 0.15 * now.extent;
}
