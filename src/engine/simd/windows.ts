/** The windows of a convolution as the kernels know them, and the memory that they need. */
import type { Windows } from '../../model/windows';
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
] as const satisfies readonly (keyof Windows)[];

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
