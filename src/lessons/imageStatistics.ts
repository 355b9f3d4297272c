/** Statistics of the test images that lessons compare losses with. Computed once for a set. */

interface Images {
  images: Uint8Array;
  count: number;
}

/** Keeps the result for the set that was given last. */
function once(compute: (set: Images) => number): (set: Images) => number {
  const known = new WeakMap<Images, number>();
  return (set) => {
    const value = known.get(set) ?? compute(set);
    known.set(set, value);
    return value;
  };
}

/**
 * The mean of Σ −x log x − (1 − x) log(1 − x) over images, x in [0, 1], in nats per image: the least Bernoulli
 * reconstruction loss, that of a decoder that returns the image itself.
 */
export const entropyOf = once(({ images, count }) => {
  const byByte = Float64Array.from({ length: 256 }, (_, byte) => {
    const x = byte / 255;
    return x === 0 || x === 1 ? 0 : -x * Math.log(x) - (1 - x) * Math.log1p(-x);
  });
  let sum = 0;
  for (const byte of images) sum += byByte[byte];
  return sum / count;
});

/** The mean squared distance from the mean image, with pixels in [0, 1]: the sum of the variances of all pixels. */
export const varianceOf = once(({ images, count }) => {
  const size = images.length / count;
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let at = 0; at < images.length; at++) {
    sums[at % size] += images[at];
    squares[at % size] += images[at] ** 2;
  }
  return sums.reduce((total, sum, i) => total + (squares[i] / count - (sum / count) ** 2) / 255 ** 2, 0);
});
