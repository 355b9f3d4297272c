/**
 * The windows of a convolution or of its transpose: from a larger image to a smaller one. A convolution goes from the
 * larger to the smaller, its transpose the other way, with the same filter matrix: a row for each number of a window, a
 * column for each channel of the smaller image.
 */
import type { ConvolutionalLayer } from './layout';

export interface Windows {
  /** Side and channels of the larger image, and of the smaller. */
  readonly large: number;
  readonly largeChannels: number;
  readonly small: number;
  readonly smallChannels: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Those of a convolution over an enlarged image are between that one and the image after. */
export function windowsOf({ kind, shape }: ConvolutionalLayer): Windows {
  const { side, channels, outSide, outChannels, kernel, stride, padding } = shape;
  return kind !== 'transposedConvolution'
    ? {
        large: kind === 'convolution' ? side : outSide,
        largeChannels: channels,
        small: outSide,
        smallChannels: outChannels,
        kernel,
        stride,
        padding,
      }
    : {
        large: outSide,
        largeChannels: outChannels,
        small: side,
        smallChannels: channels,
        kernel,
        stride,
        padding,
      };
}
