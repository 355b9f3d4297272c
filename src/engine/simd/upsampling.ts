/** Images of twice the side, or one less, in which each pixel is repeated, and the way back. Channels last. */
import { type Matrix, rowAt } from './arena';
import type { Rows } from './share';

export interface Enlarging {
  /** Sides before and after. */
  side: number;
  outSide: number;
  channels: number;
}

/** Numbers of an enlarged image. */
export const enlargedSize = ({ outSide, channels }: Pick<Enlarging, 'outSide' | 'channels'>): number =>
  outSide ** 2 * channels;

export function enlarge(
  floats: Float32Array,
  from: Matrix,
  to: Matrix,
  own: Rows,
  { side, outSide, channels }: Enlarging,
): void {
  for (let image = own.from; image < own.from + own.rows; image++) {
    const [x, y] = [rowAt(from, image) / 4, rowAt(to, image) / 4];
    for (let row = 0; row < outSide; row++) {
      const start = y + row * outSide * channels;
      if (row % 2 === 1) {
        floats.copyWithin(start, start - outSide * channels, start);
        continue;
      }
      for (let column = 0; column < outSide; column++) {
        const [source, target] = [
          x + ((row >> 1) * side + (column >> 1)) * channels,
          start + column * channels,
        ];
        for (let c = 0; c < channels; c++) floats[target + c] = floats[source + c];
      }
    }
  }
}

/** The sum of the gradients by all copies of a pixel, which `adds` to what is there. */
export function reduce(
  floats: Float32Array,
  from: Matrix,
  to: Matrix,
  own: Rows,
  { side, outSide, channels }: Enlarging,
  adds: boolean,
): void {
  for (let image = own.from; image < own.from + own.rows; image++) {
    const [x, y] = [rowAt(from, image) / 4, rowAt(to, image) / 4];
    if (!adds) floats.fill(0, y, y + side * side * channels);
    for (let row = 0; row < outSide; row++)
      for (let column = 0; column < outSide; column++) {
        const source = x + (row * outSide + column) * channels;
        const target = y + ((row >> 1) * side + (column >> 1)) * channels;
        for (let c = 0; c < channels; c++) floats[target + c] += floats[source + c];
      }
  }
}
