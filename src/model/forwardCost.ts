import { layoutOf } from './compile';
import { isConvolutional } from './layout';
import type { ModelSpec } from './spec';

/** Multiply-adds of one forward pass of one image through all the layers of a model. */
export function forwardCost(spec: ModelSpec): number {
  return layoutOf(spec).layers.reduce((sum, layer) => {
    const weights = layer.weightShape.reduce((product, n) => product * n, 1);
    // A filter is applied once at every pixel of the image that has the fewest of those that it lies between.
    const places = isConvolutional(layer)
      ? (layer.kind === 'transposedConvolution' ? layer.shape.side : layer.shape.outSide) ** 2
      : layer.kind === 'groupNormalisation'
        ? layer.normalised.pixels
        : 1;
    return sum + weights * places;
  }, 0);
}
