/**
 * The windows of a convolution or of its transpose, as the kernels know them: from a larger image to a smaller one. A
 * convolution goes from the larger to the smaller, its transpose the other way, with the same filter matrix: a row for
 * each number of a window, a column for each channel of the smaller image.
 */
import type { ConvolutionalLayer } from '../../model/layout';
import { type Arena, roundUp } from './arena';
import { BLOCK, PANEL, TILE } from './kernels';

/** The numbers of the kernels' `Windows`, in their order. */
export const WINDOWS = [
  'large',
  'largeChannels',
  'small',
  'smallChannels',
  'kernel',
  'stride',
  'padding',
] as const;
export type Windows = Readonly<Record<(typeof WINDOWS)[number], number>>;

export function windowsOf({ kind, shape }: ConvolutionalLayer): Windows {
  const { side, channels, outSide, outChannels, kernel, stride, padding } = shape;
  return kind === 'convolution'
    ? {
        large: side,
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

/** Numbers of a window: rows of the filter matrix. */
export const windowSize = ({ kernel, largeChannels }: Windows): number => kernel ** 2 * largeChannels;

/** Pixels of the small image. */
export const pixelsOf = ({ small }: Windows): number => small ** 2;

/** As in the kernels: pixels of the small image at a time, and rows of a strip. */
const PIXELS = 64;
const STRIP = 512;

/** Numbers of `scratch` for `down` and `up`. */
export function scratchSize(w: Windows): number {
  const run = w.kernel * w.largeChannels;
  const runs = Math.min(w.kernel, Math.max(1, Math.floor(BLOCK / run)));
  const down = PIXELS * runs * run + TILE * run + TILE * PANEL;
  const up = PIXELS * (roundUp(windowSize(w), PANEL) + Math.min(w.smallChannels, BLOCK));
  return Math.max(down, up);
}

/** Numbers of a strip for `learnFilter`. */
export const stripSize = (w: Windows): number => TILE * Math.max(STRIP, pixelsOf(w));

/** Numbers of the zeros that `up` and `learnFilter` start from. */
export const zerosSize = (w: Windows): number => roundUp(Math.max(windowSize(w), w.smallChannels), PANEL);

export const reserveWindows = (arena: Arena): number => arena.bytes(4 * WINDOWS.length);

export function writeWindows(memory: ArrayBufferLike, at: number, w: Windows): void {
  new Int32Array(memory, at, WINDOWS.length).set(WINDOWS.map((name) => w[name]));
}
