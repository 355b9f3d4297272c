/** The padding of a strided convolution or of its transpose, as TensorFlow's "same" splits it. */
import { type ConvolutionalLayer, FILTER_SIZE, STRIDE } from '../../model/layout';

/** Rows of zeros before and after the larger image; what a transpose without cropping has too much. */
export function paddingOf({ kind, shape: { side, outSide } }: ConvolutionalLayer): {
  before: number;
  after: number;
} {
  const [large, small] = kind === 'convolution' ? [side, outSide] : [outSide, side];
  const total = Math.max(0, (small - 1) * STRIDE + FILTER_SIZE - large);
  const before = Math.floor(total / 2);
  return { before, after: total - before };
}
