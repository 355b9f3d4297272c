/**
 * The opacity of decoded digits: full where the model has learned to decode, low where it has seen no codes. That is
 * where the prior is low, or, without a prior, where few codes of test images are.
 */
import { HIDDEN } from './dots';

/** The lowest opacity. */
export const FAINTEST = 0.28;

/** A smooth step from FAINTEST at 0 to 1 at 1. */
function shade(t: number): number {
  const u = Math.min(1, Math.max(0, t));
  return FAINTEST + (1 - FAINTEST) * u * u * (3 - 2 * u);
}

/**
 * Distances from the centre of the prior, in standard deviations: up to the first, opacity is full; from the second on,
 * it is lowest.
 */
const PRIOR = { clear: 2, faint: 4 };

/** At a distance from the centre of a standard normal prior, on the plane. */
export const priorFade = (distance: number): number =>
  shade((PRIOR.faint - distance) / (PRIOR.faint - PRIOR.clear));

/** Opacity is full from this share of the mean density on. */
const ENOUGH = 0.15;

/** At a density of codes, given their mean density. */
export const dataFade = (density: number, mean: number): number =>
  mean > 0 ? shade(density / (ENOUGH * mean)) : 1;

/** The density of codes, on a square grid over a part of the plane. */
export interface Density {
  /** Codes per cell after smoothing, row by row from the bottom. */
  cells: Float32Array;
  side: number;
  left: number;
  bottom: number;
  /** Width of a cell in plane units. */
  cell: number;
  /** The mean of the density at the codes themselves. */
  mean: number;
}

const SIDE = 48;
/** Each cell is averaged with its neighbours this many times, which smooths over about two cells. */
const SMOOTHINGS = 3;

/**
 * The density of points (x, y interleaved) on a square around `centre` of half width 2 × `extent`; with `kinds`, only
 * of points that are not hidden.
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

/** The density at a place of the plane: that of its cell, or 0 outside the grid. */
export function densityAt({ cells, side, left, bottom, cell }: Density, x: number, y: number): number {
  const column = Math.floor((x - left) / cell);
  const row = Math.floor((y - bottom) / cell);
  return column >= 0 && row >= 0 && column < side && row < side ? cells[row * side + column] : 0;
}
