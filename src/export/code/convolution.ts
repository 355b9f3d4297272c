/** What the libraries need to know of convolutions, and of other layers that read images. */
import { type ConvolutionalLayer, isConvolutional, type Layer } from '../../model/layout';

/** The images that a layer reads and writes; null where it reads rows of numbers. */
export function imagesOf(layer: Layer): { side: number; channels: number } | null {
  if (isConvolutional(layer)) return layer.shape;
  if (layer.kind !== 'groupNormalisation' || layer.normalised.pixels === 1) return null;
  const { pixels, channels } = layer.normalised;
  return { side: Math.sqrt(pixels), channels };
}

/** The padding at both ends: rows of zeros before and after the larger image; what a transpose without cropping has too much. */
export function paddingOf({ kind, shape: { side, outSide, kernel, stride, padding } }: ConvolutionalLayer): {
  before: number;
  after: number;
} {
  if (kind === 'upsampledConvolution') return { before: padding, after: padding };
  const [large, small] = kind === 'convolution' ? [side, outSide] : [outSide, side];
  const total = Math.max(0, (small - 1) * stride + kernel - large);
  return { before: padding, after: total - padding };
}
