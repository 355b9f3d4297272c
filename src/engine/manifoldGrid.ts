/** The manifold of the plane: the latent points of its tiles, and their pixels as bytes. */

/** The part of a view that says where the plane cuts through the latent space. */
export interface PlaneSlice {
  axes: readonly [number, number];
  rest: readonly number[];
  centre: readonly [number, number];
  extent: number;
  /** Tiles from left to right. */
  side: number;
  /** Tiles from top to bottom; by default as many as from left to right. */
  rows?: number;
}

/**
 * rows × side × latent coordinates, row by row from the top left: the first axis grows to the right, the
 * second upwards. Tiles are squares that divide centre ± extent evenly from left to right.
 */
export function manifoldGrid(slice: PlaneSlice, latent: number): Float32Array {
  const { axes, rest, centre, extent, side, rows = side } = slice;
  const z = new Float32Array(rows * side * latent);
  const at = (i: number, of: number) => ((i + 0.5 - of / 2) / side) * 2 * extent;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < side; column++) {
      const offset = (row * side + column) * latent;
      for (let d = 0; d < latent; d++) z[offset + d] = rest[d] ?? 0;
      if (latent > 1) z[offset + axes[1]] = centre[1] - at(row, rows);
      z[offset + axes[0]] = centre[0] + at(column, side);
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
