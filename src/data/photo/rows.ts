/** The rows in which signs are written, on a sheet that may lie askew. */
import type { Box } from './parts';

/** Degrees that a sheet may be turned by, and how exactly the angle is found. */
const MOST_DEGREES = 8;
const STEP = 0.25;
/** Signs whose middles differ by more than this part of their usual height, across the rows, are in different rows. */
const APART = 0.5;

/** The signs row by row from the top, each row from the left. */
export function rowsOf<T extends Box>(signs: readonly T[]): T[][] {
  if (signs.length === 0) return [];
  const heights = signs.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b);
  const apart = APART * heights[heights.length >> 1];
  let best = { between: -1, rows: [] as T[][] };
  // From 0 outwards, so that a straight sheet is not turned where that makes no difference.
  for (let k = 0; k <= (2 * MOST_DEGREES) / STEP; k++) {
    const degrees = STEP * Math.ceil(k / 2) * (k % 2 ? 1 : -1);
    const slope = Math.tan((degrees * Math.PI) / 180);
    const placed = signs
      .map((sign) => ({ sign, y: middleY(sign) - slope * middleX(sign) }))
      .sort((a, b) => a.y - b.y);
    const rows: T[][] = [];
    let between = 0;
    placed.forEach(({ sign, y }, i) => {
      const gap = i === 0 ? Number.POSITIVE_INFINITY : y - placed[i - 1].y;
      if (gap > apart) {
        rows.push([]);
        if (i > 0) between += gap;
      }
      rows[rows.length - 1].push(sign);
    });
    // The more of the height lies between rows, the narrower these are.
    const share = between / (placed[placed.length - 1].y - placed[0].y || 1);
    if (share > best.between + 1e-9) best = { between: share, rows };
  }
  return best.rows.map((row) => row.sort((a, b) => middleX(a) - middleX(b)));
}

const middleX = ({ left, right }: Box) => (left + right) / 2;
const middleY = ({ top, bottom }: Box) => (top + bottom) / 2;
