/** The manifold of the plane: the latent points of its tiles, and their pixels as bytes. */

/** The part of a view that says where the plane cuts through the latent space. */
export interface Cut {
  axes: readonly [number, number];
  rest: readonly number[];
  centre: readonly [number, number];
  extent: number;
  side: number;
}

/**
 * side² × latent coordinates, row by row from the top left: the first axis grows to the right, the
 * second upwards. Tile centres divide the square centre ± extent evenly.
 */
export function manifoldGrid(cut: Cut, latent: number): Float32Array {
  const { axes, rest, centre, extent, side } = cut;
  const z = new Float32Array(side * side * latent);
  const at = (i: number) => ((i + 0.5) / side) * 2 * extent - extent;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const offset = (row * side + column) * latent;
      for (let d = 0; d < latent; d++) z[offset + d] = rest[d] ?? 0;
      if (latent > 1) z[offset + axes[1]] = centre[1] - at(row);
      z[offset + axes[0]] = centre[0] + at(column);
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
