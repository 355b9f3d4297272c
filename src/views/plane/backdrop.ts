/**
 * The decoded manifold behind the points: the view is covered with digits at any pan and zoom. Where there is nothing
 * yet, large tiles come first, then tiles of the present size; tiles out of view are dropped. Tiles come from the
 * decoder on this thread, a few per frame, and from the worker, which sends all tiles in view as training proceeds. While
 * earlier steps are shown, blocks of four equal tiles come first, so that the first frame is that of the step everywhere.
 */

import { type ImageForm, imageSize } from '../../experiment/dataShape';
import { cellOf, levelFor, type Tiles, tileSize, tilesIn } from '../../math/tiling';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import type { View } from '../../worker/protocol';
import { createTileSheet, type TileSheet } from './tileSheet';

/** Size of a tile in units (see `unit.ts`), and the largest number of tiles: beyond it, tiles are larger. */
const TILE = { pixels: 32, most: 620 };
/** Coarse tiles are this many levels above, which makes them four times as wide. */
const COARSER = 6;
/** Tiles are kept up to this distance outside the view, for when it moves. */
const AROUND = 1;
/** If more tiles than this are missing, large ones are decoded first. */
const FEW = 48;
/** Number of tiles that are decoded together. */
const BATCH = 4;
/** A decoder that is slower than this, in ms per tile, is used only now and then. */
const TOO_SLOW = 6;
/** The measured time decays by this factor per frame, so that a slow decoder is eventually tried again. */
const PATIENCE = 0.9;

/**
 * Decodes tiles (bytes, 255 = ink) with centres at x, y on the plane; returns false if there is no decoder.
 */
export type DecodeTiles = (places: readonly (readonly [number, number])[], out: Uint8Array) => boolean;

/** Tiles that get the same image, decoded at x, y on the plane. */
interface Job {
  sheet: TileSheet;
  x: number;
  y: number;
  tiles: readonly Tile[];
  version: number;
}
type Tile = { column: number; row: number };

export interface Backdrop {
  /** Removes all tiles. */
  clear(): void;
  /** Marks all tiles as outdated; they stay until they are decoded again. */
  invalidate(): void;
  /** Adds tiles from the worker. `current`: they belong to the present weights. */
  take(view: View, tiles: Uint8Array, current: boolean): void;
  /** Chooses the tiles for this view; returns those that the worker should send. */
  setView(v: Viewport): Tiles & { cell: number };
  /** Decodes missing and outdated tiles, for about `budget` ms; `past`: blocks first, and none outside the view. */
  fill(
    decode: DecodeTiles,
    budget: number,
    now: () => number,
    past?: boolean,
  ): { decoded: number; more: boolean };
  draw(context: CanvasRenderingContext2D, v: Viewport): void;
  /** Whether there are any tiles. */
  readonly some: boolean;
}

const holds = ({ column, row, columns, rows }: Tiles, tile: Tile) =>
  tile.column >= column && tile.column < column + columns && tile.row >= row && tile.row < row + rows;

