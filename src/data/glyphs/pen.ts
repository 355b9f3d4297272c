/**
 * A round pen with soft edges: draws smooth curves through points and turns them into grey pixels. Knows
 * nothing of digits, random numbers or data sets.
 */

/** A path in pixels, or in any unit before it is placed. `r` is the pen's radius at each point. */
export interface Path {
  x: Float64Array;
  y: Float64Array;
  r: Float64Array;
  length: number;
}

/** Line segments between two points of a curve. */
const PIECES = 3;
/** Pixels from no ink to full ink across an edge: scans of paper, scaled down, are about as soft. */
const SOFTNESS = 1.2;
/** Distance beyond the soft edge at which pixels still get a depth, so that the edge can be roughened. */
const MARGIN = 0.35;
/** From this depth on, in pixels, a pixel is full of ink. */
export const FULL_INK = SOFTNESS / 2;

export function emptyPath(capacity: number): Path {
  return {
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    r: new Float64Array(capacity),
    length: 0,
  };
}

/**
 * Sets `out` to the smooth curve (Catmull and Rom 1974) through `n` points x, y, x, y, … as short line
 * segments. A point given twice ends one curve and starts the next: a corner. `r` is left unchanged.
 */
export function curve(out: Path, points: ArrayLike<number>, n: number): void {
  out.length = 0;
  const repeats = (i: number) =>
    i > 0 && i < n && points[2 * i] === points[2 * i - 2] && points[2 * i + 1] === points[2 * i - 1];
  for (let i = 0; i + 1 < n; i++) {
    if (repeats(i + 1)) continue;
    const before = i === 0 || repeats(i) ? i : i - 1;
    const after = i + 2 >= n || repeats(i + 2) ? i + 1 : i + 2;
    for (let piece = 0; piece < PIECES; piece++) {
      const t = piece / PIECES;
      for (const axis of [0, 1]) {
        const a = points[2 * i + axis];
        const b = points[2 * i + 2 + axis];
        const da = (b - points[2 * before + axis]) / 2;
        const db = (points[2 * after + axis] - a) / 2;
        const value = a + t * (da + t * (3 * (b - a) - 2 * da - db + t * (da + db - 2 * (b - a))));
        (axis === 0 ? out.x : out.y)[out.length] = value;
      }
      out.length++;
    }
  }
  out.x[out.length] = points[2 * n - 2];
  out.y[out.length] = points[2 * n - 1];
  out.length++;
}

/**
 * Draws the paths into `depth` (side × side): how many pixels inside the ink the centre of each pixel lies,
 * negative outside. Each pixel keeps the maximum over all strokes.
 */
export function lay(depth: Float32Array, side: number, paths: readonly Path[], enough = Infinity): void {
  depth.fill(Number.NEGATIVE_INFINITY);
  for (const path of paths) layOne(depth, side, path, enough);
}

function layOne(depth: Float32Array, side: number, path: Path, enough: number): void {
  const { x, y, r, length } = path;
  for (let i = 0; i + 1 < length; i++) {
    const x0 = x[i];
    const y0 = y[i];
    const r0 = r[i];
    const x1 = x[i + 1];
    const y1 = y[i + 1];
    const dx = x1 - x0;
    const dy = y1 - y0;
    const dr = r[i + 1] - r0;
    const squared = dx * dx + dy * dy;
    const scale = squared > 0 ? 1 / squared : 0;
    const reach = Math.max(r0, r[i + 1]) + SOFTNESS / 2 + MARGIN;
    const reachSquared = reach * reach;
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(side - 1, Math.floor(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(side - 1, Math.floor(Math.max(y0, y1) + reach));
    for (let row = top; row <= bottom; row++) {
      const py = row + 0.5 - y0;
      for (let column = left, at = row * side + left; column <= right; column++, at++) {
        const laid = depth[at];
        if (laid >= enough) continue;
        const px = column + 0.5 - x0;
        const t = (px * dx + py * dy) * scale;
        const along = t < 0 ? 0 : Math.min(t, 1);
        const ex = px - along * dx;
        const ey = py - along * dy;
        const away = ex * ex + ey * ey;
        if (away > reachSquared) continue;
        // Most pixels lie deeper in an earlier segment, which can be decided without a square root.
        const radius = r0 + along * dr;
        const room = radius - laid;
        if (room > 0 && away < room * room) depth[at] = radius - Math.sqrt(away);
      }
    }
  }
}

/** Grey from 0 (paper) to 255 (ink) for a pixel that lies `depth` pixels inside the ink. */
export function greyOf(depth: number): number {
  const ink = 0.5 + depth / SOFTNESS;
  return ink <= 0 ? 0 : ink >= 1 ? 255 : Math.round(255 * ink);
}

/** Writes the grey of each pixel to `out`, with its depth roughened by `roughness` pixels of `grain`. */
export function toGrey(out: Uint8Array, depth: Float32Array, grain: Float32Array, roughness: number): void {
  for (let i = 0; i < depth.length; i++) out[i] = greyOf(depth[i] + roughness * grain[i]);
}

/** The centre of mass of the ink, in pixels; pixel (0, 0) has its centre at (½, ½). */
export function centreOfMass(depth: Float32Array, side: number): { x: number; y: number } {
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let row = 0, i = 0; row < side; row++) {
    for (let column = 0; column < side; column++, i++) {
      const grey = greyOf(depth[i]);
      if (grey === 0) continue;
      mass += grey;
      sumX += grey * (column + 0.5);
      sumY += grey * (row + 0.5);
    }
  }
  return { x: sumX / mass, y: sumY / mass };
}
