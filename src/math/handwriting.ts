/** What can be measured of one handwritten digit: side × side bytes, row by row, 0 = paper. NaN where there is no ink. */

/**
 * How far strokes lean to the right: the shear that makes the ink upright, horizontal by vertical (the second moments
 * of the ink, as in the deslanting of MNIST by LeCun et al. 1998).
 */
export function slantOf(image: Uint8Array, side = 28): number {
  let [mass, sumX, sumY] = [0, 0, 0];
  image.forEach((ink, i) => {
    mass += ink;
    sumX += ink * (i % side);
    sumY += ink * Math.floor(i / side);
  });
  const [meanX, meanY] = [sumX / mass, sumY / mass];
  let [xy, yy] = [0, 0];
  image.forEach((ink, i) => {
    const y = Math.floor(i / side) - meanY;
    xy += ink * ((i % side) - meanX) * y;
    yy += ink * y * y;
  });
  // Rows go down, and a digit leans to the right at its top.
  return yy > 0 ? 0 - xy / yy : Number.NaN;
}

/**
 * The width of the strokes in pixels: twice their area by the length of their outline, as of a band that is much longer
 * than wide. The outline of grey ink is the sum of its slopes.
 */
export function thicknessOf(image: Uint8Array, side = 28): number {
  let [area, outline] = [0, 0];
  const at = (row: number, column: number) =>
    row >= 0 && row < side && column >= 0 && column < side ? image[row * side + column] : 0;
  for (let row = -1; row < side; row++)
    for (let column = -1; column < side; column++) {
      const ink = at(row, column);
      area += ink;
      outline += Math.hypot(at(row, column + 1) - ink, at(row + 1, column) - ink);
    }
  return area > 0 ? (2 * area) / outline : Number.NaN;
}