/** `ink` is the colour of grey digits, 0xbbggrr; `form`: that of the decoder's images, which `clear` asks for again. */
export function createBackdrop(ink: number, formNow: () => ImageForm): Backdrop {
  let form = formNow();
  let size = imageSize(form);
  let level = Number.NaN;
  let fine: TileSheet | null = null;
  /** Earlier tiles, or those that came with the model: shown where fine tiles are missing. */
  let under: TileSheet | null = null;
  let coarse: TileSheet | null = null;
  let wanted: Tiles = { column: 0, row: 0, columns: 0, rows: 0 };
  let seen: Viewport | null = null;
  /** Increases by two with each change of the weights; tiles of a block have one less. */
  let version = 2;
  let some = false;
  /** Recent time per tile, in ms; NaN before the first measurement. */
  let pace = Number.NaN;
  let bytes = new Uint8Array(BATCH * size);

  /** Whether a sheet covers the centre of a fine tile. */
  const hasPlace = (sheet: TileSheet | null, column: number, row: number) => {
    if (!sheet || !fine) return false;
    const [x, y] = [(column + 0.5) * fine.cell, (row + 0.5) * fine.cell];
    return sheet.store.versionOf(Math.floor(x / sheet.cell), Math.floor(y / sheet.cell)) > 0;
  };
  /** Fine tiles in view that are missing. */
  function* missing(v: Viewport) {
    if (!fine) return;
    const { column, row, columns, rows } = tilesIn(v, fine.cell);
    for (let r = row; r < row + rows; r++)
      for (let c = column; c < column + columns; c++)
        if (fine.store.versionOf(c, r) === 0) yield { column: c, row: r };
  }
  /** How many fine tiles in view have their centre covered by a sheet. */
  const coverage = (sheet: TileSheet, v: Viewport, cell: number) => {
    const { column, row, columns, rows } = tilesIn(v, cell);
    let known = 0;
    for (let r = row; r < row + rows; r++)
      for (let c = column; c < column + columns; c++) {
        const [x, y] = [(c + 0.5) * cell, (r + 0.5) * cell];
        if (sheet.store.versionOf(Math.floor(x / sheet.cell), Math.floor(y / sheet.cell)) > 0) known++;
      }
    return known;
  };

  function decodeJobs(jobs: readonly Job[], decode: DecodeTiles): boolean {
    const places = jobs.map(({ x, y }) => [x, y] as const);
    if (!decode(places, bytes)) return false;
    jobs.forEach(({ sheet, tiles, version: of }, i) => {
      for (const { column, row } of tiles) sheet.put(column, row, of, bytes, i * size);
    });
    some = true;
    return true;
  }
  const jobOf = (sheet: TileSheet, tile: Tile): Job => {
    const [x, y] = [(tile.column + 0.5) * sheet.cell, (tile.row + 0.5) * sheet.cell];
    return { sheet, x, y, tiles: [tile], version };
  };
  /** Two by two tiles each, those nearest to the centre first. */
  function blocks(sheet: TileSheet, tiles: readonly Tile[]): Job[] {
    const older = tiles.filter(({ column, row }) => sheet.store.versionOf(column, row) < version - 1);
    const begun = older.length < tiles.length;
    if (older.length < FEW && !begun) return [];
    const found = new Map<string, Tile[]>();
    for (const tile of older) {
      const key = `${tile.column >> 1} ${tile.row >> 1}`;
      const block = found.get(key);
      if (block) block.push(tile);
      else found.set(key, [tile]);
    }
    return [...found.values()].map((block) => {
      const { column, row } = block[0];
      const [x, y] = [2 * (column >> 1) + 1, 2 * (row >> 1) + 1];
      return { sheet, x: x * sheet.cell, y: y * sheet.cell, tiles: block, version: version - 1 };
    });
  }

  /** Decodes large tiles where nothing covers the view; done when there are none. */
  function coarseTiles(v: Viewport): Tile[] {
    const bare = [...missing(v)];
    if (!fine || bare.length < FEW) return [];
    const empty = bare.filter(({ column, row }) => !hasPlace(under, column, row));
    if (empty.length < FEW) return [];
    const cell = cellOf(level + COARSER);
    const tiles = tilesIn(v, cell);
    if (coarse?.cell !== cell || !coarse.store.holds(tiles)) coarse = createTileSheet(cell, tiles, ink, form);
    coarse.want(tiles);
    return coarse.store.outdated(version);
  }

  return {
    get some() {
      return some;
    },
    clear() {
      form = formNow();
      size = imageSize(form);
      bytes = new Uint8Array(BATCH * size);
      fine = null;
      under = null;
      coarse = null;
      level = Number.NaN;
      some = false;
      pace = Number.NaN;
      version += 2;
    },
    invalidate() {
      version += 2;
    },
    take(view, tiles, current) {
      const { side, rows = side, extent, centre } = view;
      const cell = (2 * extent) / side;
      const column = Math.round((centre[0] - extent) / cell);
      const row = Math.round((centre[1] - (rows * cell) / 2) / cell);
      let sheet = fine;
      if (!sheet || Math.abs(sheet.cell / cell - 1) > 1e-6) {
        // Of another size than the present tiles: they came with the model.
        if (some) return;
        sheet = createTileSheet(cell, { column, row, columns: side, rows }, ink, form);
        sheet.want({ column, row, columns: side, rows });
        under = sheet;
      }
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < side; c++)
          sheet.put(
            column + c,
            row + rows - 1 - r,
            current ? version : Math.max(1, version - 2),
            tiles,
            (r * side + c) * size,
          );
      some = true;
    },
    setView(v) {
      const pixels = tileSize(v.width, v.height, TILE.pixels, TILE.most);
      const next = levelFor(v.scale, pixels);
      const cell = cellOf(next);
      wanted = tilesIn(v, cell, AROUND);
      if (!fine || next !== level || !fine.store.holds(wanted)) {
        if (fine && (!under || coverage(fine, v, cell) >= coverage(under, v, cell))) under = fine;
        fine = createTileSheet(cell, wanted, ink, form);
        level = next;
      }
      fine.want(wanted);
      seen = v;
      return { ...wanted, cell };
    },
    fill(decode, budget, now, past = false) {
      if (!fine || !seen) return { decoded: 0, more: false };
      if (pace > TOO_SLOW) {
        // Only now and then, as the worker sends tiles too. The first tiles are slow with any decoder.
        pace *= PATIENCE;
        return { decoded: 0, more: fine.store.outdated(version).length > 0 };
      }
      const start = now();
      const visible = tilesIn(seen, fine.cell);
      const { store } = fine;
      const tiles = store.outdated(version).filter((tile) => !past || holds(visible, tile));
      const first = past ? blocks(fine, tiles) : [];
      const work = [
        ...first,
        ...coarseTiles(seen).map((tile) => jobOf(coarse as TileSheet, tile)),
        ...tiles.map((tile) => jobOf(fine as TileSheet, tile)),
      ];
      let done = 0;
      while (done < work.length) {
        const most = pace < 1 ? BATCH : 1;
        const batch = work.slice(done, done + most);
        const before = now();
        if (!decodeJobs(batch, decode)) return { decoded: done, more: false };
        done += batch.length;
        const took = (now() - before) / batch.length;
        pace = Number.isNaN(pace) ? took : pace + 0.3 * (took - pace);
        // All blocks belong to one frame.
        if (done >= first.length && now() - start + pace * batch.length > budget) break;
      }
      if (fine.store.outdated(version).length === 0) {
        under = null;
        coarse = null;
      }
      return { decoded: done, more: done < work.length };
    },
    draw(context, v) {
      if (!fine) {
        under?.draw(context, v);
        return;
      }
      const bare = [...missing(v)];
      const width = fine.cell * v.scale;
      for (const sheet of [under, coarse]) {
        // Only where there is no finer tile, since tiles are transparent except for their ink.
        const places = bare.filter(({ column, row }) =>
          sheet === under ? hasPlace(under, column, row) : !hasPlace(under, column, row),
        );
        if (!sheet || places.length === 0) continue;
        context.save();
        context.beginPath();
        for (const { column, row } of places)
          context.rect(screenX(v, column * fine.cell), screenY(v, (row + 1) * fine.cell), width, width);
        context.clip();
        sheet.draw(context, v);
        context.restore();
      }
      fine.draw(context, v);
    },
  };
}
