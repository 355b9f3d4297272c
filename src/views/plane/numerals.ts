/**
 * One numeral per class, at the centre of its points; numerals that would overlap are pushed apart. Pure and
 * deterministic, so that the same plane always looks the same.
 */
import { MOST_CLASSES } from '../../experiment/labels';

export const NUMERALS = MOST_CLASSES;

/**
 * The median of each class on each axis, x and y interleaved, over finite points; NaN for a class with fewer than
 * `least` of them. `kinds` has the class of each point; other values are skipped.
 */
export function mediansOf(
  positions: Float32Array,
  kinds: Uint8Array,
  count: number,
  least = 3,
): Float32Array {
  const sizes = new Uint32Array(NUMERALS);
  const known = (i: number) =>
    kinds[i] < NUMERALS && Number.isFinite(positions[2 * i]) && Number.isFinite(positions[2 * i + 1]);
  for (let i = 0; i < count; i++) if (known(i)) sizes[kinds[i]]++;
  const values = [0, 1].map((axis) => {
    const lists = Array.from(sizes, (size) => new Float32Array(size));
    const used = new Uint32Array(NUMERALS);
    for (let i = 0; i < count; i++) if (known(i)) lists[kinds[i]][used[kinds[i]]++] = positions[2 * i + axis];
    return lists;
  });
  const medians = new Float32Array(2 * NUMERALS).fill(Number.NaN);
  for (let label = 0; label < NUMERALS; label++) {
    if (sizes[label] < least) continue;
    for (const axis of [0, 1]) medians[2 * label + axis] = values[axis][label].sort()[sizes[label] >> 1];
  }
  return medians;
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
}
/** A disc, and the anchor that it belongs to. */
export interface Anchored extends Disc {
  /** The index of its anchor. */
  index: number;
  anchor: { x: number; y: number };
}

/** A straight line of some width, with round ends. */
export interface Stroke {
  from: { x: number; y: number };
  to: { x: number; y: number };
  /** Half the width. */
  radius: number;
}

/** What numerals avoid. */
export type Obstacle = Disc | Stroke | Room;

