/**
 * Neighbour searches: picking a point on the screen, walking from point to point, the classes around a latent point,
 * and thinning out points.
 */

/**
 * Index of the point of `positions` (x, y interleaved) nearest to (x, y) and at most `reach` away, among
 * those that `allowed` accepts; −1 when there is none.
 */
export function nearestWithin(
  positions: Float32Array,
  count: number,
  x: number,
  y: number,
  reach: number,
  allowed: (i: number) => boolean,
): number {
  let best = -1;
  let least = reach * reach;
  for (let i = 0; i < count; i++) {
    const dx = positions[2 * i] - x;
    const dy = positions[2 * i + 1] - y;
    const d = dx * dx + dy * dy;
    if (d <= least && allowed(i)) {
      least = d;
      best = i;
    }
  }
  return best;
}

/** Factor of the sideways distance of a point, so that points straight ahead are preferred. */
const ASIDE = 1.5;

/**
 * Index of the next point from (x, y) in the direction (dx, dy), of length 1: the nearest of those within 45°
 * of it, with sideways distances weighted more; if there is none, of all that lie ahead; else −1.
 */
export function nextInDirection(
  positions: Float32Array,
  count: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
  allowed: (i: number) => boolean,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let ahead = -1;
  let leastAhead = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const px = positions[2 * i] - x;
    const py = positions[2 * i + 1] - y;
    const along = px * dx + py * dy;
    const aside = Math.abs(px * dy - py * dx);
    if (!(along > 0) || !allowed(i)) continue;
    const far = along + ASIDE * aside;
    if (aside <= along && far < least) {
      least = far;
      best = i;
    }
    if (far < leastAhead) {
      leastAhead = far;
      ahead = i;
    }
  }
  return best >= 0 ? best : ahead;
}

export interface Vote {
  /** The class with most of the votes; of equals, the one whose first vote is nearer. */
  label: number;
  votes: number;
  /** Number of votes: k, or all points when there are fewer. */
  of: number;
}

/**
 * The most frequent label among the k points of `mu` (count × latent) nearest to z, by brute force: 2,000
 * points in two dimensions take about ten microseconds. Null without points.
 */
export function voteAt(
  z: readonly number[],
  mu: Float32Array,
  count: number,
  labels: Uint8Array,
  k = 10,
): Vote | null {
  const latent = z.length;
  const near: number[] = [];
  const distance: number[] = [];
  for (let i = 0; i < count; i++) {
    let d = 0;
    for (let j = 0; j < latent; j++) d += (mu[i * latent + j] - z[j]) ** 2;
    if (Number.isNaN(d) || (near.length === k && d >= distance[k - 1])) continue;
    let at = near.length < k ? near.length : k - 1;
    for (; at > 0 && distance[at - 1] > d; at--) {
      near[at] = near[at - 1];
      distance[at] = distance[at - 1];
    }
    near[at] = i;
    distance[at] = d;
  }
  if (near.length === 0) return null;
  const votes = new Map<number, number>();
  for (const i of near) votes.set(labels[i], (votes.get(labels[i]) ?? 0) + 1);
  let label = labels[near[0]];
  for (const [l, n] of votes) if (n > (votes.get(label) ?? 0)) label = l;
  return { label, votes: votes.get(label) ?? 0, of: near.length };
}

/**
 * Chooses points of `positions` (x, y interleaved, any unit) no two of which are closer than `apart`, and
 * marks them with 1 in `chosen`. Points that were marked before come first, so that the choice stays stable
 * while the points move. `allowed` excludes points.
 */
export function thinOut(
  chosen: Uint8Array,
  positions: Float32Array,
  count: number,
  apart: number,
  allowed: (i: number) => boolean,
): void {
  // Cells of side `apart`/√2 hold at most one choice each; a conflict is only possible within 21 cells.
  const cell = apart / Math.SQRT2;
  const taken = new Map<number, number>();
  const keyOf = (cx: number, cy: number) => cx * 1_048_573 + cy;
  const attempt = (i: number): boolean => {
    const x = positions[2 * i];
    const y = positions[2 * i + 1];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
    const cx = Math.floor(x / cell);
    const cy = Math.floor(y / cell);
    for (let dx = -2; dx <= 2; dx++) {
      for (let dy = -2; dy <= 2; dy++) {
        const other = taken.get(keyOf(cx + dx, cy + dy));
        if (other === undefined) continue;
        if ((positions[2 * other] - x) ** 2 + (positions[2 * other + 1] - y) ** 2 < apart * apart)
          return false;
      }
    }
    taken.set(keyOf(cx, cy), i);
    return true;
  };
  const before = chosen.slice(0, count);
  chosen.fill(0);
  for (let i = 0; i < count; i++) if (before[i] && allowed(i) && attempt(i)) chosen[i] = 1;
  for (let i = 0; i < count; i++) if (!before[i] && allowed(i) && attempt(i)) chosen[i] = 1;
}
