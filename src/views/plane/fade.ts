/**
 * How clearly a decoded digit is shown: fully where the model has learned to decode, faintly where it has not seen codes.
 * With a prior that is where the prior is thin, without one where the codes of test images are thin.
 */
import { HIDDEN } from './dots';

/** What is left of a digit where nothing is known of the codes. */
export const FAINTEST = 0.28;

/** From FAINTEST at 0 to 1 at 1, smoothly. */
function shade(t: number): number {
  const u = Math.min(1, Math.max(0, t));
  return FAINTEST + (1 - FAINTEST) * u * u * (3 - 2 * u);
}

/** Standard deviations from the middle of the prior: up to the first all is clear, from the second on faint. */
const PRIOR = { clear: 2, faint: 4 };

/** At a distance from the middle of a standard normal prior, on the plane. */
export const priorFade = (distance: number): number =>
  shade((PRIOR.faint - distance) / (PRIOR.faint - PRIOR.clear));

/** As dense as this part of the mean density around a code is dense enough. */
const ENOUGH = 0.15;

/** Where the density of codes is `density`, of a set whose density is `mean` around its average code. */
export const dataFade = (density: number, mean: number): number =>
  mean > 0 ? shade(density / (ENOUGH * mean)) : 1;

/** How dense codes lie, on a square grid over a part of the plane. */
export interface Density {
  /** Codes of a cell after smoothing, row by row from the lowest. */
  cells: Float32Array;
  side: number;
  left: number;
  bottom: number;
  /** Width of a cell in plane units. */
  cell: number;
  /** The density that a code sees around it, on average. */
  mean: number;
}

const SIDE = 48;
/** So often each cell is averaged with its neighbours: about two cells of smoothing. */
const SMOOTHINGS = 3;

/**
 * The density of points (x, y interleaved) over the square around `centre` of half width `extent`, and as much again
 * around it; with `kinds`, of those that are not hidden.
 */
export function densityOfCodes(
  positions: Float32Array,
  count: number,
  { centre, extent }: { centre: readonly [number, number]; extent: number },
  kinds?: Uint8Array,
): Density {
  const cell = (4 * extent) / SIDE;
  const [left, bottom] = [centre[0] - 2 * extent, centre[1] - 2 * extent];
  const at = (i: number) => {
    if (kinds && kinds[i] === HIDDEN) return -1;
    const column = Math.floor((positions[2 * i] - left) / cell);
    const row = Math.floor((positions[2 * i + 1] - bottom) / cell);
    return column >= 0 && row >= 0 && column < SIDE && row < SIDE ? row * SIDE + column : -1;
  };
  let cells = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < count; i++) {
    const place = at(i);
    if (place >= 0) cells[place]++;
  }
  for (let pass = 0; pass < SMOOTHINGS; pass++) {
    const smoothed = new Float32Array(SIDE * SIDE);
    for (let row = 0; row < SIDE; row++)
      for (let column = 0; column < SIDE; column++) {
        let sum = 0;
        for (let r = Math.max(0, row - 1); r <= Math.min(SIDE - 1, row + 1); r++)
          for (let c = Math.max(0, column - 1); c <= Math.min(SIDE - 1, column + 1); c++)
            sum += cells[r * SIDE + c];
        smoothed[row * SIDE + column] = sum / 9;
      }
    cells = smoothed;
  }
  let seen = 0;
  let known = 0;
  for (let i = 0; i < count; i++) {
    const place = at(i);
    if (place < 0) continue;
    seen += cells[place];
    known++;
  }
  return { cells, side: SIDE, left, bottom, cell, mean: known > 0 ? seen / known : 0 };
}

/** The density at a place of the plane: that of the cell there, 0 beyond the grid. */
export function densityAt({ cells, side, left, bottom, cell }: Density, x: number, y: number): number {
  const column = Math.floor((x - left) / cell);
  const row = Math.floor((y - bottom) / cell);
  return column >= 0 && row >= 0 && column < side && row < side ? cells[row * side + column] : 0;
}
