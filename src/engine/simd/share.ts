/** How the work of one network is divided among threads, whatever is computed. */
import { TILE } from './kernels';

/** Rows `from` … `from + rows − 1` of a matrix. */
export interface Rows {
  from: number;
  rows: number;
}

/**
 * The rows of thread `index` of `size`, out of `count`: whole tiles, since the products write whole tiles and
 * two threads must not write the same one. May be empty.
 */
export function rowsOf(count: number, index: number, size: number): Rows {
  const tiles = Math.ceil(count / TILE);
  const begin = (i: number) => Math.min(count, TILE * Math.floor((tiles * i) / size));
  return { from: begin(index), rows: begin(index + 1) - begin(index) };
}

/** Inputs `from` to `to`, exclusive, of a layer that learns. */
export interface Piece<L> {
  layer: L;
  from: number;
  to: number;
}

/** Inputs of a piece: two panels, whose weights and moments fit into the second-level cache. */
const PIECE = 16;

/**
 * Divides layers into pieces that free threads take: images are empty at their edges, so equal numbers of
 * inputs are not equal work.
 */
export function piecesOf<L extends { inputs: number }>(layers: readonly L[]): Piece<L>[] {
  return layers.flatMap((layer) =>
    Array.from({ length: Math.ceil(layer.inputs / PIECE) }, (_, i) => ({
      layer,
      from: i * PIECE,
      to: Math.min(layer.inputs, (i + 1) * PIECE),
    })),
  );
}
