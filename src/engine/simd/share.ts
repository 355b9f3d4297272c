/** Who does what where several threads compute one network. Nothing here depends on what is computed. */
import { TILE } from './kernels';

/** Rows `from` … `from + rows − 1` of a matrix. */
export interface Rows {
  from: number;
  rows: number;
}

/**
 * The rows of thread `index` of `size`, of `count` in all: whole tiles, for the products write whole ones
 * and two threads must not write one. May be none.
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
 * The learning of some layers in pieces, for whoever is free: images are paper at their edges, so equal
 * numbers of inputs are not equal work.
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
