/** Arrows on the plane from some codes, in the direction in which they would move. */
import { type Directions, onPlane } from '../../latent/slice';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import type { Palette } from '../../ui/palette';
import { HIDDEN } from './dots';
import { strokeOutlined } from './marks';
import type { PlanePoints } from './planePoints';

export interface Arrows {
  /** The test images of the codes. */
  images: Uint32Array;
  /** Their codes, count × latent, before and after the movement. */
  before: Float32Array;
  after: Float32Array;
  latent: number;
  /** The step before the movement. */
  step: number;
  /** By which the movement is enlarged; null until a view is known. */
  factor: number | null;
}

/** The length on the screen that a long arrow shall have, in units (see `unit.ts`): of every ten, one is longer. */
const LONG = 30;
const LONG_SHARE = 0.9;
/** A factor is kept while a long arrow is not shorter or longer than these parts of that length. */
const KEPT = [0.45, 2.2];
/** A movement that is shorter on the screen, in units, has no direction that can be seen. */
const SHORTEST = 1;
const HEAD = 5;
/** Factors begin with one of these; the next one is nearer, as a ratio, from about this multiple on. */
const ROUND = [1, 2, 5];
const ROUND_UP = 1.6;

/** The place of the k-th code before the movement, and the movement, seen on the plane. */
export function movement(
  { before, after, latent }: Arrows,
  k: number,
  slice: Directions,
): readonly [x: number, y: number, dx: number, dy: number] {
  const [from, to] = [k * latent, (k + 1) * latent];
  const [x, y] = onPlane(before.subarray(from, to), slice);
  const [toX, toY] = onPlane(after.subarray(from, to), slice);
  return [x, y, toX - x, toY - y];
}

/** By how much movements are enlarged so that they can be seen: 1, 2 or 5 times a power of ten; `present` if that still suits. */
export function factorOf(arrows: Arrows, slice: Directions, scale: number, present: number | null): number {
  const lengths = Array.from(arrows.images, (_, k) => Math.hypot(...movement(arrows, k, slice).slice(2)))
    .filter((length) => Number.isFinite(length) && length > 0)
    .sort((a, b) => a - b);
  const long = lengths[Math.floor(LONG_SHARE * (lengths.length - 1))];
  if (!(long > 0)) return present ?? 1;
  const ideal = LONG / (long * scale);
  if (present !== null && present / ideal >= KEPT[0] && present / ideal <= KEPT[1]) return present;
  const exponent = Math.floor(Math.log10(ideal));
  const first = ideal / 10 ** exponent;
  const rounded = ROUND.find((one) => first < one * ROUND_UP) ?? 10;
  // Not a product: 10⁻³ is not a number of binary digits.
  return exponent < 0 ? rounded / 10 ** -exponent : rounded * 10 ** exponent;
}

/** `draw` draws an arrow for each visible code, from where the code was before the movement. */
export function createArrowLayer(points: Pick<PlanePoints, 'kinds' | 'count'>) {
  const canvas = document.createElement('canvas');
  const own = canvas.getContext('2d');
  let drawn: readonly unknown[] = [];
  return {
    /** `classes`: those that are visible; `density`: pixels of the canvas per unit of the view. */
    draw(
      context: CanvasRenderingContext2D,
      v: Viewport,
      density: number,
      arrows: Arrows,
      slice: Directions,
      classes: readonly number[],
      colours: Palette,
    ): void {
      if (!own) return;
      const { width, height } = context.canvas;
      const wanted = [arrows, arrows.factor, v, density, slice, classes, colours, width, height];
      // Dots drift in many frames, while strokes take the browser milliseconds and stay the same.
      if (wanted.some((part, i) => part !== drawn[i])) {
        drawn = wanted;
        canvas.width = width;
        canvas.height = height;
        own.setTransform(density, 0, 0, density, 0, 0);
        drawArrows(own, v, arrows, points, slice, colours);
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(canvas, 0, 0);
      context.setTransform(density, 0, 0, density, 0, 0);
    },
  };
}

function drawArrows(
  context: CanvasRenderingContext2D,
  v: Viewport,
  arrows: Arrows,
  { kinds, count }: Pick<PlanePoints, 'kinds' | 'count'>,
  slice: Directions,
  colours: Palette,
): void {
  const factor = (arrows.factor ?? 1) * v.scale;
  context.beginPath();
  arrows.images.forEach((i, k) => {
    if (i >= count || kinds[i] === HIDDEN) return;
    const [x, y, moveX, moveY] = movement(arrows, k, slice);
    const [dx, dy] = [factor * moveX, -factor * moveY];
    const length = Math.hypot(dx, dy);
    // Written so that NaN fails.
    if (!(length >= SHORTEST)) return;
    const [px, py] = [screenX(v, x), screenY(v, y)];
    const [tipX, tipY] = [px + dx, py + dy];
    const head = Math.min(HEAD, 0.5 * length) / length;
    context.moveTo(px, py);
    context.lineTo(tipX, tipY);
    for (const side of [1, -1]) {
      context.moveTo(tipX, tipY);
      context.lineTo(tipX - head * (dx + side * 0.6 * dy), tipY - head * (dy - side * 0.6 * dx));
    }
  });
  strokeOutlined(context, [3.5, 1.25], colours.paper, colours.ink);
}
