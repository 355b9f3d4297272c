/**
 * The part of the plane that is shown: the home square, which the model determines, until the reader moves the view,
 * and again after a reset. Knows viewports and time, but no pixels or pointers.
 */
import { easeOut } from '../../math/interpolation';
import {
  between,
  panBy,
  type Rect,
  resize,
  type Square,
  showing,
  type Viewport,
  zoomAt,
} from '../../math/viewport';

const GLIDE_MS = 250;

export interface Camera {
  readonly view: Viewport;
  /** Whether the reader has moved the view away from home. */
  readonly movedByReader: boolean;
  readonly home: Square;
  /** Continues an animation; returns whether it is still running. */
  advance(now: number): boolean;
  setRect(rect: Rect): void;
  /** Sets the home square; the view moves there unless the reader has moved it. */
  setHome(square: Square, glide: boolean): void;
  reset(glide: boolean): void;
  /** Shows a square that the reader has chosen. */
  show(square: Square): void;
  pan(dx: number, dy: number): void;
  /** Zooms around a point on the screen; by default, the centre. */
  zoom(factor: number, px?: number, py?: number): void;
}

export function createCamera(initial: Square): Camera {
  let home = initial;
  let view = showing({ left: 0, top: 0, width: 100, height: 100 }, home);
  let movedByReader = false;
  let glide: { from: Viewport; to: Viewport; start: number | null } | null = null;

  const goHome = (smoothly: boolean) => {
    const to = showing(view, home);
    glide = smoothly ? { from: view, to, start: null } : null;
    if (!smoothly) view = to;
  };
  const take = (next: Viewport) => {
    glide = null;
    movedByReader = true;
    view = next;
  };
  return {
    get view() {
      return view;
    },
    get movedByReader() {
      return movedByReader;
    },
    get home() {
      return home;
    },
    advance(now) {
      if (!glide) return false;
      glide.start ??= now;
      const t = (now - glide.start) / GLIDE_MS;
      view = between(glide.from, glide.to, easeOut(t));
      if (t >= 1) glide = null;
      return glide !== null;
    },
    setRect(rect) {
      glide = null;
      view = movedByReader ? resize(view, rect) : showing(rect, home);
    },
    setHome(square, smoothly) {
      home = square;
      if (!movedByReader) goHome(smoothly);
    },
    reset(smoothly) {
      movedByReader = false;
      goHome(smoothly);
    },
    show: (square) => take(showing(view, square)),
    pan: (dx, dy) => take(panBy(view, dx, dy)),
    zoom: (factor, px = view.left + view.width / 2, py = view.top + view.height / 2) =>
      take(zoomAt(view, factor, px, py)),
  };
}
