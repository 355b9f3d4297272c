/** The manifold of the plane: the latent points of its tiles, and their pixels as bytes. */
import type { Slice } from '../latent/slice';

/** The part of a view that says which latent points are shown. */
export interface PlaneGrid {
  /** Coordinates that it lacks count as 0. */
  slice: Slice;
  centre: readonly [number, number];
  extent: number;
  /** Tiles from left to right. */
  side: number;
  /** Tiles from top to bottom; by default as many as from left to right. */
  rows?: number;
}

/**
 * rows × side × latent coordinates, row by row from the top left: u points to the right, v upwards. Tiles are squares
 * that divide centre ± extent evenly from left to right.
 */
export function manifoldGrid(grid: PlaneGrid, latent: number): Float32Array {
  const { slice, centre, extent, side, rows = side } = grid;
  const { origin, u, v } = slice;
  const z = new Float32Array(rows * side * latent);
  const at = (i: number, of: number) => ((i + 0.5 - of / 2) / side) * 2 * extent;
  for (let row = 0; row < rows; row++) {
    const y = centre[1] - at(row, rows);
    for (let column = 0; column < side; column++) {
      const x = centre[0] + at(column, side);
      const offset = (row * side + column) * latent;
      for (let d = 0; d < latent; d++) z[offset + d] = (origin[d] ?? 0) + x * (u[d] ?? 0) + y * (v[d] ?? 0);
    }
  }
  return z;
}

/** Pixels in [0, 1] as bytes, 255 = ink. */
export function toBytes(pixels: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) bytes[i] = pixels[i] * 255 + 0.5;
  return bytes;
}
