/**
 * For latents of two numbers: the decoder's images on a square grid, and the shortest way from node to node in pixel
 * space, which is where the search for a geodesic starts.
 */
import type { Points } from './curve';
import { type Decode, imageDistance, pixelsOf } from './pixelMetric';
import { shortestPath } from './shortestPath';

/** x from `left`, y from `bottom` on, in latent units. */
export interface Box {
  left: number;
  bottom: number;
  width: number;
  height: number;
}

export interface PixelGrid {
  readonly box: Box;
  readonly side: number;
  /** side × side images, row by row from the bottom. */
  readonly images: Float32Array;
  /** The distance to each neighbour in pixel space, by `STEPS`; NaN where it has not been needed yet. */
  readonly distances: Float32Array;
}

/** Steps to the neighbours of a node, as far as the knight's move, so that ways can turn by less than 45°. */
const STEPS = [-2, -1, 0, 1, 2].flatMap((dx) =>
  [-2, -1, 0, 1, 2].flatMap((dy) =>
    Math.max(Math.abs(dx), Math.abs(dy)) === 1 || Math.abs(dx * dy) === 2 ? [[dx, dy] as const] : [],
  ),
);

/** Decodes the grid; yields after each row, so that the caller can pause. */
export function* decodeGrid(decode: Decode, box: Box, side: number): Generator<void, PixelGrid> {
  const pixels = pixelsOf(decode);
  const images = new Float32Array(side * side * pixels);
  const row = new Float64Array(2 * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      row[2 * x] = box.left + (box.width * x) / (side - 1);
      row[2 * x + 1] = box.bottom + (box.height * y) / (side - 1);
    }
    decode(row, side, images.subarray(y * side * pixels));
    yield;
  }
  return { box, side, images, distances: new Float32Array(side * side * STEPS.length).fill(Number.NaN) };
}

export const isInside = ({ left, bottom, width, height }: Box, z: ArrayLike<number>): boolean =>
  z[0] >= left && z[0] <= left + width && z[1] >= bottom && z[1] <= bottom + height;

/** The nodes of the shortest way in pixel space from `from` to `to`, with these in the place of their nearest nodes. */
export function wayOverGrid(grid: PixelGrid, from: ArrayLike<number>, to: ArrayLike<number>): Points {
  const { box, side, images, distances } = grid;
  const nodeOf = (z: ArrayLike<number>) => {
    const place = (value: number, start: number, size: number) =>
      Math.round(Math.min(1, Math.max(0, (value - start) / size)) * (side - 1));
    return place(z[1], box.bottom, box.height) * side + place(z[0], box.left, box.width);
  };
  const way =
    shortestPath(side * side, nodeOf(from), nodeOf(to), (node, visit) => {
      const [x, y] = [node % side, Math.floor(node / side)];
      STEPS.forEach(([dx, dy], step) => {
        if (x + dx < 0 || x + dx >= side || y + dy < 0 || y + dy >= side) return;
        const other = node + dy * side + dx;
        const at = node * STEPS.length + step;
        if (Number.isNaN(distances[at])) {
          distances[at] = imageDistance(images, node, other, images.length / side ** 2);
          distances[other * STEPS.length + STEPS.length - 1 - step] = distances[at];
        }
        visit(other, distances[at]);
      });
    }) ?? [];
  const between = way
    .slice(1, -1)
    .flatMap((node) => [
      box.left + (box.width * (node % side)) / (side - 1),
      box.bottom + (box.height * Math.floor(node / side)) / (side - 1),
    ]);
  return Float64Array.from([...Array.from(from), ...between, ...Array.from(to)]);
}
