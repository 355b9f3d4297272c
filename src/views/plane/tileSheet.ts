/** Decoded tiles of one size as pixels of a canvas, which are drawn wherever the view has them. */

import type { ImageForm } from '../../experiment/dataShape';
import { type Tiles, tilesIn } from '../../math/tiling';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import { createTileStore, type TileStore } from './tileStore';

/** Additional cells, so that a sheet survives a small change of the view. */
const SPARE = 2;

export interface TileSheet {
  /** Width of a tile, in plane units. */
  readonly cell: number;
  readonly store: TileStore;
  want(tiles: Tiles): void;
  /** Draws a tile from the bytes of `pixels` at `offset`, 255 = ink, if it is still wanted. */
  put(column: number, row: number, version: number, pixels: Uint8Array, offset: number): void;
  /** Draws the tiles that are available. */
  draw(context: CanvasRenderingContext2D, v: Viewport): void;
}

/** `ink` is 0xbbggrr, for grey images; those in colour are opaque. */
export function createTileSheet(
  cell: number,
  { columns, rows }: Tiles,
  ink: number,
  { side, channels }: ImageForm,
): TileSheet {
  const store = createTileStore(columns + SPARE, rows + SPARE);
  const canvas = document.createElement('canvas');
  canvas.width = store.columns * side;
  canvas.height = store.rows * side;
  const context = canvas.getContext('2d');
  // Written to the canvas as a whole before it is drawn, which is several times faster than tile by tile.
  const image = new ImageData(canvas.width, canvas.height);
  const words = new Uint32Array(image.data.buffer);
  let written = true;
  /** The first pixel of a cell. Rows of the plane go up, those of the canvas down. */
  const cornerOf = (place: number) => {
    const row = store.rows - 1 - Math.floor(place / store.columns);
    return row * side * canvas.width + (place % store.columns) * side;
  };
  return {
    cell,
    store,
    want(tiles) {
      store.want(tiles, (place) => {
        const corner = cornerOf(place);
        for (let row = 0; row < side; row++) {
          const at = corner + row * canvas.width;
          words.fill(0, at, at + side);
        }
        written = false;
      });
    },
    put(column, row, version, pixels, offset) {
      const place = store.set(column, row, version);
      if (place < 0) return;
      let from = offset;
      for (let y = 0, at = cornerOf(place); y < side; y++, at += canvas.width)
        if (channels === 1) {
          // Dark pixels are opaque; the background shows through light ones.
          for (let x = 0; x < side; x++) words[at + x] = (pixels[from++] << 24) | ink;
        } else
          for (let x = 0; x < side; x++, from += 3)
            words[at + x] = 0xff000000 | (pixels[from + 2] << 16) | (pixels[from + 1] << 8) | pixels[from];
      written = false;
    },
    draw(target, v) {
      if (!written) context?.putImageData(image, 0, 0);
      written = true;
      const size = cell * v.scale;
      const seen = common(tilesIn(v, cell), store.wanted);
      // When zoomed in far, each pixel of the decoder is shown as a square.
      target.imageSmoothingEnabled = size < 3 * side;
      // Each range of columns and rows that is contiguous on the sheet is one draw call.
      for (const [column, columns, x] of stretches(seen.column, seen.columns, store.columns))
        for (const [row, rows, y] of stretches(seen.row, seen.rows, store.rows))
          target.drawImage(
            canvas,
            x * side,
            (store.rows - y - rows) * side,
            columns * side,
            rows * side,
            screenX(v, column * cell),
            screenY(v, (row + rows) * cell),
            columns * size,
            rows * size,
          );
    },
  };
}

/** The tiles in both ranges. */
function common(a: Tiles, b: Tiles): Tiles {
  const column = Math.max(a.column, b.column);
  const row = Math.max(a.row, b.row);
  return {
    column,
    row,
    columns: Math.max(0, Math.min(a.column + a.columns, b.column + b.columns) - column),
    rows: Math.max(0, Math.min(a.row + a.rows, b.row + b.rows) - row),
  };
}

/**
 * Splits the `count` numbers from `first`, modulo `size`, into ranges that do not wrap around: the first number of
 * each, its length, and its start modulo `size`.
 */
function stretches(first: number, count: number, size: number): [number, number, number][] {
  const found: [number, number, number][] = [];
  const end = first + count;
  for (let at = first; at < end; ) {
    const place = ((at % size) + size) % size;
    const length = Math.min(size - place, end - at);
    found.push([at, length, place]);
    at += length;
  }
  return found;
}
