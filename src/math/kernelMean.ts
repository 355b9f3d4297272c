/**
 * A value that is known at scattered points, as a map: at the centre of each cell the mean of the values, weighted by a
 * Gaussian of their distance (Nadaraya 1964; Watson 1964).
 */
import type { Area } from './tiling';

export interface KernelMean {
  /** Row by row from the bottom; 0 where no point is near. */
  means: Float32Array;
  /** The sum of the weights: a point in the centre of a cell adds 1 there. */
  weights: Float32Array;
}

/** Points further away than this many standard deviations have no weight. */
const REACH = 3;

/**
 * `positions`: x, y interleaved; `values`: one per point. Points with a position or a value that is not finite are left
 * out. `sigma` is the kernel's standard deviation in plane units.
 */
export function kernelMean(
  positions: ArrayLike<number>,
  values: ArrayLike<number>,
  { left, bottom, cell, columns, rows }: Area,
  sigma: number,
): KernelMean {
  const means = new Float32Array(columns * rows);
  const weights = new Float32Array(columns * rows);
  const reach = (REACH * sigma) / cell;
  const scale = -0.5 * (cell / sigma) ** 2;
  for (let i = 0; i < values.length; i++) {
    // In cells, from the centre of the first one.
    const x = (positions[2 * i] - left) / cell - 0.5;
    const y = (positions[2 * i + 1] - bottom) / cell - 0.5;
    const value = values[i];
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(value)) continue;
    for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(rows - 1, y + reach); row++)
      for (
        let column = Math.max(0, Math.ceil(x - reach));
        column <= Math.min(columns - 1, x + reach);
        column++
      ) {
        const squared = (column - x) ** 2 + (row - y) ** 2;
        if (squared > reach * reach) continue;
        const weight = Math.exp(scale * squared);
        weights[row * columns + column] += weight;
        means[row * columns + column] += weight * value;
      }
  }
  for (let place = 0; place < means.length; place++) if (weights[place] > 0) means[place] /= weights[place];
  return { means, weights };
}
