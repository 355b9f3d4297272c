/** Polylines in the plane. */

export type Place = readonly [x: number, y: number];

/**
 * The polyline with as few of its points as keep it within `tolerance` of all of them (Douglas & Peucker 1973): both
 * ends, and of a straight line no others.
 */
export function simplified(points: readonly Place[], tolerance: number): Place[] {
  if (points.length < 3) return [...points];
  const last = points.length - 1;
  let farthest = 0;
  let most = tolerance;
  for (let i = 1; i < last; i++) {
    const away = distanceToSegment(points[i], points[0], points[last]);
    if (away > most) {
      farthest = i;
      most = away;
    }
  }
  if (farthest === 0) return [points[0], points[last]];
  const before = simplified(points.slice(0, farthest + 1), tolerance);
  return [...before.slice(0, -1), ...simplified(points.slice(farthest), tolerance)];
}

function distanceToSegment([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
