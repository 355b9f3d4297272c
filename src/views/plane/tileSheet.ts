/** Decoded tiles of one size as pixels of a canvas, which are drawn wherever the view has them. */
import { type Tiles, tilesIn } from '../../math/tiling';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import { IMAGE_SIDE, INPUT_SIZE } from '../../model/spec';
import { createTileStore, type TileStore } from './tileStore';

/** Additional cells, so that a sheet survives a small change of the view. */
const SPARE = 2;

export interface TileSheet {
  /** Width of a tile, in plane units. */
  readonly cell: number;
  readonly store: TileStore;
  want(tiles: Tiles): void;
  /** Draws a tile from 784 bytes of `pixels` at `offset`, 255 = ink, if it is still wanted. */
  put(column: number, row: number, version: number, pixels: Uint8Array, offset: number): void;
  /** Draws the tiles that are available. */
  draw(context: CanvasRenderingContext2D, v: Viewport): void;
}

/** `ink` is 0xbbggrr. */
export function createTileSheet(cell: number, { columns, rows }: Tiles, ink: number): TileSheet {
  const store = createTileStore(columns + SPARE, rows + SPARE);
  const canvas = document.createElement('canvas');
  canvas.width = store.columns * IMAGE_SIDE;
  canvas.height = store.rows * IMAGE_SIDE;
  const context = canvas.getContext('2d');
  // Written to the canvas as a whole before it is drawn, which is several times faster than tile by tile.
  const image = new ImageData(canvas.width, canvas.height);
  const words = new Uint32Array(image.data.buffer);
  let written = true;
  /** The first pixel of a cell. Rows of the plane go up, those of the canvas down. */
  const cornerOf = (place: number) => {
    const row = store.rows - 1 - Math.floor(place / store.columns);
    return row * IMAGE_SIDE * canvas.width + (place % store.columns) * IMAGE_SIDE;
  };
  return {
    cell,
    store,
    want(tiles) {
      store.want(tiles, (place) => {
        const corner = cornerOf(place);
        for (let row = 0; row < IMAGE_SIDE; row++) {
          const at = corner + row * canvas.width;
          words.fill(0, at, at + IMAGE_SIDE);
        }
        written = false;
      });
    },
    put(column, row, version, pixels, offset) {
      const place = store.set(column, row, version);
      if (place < 0) return;
      // Dark pixels are opaque; the background shows through light ones.
      for (let i = 0, at = cornerOf(place); i < INPUT_SIZE; i += IMAGE_SIDE, at += canvas.width)
        for (let x = 0; x < IMAGE_SIDE; x++) words[at + x] = (pixels[offset + i + x] << 24) | ink;
      written = false;
    },
    draw(target, v) {
      if (!written) context?.putImageData(image, 0, 0);
      written = true;
      const size = cell * v.scale;
      const seen = common(tilesIn(v, cell), store.wanted);
      // When zoomed in far, each pixel of the decoder is shown as a square.
      target.imageSmoothingEnabled = size < 3 * IMAGE_SIDE;
      // Each range of columns and rows that is contiguous on the sheet is one draw call.
      for (const [column, columns, x] of stretches(seen.column, seen.columns, store.columns))
        for (const [row, rows, y] of stretches(seen.row, seen.rows, store.rows))
          target.drawImage(
            canvas,
            x * IMAGE_SIDE,
            (store.rows - y - rows) * IMAGE_SIDE,
            columns * IMAGE_SIDE,
            rows * IMAGE_SIDE,
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