export interface Room {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Number of iterations: discs are pulled to their anchors and pushed apart, and in the last ones only pushed apart. */
const ROUNDS = 120;
const SETTLING = 80;
const PULL = 0.2;
/** Overlaps smaller than this, in pixels, count as resolved, and discs that moved less in a round as at rest. */
const LEAST_PUSH = 0.02;
/** The largest overlap of two discs that is accepted, in pixels. */
const MOST_OVERLAP = 2;

/**
 * Discs of one radius as close to their anchors as possible without touching each other, the obstacles or the edge of
 * the room. A disc that does not fit is left out. The same anchors always give the same places.
 */
export function pushedApart(
  anchors: readonly { x: number; y: number }[],
  radius: number,
  obstacles: readonly Obstacle[],
  room: Room,
): Anchored[] {
  // Discs at the same place are separated in different directions.
  const discs = anchors.map((anchor, i) => {
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    return {
      index: i,
      anchor,
      radius,
      x: anchor.x + 0.01 * Math.cos(angle),
      y: anchor.y + 0.01 * Math.sin(angle),
    };
  });
  const before = discs.map(() => ({ x: 0, y: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    let pushed = false;
    discs.forEach(({ x, y }, i) => {
      before[i].x = x;
      before[i].y = y;
    });
    for (const disc of discs) {
      if (round >= SETTLING) break;
      disc.x += PULL * (disc.anchor.x - disc.x);
      disc.y += PULL * (disc.anchor.y - disc.y);
    }
    discs.forEach((disc, i) => {
      for (let j = 0; j < i; j++) {
        const other = discs[j];
        if (!near(disc, other)) continue;
        const { dx, dy, overlap } = between(disc, other);
        if (overlap <= 0) continue;
        pushed ||= overlap > LEAST_PUSH;
        disc.x += (dx * overlap) / 2;
        disc.y += (dy * overlap) / 2;
        other.x -= (dx * overlap) / 2;
        other.y -= (dy * overlap) / 2;
      }
      for (const obstacle of obstacles) {
        if (!near(disc, obstacle)) continue;
        const { dx, dy, overlap } = away(disc, obstacle);
        if (overlap <= 0) continue;
        pushed ||= overlap > LEAST_PUSH;
        disc.x += dx * overlap;
        disc.y += dy * overlap;
      }
    });
    for (const disc of discs) {
      disc.x = Math.min(room.right - radius, Math.max(room.left + radius, disc.x));
      disc.y = Math.min(room.bottom - radius, Math.max(room.top + radius, disc.y));
    }
    // No overlaps are left.
    if (round >= SETTLING && !pushed) break;
    // At rest between pull and push: what follows is only pushed.
    const moved = (disc: Disc, i: number) =>
      Math.abs(disc.x - before[i].x) > LEAST_PUSH || Math.abs(disc.y - before[i].y) > LEAST_PUSH;
    if (round < SETTLING && !discs.some(moved)) round = SETTLING - 1;
  }
  // In a corner full of obstacles a numeral may not fit: it is left out.
  const kept: Anchored[] = [];
  for (const disc of discs)
    if ([...obstacles, ...kept].every((other) => away(disc, other).overlap <= MOST_OVERLAP)) kept.push(disc);
  return kept;
}

/** The direction from `b` to `a`, and their overlap. */
function between(a: Disc, b: Disc): { dx: number; dy: number; overlap: number } {
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  const distance = Math.hypot(dx, dy);
  const overlap = a.radius + b.radius - distance;
  return distance > 0 ? { dx: dx / distance, dy: dy / distance, overlap } : { dx: 0, dy: -1, overlap };
}

/** A quick test before the exact one: whether a disc can touch an obstacle at all. */
function near({ x, y, radius }: Disc, obstacle: Obstacle): boolean {
  if ('from' in obstacle) {
    const { from, to, radius: half } = obstacle;
    const reach = radius + half;
    return (
      x > Math.min(from.x, to.x) - reach &&
      x < Math.max(from.x, to.x) + reach &&
      y > Math.min(from.y, to.y) - reach &&
      y < Math.max(from.y, to.y) + reach
    );
  }
  if ('radius' in obstacle) {
    const reach = radius + obstacle.radius;
    return Math.abs(x - obstacle.x) < reach && Math.abs(y - obstacle.y) < reach;
  }
  const { left, right, top, bottom } = obstacle;
  return x > left - radius && x < right + radius && y > top - radius && y < bottom + radius;
}

/** The shortest way of a disc out of a box, and their overlap. */
function outOf(disc: Disc, box: Room): { dx: number; dy: number; overlap: number } {
  const x = Math.min(box.right, Math.max(box.left, disc.x));
  const y = Math.min(box.bottom, Math.max(box.top, disc.y));
  const [dx, dy] = [disc.x - x, disc.y - y];
  const distance = Math.hypot(dx, dy);
  if (distance > 0) return { dx: dx / distance, dy: dy / distance, overlap: disc.radius - distance };
  // The centre is inside: out through the nearest side.
  return [
    { dx: -1, dy: 0, overlap: disc.x - box.left + disc.radius },
    { dx: 1, dy: 0, overlap: box.right - disc.x + disc.radius },
    { dx: 0, dy: -1, overlap: disc.y - box.top + disc.radius },
    { dx: 0, dy: 1, overlap: box.bottom - disc.y + disc.radius },
  ].reduce((least, way) => (way.overlap < least.overlap ? way : least));
}

/** The point of a stroke that is nearest to a place. */
function nearestOn({ from, to }: Stroke, { x, y }: { x: number; y: number }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const t = length > 0 ? ((x - from.x) * dx + (y - from.y) * dy) / length : 0;
  const on = Math.min(1, Math.max(0, t));
  return { x: from.x + on * dx, y: from.y + on * dy };
}

function away(disc: Disc, obstacle: Obstacle) {
  if ('from' in obstacle) return between(disc, { ...nearestOn(obstacle, disc), radius: obstacle.radius });
  return 'radius' in obstacle ? between(disc, obstacle) : outOf(disc, obstacle);
}
