/**
 * How long an engine may be silent before it counts as hanging. A step of a large model on a slow machine
 * takes long, and must not be mistaken for one that never ends.
 */

import { layoutOf } from './compile';
import { isConvolutional } from './layout';
import { INPUT_SIZE, type ModelSpec } from './spec';

const LEAST_MS = 20_000;
/**
 * Slower than plain JavaScript on any machine that runs a browser of today: multiply-adds a millisecond. Two loaded
 * cores without a GPU do twice as many in a convolution, and 300 times as many in a dense layer by SIMD.
 */
const SLOWEST = 50_000;

/** Multiply-adds of one forward pass of one image through all the layers of a model. */
export function forwardCost(spec: ModelSpec): number {
  return layoutOf(spec).layers.reduce((sum, layer) => {
    const weights = layer.weightShape.reduce((product, n) => product * n, 1);
    // A filter is applied once at every place of the smaller of its two images.
    const places = isConvolutional(layer) ? Math.min(layer.shape.side, layer.shape.outSide) ** 2 : 1;
    return sum + weights * places;
  }, 0);
}

/** In ms, for one step of `batch` images, forwards and backwards; or for a pass over a slice of other images. */
export function patienceOf(spec: ModelSpec, batch: number): number {
  const images = Math.max(batch, INPUT_SIZE);
  return Math.max(LEAST_MS, (3 * images * forwardCost(spec)) / SLOWEST);
}
