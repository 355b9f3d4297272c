/** The masks of MADE. */

/**
 * The connections of a masked autoencoder (Germain et al. 2015) in the natural order: pixel i has degree i +
 * 1, hidden units have degrees spread evenly over 1 … pixels − 1, and a unit reads only inputs of a degree no
 * higher than its own; output i reads those strictly lower than i + 1. Degrees rise from unit to unit, so an
 * input reaches a tail of the outputs: those from `reach[input]` on. Returns one array per layer, with one
 * number per input; the last layer has `pixels` outputs.
 */
export function maskedReach(widths: readonly number[], pixels: number): Int32Array[] {
  const spread = (width: number) =>
    Int32Array.from({ length: width }, (_, k) => 1 + Math.floor((k * (pixels - 1)) / width));
  const natural = Int32Array.from({ length: pixels }, (_, i) => i + 1);
  // Both rise, so the first index that is high enough only moves forward.
  const tails = (from: Int32Array, to: Int32Array, above: number) => {
    let k = 0;
    return from.map((degree) => {
      while (k < to.length && to[k] < degree + above) k++;
      return k;
    });
  };
  let below = natural;
  const hidden = widths.map((width) => {
    const degrees = spread(width);
    const reach = tails(below, degrees, 0);
    below = degrees;
    return reach;
  });
  return [...hidden, tails(below, natural, 1)];
}
