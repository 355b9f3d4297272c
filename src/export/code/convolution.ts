/** The padding of a strided convolution or of its transpose, at both ends. */
import type { ConvolutionalLayer } from '../../model/layout';

/** Rows of zeros before and after the larger image; what a transpose without cropping has too much. */
export function paddingOf({ kind, shape: { side, outSide, kernel, stride, padding } }: ConvolutionalLayer): {
  before: number;
  after: number;
} {
  if (kind === 'upsampledConvolution') return { before: padding, after: padding };
  const [large, small] = kind === 'convolution' ? [side, outSide] : [outSide, side];
  const total = Math.max(0, (small - 1) * stride + kernel - large);
  return { before: padding, after: total - padding };
}
