/**
 * Outlines of eight shapes of radius 1 around the origin, as distances: negative inside, positive outside, and near the
 * outline about as far as it is. y goes down.
 */

type Outline = (x: number, y: number) => number;

const disc = (x: number, y: number, radius: number) => Math.hypot(x, y) - radius;

/** A regular polygon's side is as far from the middle as the cosine of half of its angle. */
const polygon =
  (corners: number): Outline =>
  (x, y) => {
    const half = Math.PI / corners;
    // The angle from the middle of the nearest side; a corner is at the top.
    const angle = Math.abs(((Math.atan2(x, -y) + 2 * Math.PI) % (2 * half)) - half);
    return Math.hypot(x, y) * Math.cos(angle) - Math.cos(half);
  };

/** Of so many points, with inner corners at `inner` of the radius. */
const star =
  (points: number, inner: number): Outline =>
  (x, y) => {
    const half = Math.PI / points;
    // Within a half point: the angle from its tip, 0 … half.
    const round = (Math.atan2(x, -y) + 2 * Math.PI) % (2 * half);
    const angle = Math.min(round, 2 * half - round);
    const r = Math.hypot(x, y);
    const [px, py] = [r * Math.cos(angle), r * Math.sin(angle)];
    // The distance from the line between the tip (1, 0) and the inner corner.
    const [ex, ey] = [inner * Math.cos(half) - 1, inner * Math.sin(half)];
    return ((px - 1) * -ey + py * ex) / -Math.hypot(ex, ey);
  };

/** An upright cross with arms of this half width. */
const cross =
  (width: number): Outline =>
  (x, y) => {
    const [a, b] = [Math.abs(x), Math.abs(y)];
    return Math.min(Math.max(a - 0.95, b - width), Math.max(a - width, b - 0.95));
  };

/** Half of the diagonal of the heart's square. */
const HEART = 0.74;
/** A square on its corner, and half discs on its two upper sides. */
const heart: Outline = (x, y) => {
  const [a, b] = [Math.abs(x), y - 0.07];
  const square = (a + Math.abs(b) - HEART) / Math.SQRT2;
  return Math.min(square, disc(a - HEART / 2, b + HEART / 2, HEART / Math.SQRT2));
};

export const SHAPE_NAMES = [
  'circle',
  'square',
  'triangle',
  'star',
  'ring',
  'cross',
  'heart',
  'moon',
] as const;
export type ShapeName = (typeof SHAPE_NAMES)[number];

export const outlines: Record<ShapeName, Outline> = {
  circle: (x, y) => disc(x, y, 0.92),
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.78,
  triangle: (x, y) => polygon(3)(x, y - 0.12),
  star: star(5, 0.45),
  ring: (x, y) => Math.abs(disc(x, y, 0.7)) - 0.24,
  cross: cross(0.32),
  heart,
  moon: (x, y) => Math.max(disc(x, y, 0.95), -disc(x - 0.5, y - 0.1, 0.75)),
};
