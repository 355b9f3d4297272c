/**
 * Which tiles of one size are available, and their cells on a sheet of limited size: a tile's cell is its column and
 * row modulo those of the sheet, so that nothing has to be moved with the view. Knows no pixels.
 */
import type { Tiles } from '../../math/tiling';

export interface TileStore {
  /** The size of the sheet in cells. */
  readonly columns: number;
  readonly rows: number;
  /** The wanted tiles. */
  readonly wanted: Tiles;
  /** Whether the sheet is large enough for this many tiles. */
  holds(tiles: Tiles): boolean;
  /** Sets the wanted tiles; they take over cells of other tiles, which are passed to `freed`. */
  want(tiles: Tiles, freed: (place: number) => void): void;
  /** The version that a wanted tile was drawn from; 0 if it is missing. */
  versionOf(column: number, row: number): number;
  /** Records that a tile was drawn from `version` (above 0); returns its cell, or −1 if it is not wanted any more. */
  set(column: number, row: number, version: number): number;
  /** Wanted tiles of another version: missing ones first, and then the nearest to the centre first. */
  outdated(version: number): { column: number; row: number }[];
}

const modulo = (a: number, n: number) => ((a % n) + n) % n;

export function createTileStore(columns: number, rows: number): TileStore {
  const column = new Int32Array(columns * rows);
  const row = new Int32Array(columns * rows);
  const version = new Int32Array(columns * rows);
  let wanted: Tiles = { column: 0, row: 0, columns: 0, rows: 0 };

  const placeOf = (c: number, r: number) => modulo(c, columns) + columns * modulo(r, rows);
  const isWanted = (c: number, r: number) =>
    c >= wanted.column &&
    c < wanted.column + wanted.columns &&
    r >= wanted.row &&
    r < wanted.row + wanted.rows;
  const versionOf = (c: number, r: number) => {
    return isWanted(c, r) ? version[placeOf(c, r)] : 0;
  };
  function* all() {
    for (let r = wanted.row; r < wanted.row + wanted.rows; r++)
      for (let c = wanted.column; c < wanted.column + wanted.columns; c++) yield { column: c, row: r };
  }
  return {
    columns,
    rows,
    get wanted() {
      return wanted;
    },
    holds: (tiles) => tiles.columns <= columns && tiles.rows <= rows,
    want(tiles, freed) {
      wanted = tiles;
      for (const tile of all()) {
        const place = placeOf(tile.column, tile.row);
        if (column[place] === tile.column && row[place] === tile.row) continue;
        column[place] = tile.column;
        row[place] = tile.row;
        if (version[place] !== 0) freed(place);
        version[place] = 0;
      }
    },
    versionOf,
    set(c, r, to) {
      if (!isWanted(c, r)) return -1;
      const place = placeOf(c, r);
      version[place] = to;
      return place;
    },
    outdated(now) {
      const x = wanted.column + (wanted.columns - 1) / 2;
      const y = wanted.row + (wanted.rows - 1) / 2;
      return [...all()]
        .filter((tile) => versionOf(tile.column, tile.row) !== now)
        .map((tile) => ({
          tile,
          there: versionOf(tile.column, tile.row) === 0 ? 0 : 1,
          far: Math.hypot(tile.column - x, tile.row - y),
        }))
        .sort((a, b) => a.there - b.there || a.far - b.far)
        .map(({ tile }) => tile);
    },
  };
}
