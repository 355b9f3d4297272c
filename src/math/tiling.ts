/**
 * The plane as tiles: squares of one size at fixed places, so that a decoded tile stays valid while the view
 * moves. Tile (column, row) covers x from column · cell and y from row · cell, each over a length of one
 * cell. There are three sizes per doubling, so that tiles of every third level fit into one another.
 */
import { planeX, planeY, type Viewport } from './viewport';

const STEPS_PER_DOUBLING = 3;

/** A part of the plane, divided into cells, row by row from the bottom. */
export interface Area {
  left: number;
  bottom: number;
  /** Width of a cell in plane units. */
  cell: number;
  columns: number;
  rows: number;
}

/** Width of a tile of this level, in plane units. */
export const cellOf = (level: number): number => 2 ** (level / STEPS_PER_DOUBLING);

/**
 * The level whose tiles are nearest to `pixels` wide, where a plane unit is `scale` pixels: at most 12% off.
 */
export const levelFor = (scale: number, pixels: number): number =>
  Math.round(STEPS_PER_DOUBLING * Math.log2(pixels / scale));

/** Tiles of a rectangle: the first column and the first (lowest) row, and how many of them. */
export interface Tiles {
  column: number;
  row: number;
  columns: number;
  rows: number;
}

/** The tiles of this width that a viewport shows, wholly or in part, and `around` more on each side. */
export function tilesIn(v: Viewport, cell: number, around = 0): Tiles {
  const first = (from: number) => Math.floor(from / cell) - around;
  const last = (to: number) => Math.ceil(to / cell) + around;
  const column = first(planeX(v, v.left));
  const row = first(planeY(v, v.top + v.height));
  return {
    column,
    row,
    columns: last(planeX(v, v.left + v.width)) - column,
    rows: last(planeY(v, v.top)) - row,
  };
}

/** CSS pixels of a tile: the wanted number, or more where the rectangle would hold more than `most` tiles. */
export const tileSize = (width: number, height: number, wanted: number, most: number): number =>
  Math.max(wanted, Math.sqrt((width * height) / most));
