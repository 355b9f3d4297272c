/**
 * Two clouds of codes of the same images, laid over each other: orthogonal Procrustes analysis (Schönemann 1966) in the
 * plane, with translation and uniform scale; reflections are allowed, since the axes of a latent space have no
 * orientation. Clouds are x, y interleaved; a cloud of one dimension has y = 0.
 */

/** (x, y) ↦ matrix · (x, y) + shift. The matrix, row by row, is a rotation or a reflection times a positive scale. */
export interface Similarity {
  readonly matrix: readonly [number, number, number, number];
  readonly shift: readonly [number, number];
}

export const IDENTITY: Similarity = { matrix: [1, 0, 0, 1], shift: [0, 0] };

export const applied = (
  { matrix: [a, b, c, d], shift }: Similarity,
  x: number,
  y: number,
): [number, number] => [a * x + b * y + shift[0], c * x + d * y + shift[1]];

export const scaleOf = ({ matrix: [a, , c] }: Similarity): number => Math.hypot(a, c);

export function inverse({ matrix: [a, b, c, d], shift: [x, y] }: Similarity): Similarity {
  // The transpose, divided by the square of the scale.
  const square = a * a + c * c;
  const matrix = [a / square, c / square, b / square, d / square] as const;
  return { matrix, shift: [-(matrix[0] * x + matrix[1] * y), -(matrix[2] * x + matrix[3] * y)] };
}

export interface Alignment {
  /** Maps `from` onto `to`, with the mean and the size (root of the summed squares about it) of `to`. */
  similarity: Similarity;
  /**
   * The Procrustes distance 1 − R², from 0 (the same up to a similarity) to 1: the share of the variance of either cloud
   * that remains after the best similarity from the other. It is the same in both directions.
   */
  residual: number;
}

/**
 * Aligns `from` with `to`, pairing their first `count` points; pairs that are not finite are left out. Null where fewer
 * than two pairs are left, or the points of a cloud all coincide.
 *
 * The rotation is the one of least squares. Least squares would also shrink `from` by the factor R, so that clouds with
 * little in common would end in one point; the scale here makes both equally large instead.
 */
export function align(from: ArrayLike<number>, to: ArrayLike<number>, count: number): Alignment | null {
  const pairs: number[] = [];
  for (let i = 0; i < count; i++)
    if (Number.isFinite(from[2 * i] + from[2 * i + 1] + to[2 * i] + to[2 * i + 1])) pairs.push(i);
  const mean = (of: ArrayLike<number>, k: number) =>
    pairs.reduce((sum, i) => sum + of[2 * i + k], 0) / pairs.length;
  const [fx, fy, tx, ty] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
  let [sizeFrom, sizeTo, xx, xy, yx, yy] = [0, 0, 0, 0, 0, 0];
  for (const i of pairs) {
    const [px, py] = [from[2 * i] - fx, from[2 * i + 1] - fy];
    const [qx, qy] = [to[2 * i] - tx, to[2 * i + 1] - ty];
    sizeFrom += px * px + py * py;
    sizeTo += qx * qx + qy * qy;
    xx += qx * px;
    xy += qx * py;
    yx += qy * px;
    yy += qy * py;
  }
  // Also where the squares overflow.
  if (!(sizeFrom > 0 && sizeTo > 0 && sizeFrom < Number.MAX_VALUE && sizeTo < Number.MAX_VALUE)) return null;
  // The largest traces of Rᵀ Σ q pᵀ over all rotations R, and over all reflections.
  const turned = Math.hypot(xx + yy, yx - xy);
  const mirrored = Math.hypot(xx - yy, xy + yx);
  const trace = Math.max(turned, mirrored);
  const scale = Math.sqrt(sizeTo / sizeFrom);
  const unit = (a: number, b: number, length: number): [number, number] =>
    length > 0 ? [(scale * a) / length, (scale * b) / length] : [scale, 0];
  const rotation = turned >= mirrored;
  const [cos, sin] = rotation ? unit(xx + yy, yx - xy, turned) : unit(xx - yy, xy + yx, mirrored);
  const matrix = rotation ? ([cos, -sin, sin, cos] as const) : ([cos, sin, sin, -cos] as const);
  const shift = [tx - matrix[0] * fx - matrix[1] * fy, ty - matrix[2] * fx - matrix[3] * fy] as const;
  const r2 = (trace / sizeFrom) * (trace / sizeTo);
  return { similarity: { matrix, shift }, residual: Math.max(0, 1 - r2) };
}
