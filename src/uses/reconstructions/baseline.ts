/** The loss of the best constant reconstruction: to be better than that, a model has to use its code. */
import type { Likelihood } from '../../model/spec';

/**
 * The mean loss, in nats per image, of reconstructing each of `images` (of `size` bytes) as their mean. With m the
 * mean of a pixel, it is −m log m − (1 − m) log(1 − m) per pixel for a Bernoulli likelihood, and half the variance for
 * a Gaussian one.
 */
export function meanImageLoss(images: Uint8Array, likelihood: Likelihood, size = 784): number {
  const count = images.length / size;
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let at = 0; at < images.length; at += size)
    for (let pixel = 0; pixel < size; pixel++) {
      const x = images[at + pixel];
      sums[pixel] += x;
      squares[pixel] += x * x;
    }
  let nats = 0;
  for (let pixel = 0; pixel < size; pixel++) {
    const mean = sums[pixel] / count / 255;
    if (likelihood === 'gaussian') nats += (squares[pixel] / count / 255 ** 2 - mean * mean) / 2;
    else if (mean > 0 && mean < 1) nats -= mean * Math.log(mean) + (1 - mean) * Math.log1p(-mean);
  }
  return nats;
}
