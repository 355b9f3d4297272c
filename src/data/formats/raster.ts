/** Decoded pictures, and how colours become grey. */

export interface Raster {
  width: number;
  height: number;
  /** Grey, or red, green, blue, alpha, row by row. */
  channels: 1 | 4;
  data: Uint8Array | Uint8ClampedArray;
}

/** ITU-R BT.601 luma, as Pillow's mode "L". */
export const GREY = [0.299, 0.587, 0.114] as const;

export const greyOf = (red: number, green: number, blue: number): number =>
  GREY[0] * red + GREY[1] * green + GREY[2] * blue;

export interface Flat {
  /** 0 … 255 a pixel. */
  values: Uint8Array;
  coloured: boolean;
  transparent: boolean;
}

/** How much the opaque pixels of a picture may differ to count as one ink on nothing. */
const ONE_INK = 40;

/**
 * One byte a pixel. In a picture of one ink on a transparent ground, whatever its colour, opacity is the ink;
 * any other transparent picture is laid on white paper.
 */
export function flattened({ width, height, channels, data }: Raster): Flat {
  const count = width * height;
  if (channels === 1) return { values: Uint8Array.from(data), coloured: false, transparent: false };
  let [coloured, transparent] = [false, false];
  let [low, high] = [255, 0];
  const values = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [r, g, b, a] = [data[4 * i], data[4 * i + 1], data[4 * i + 2], data[4 * i + 3]];
    if (a > 0 && (r !== g || g !== b)) coloured = true;
    if (a < 255) transparent = true;
    const grey = greyOf(r, g, b);
    if (a > 128) {
      low = Math.min(low, grey);
      high = Math.max(high, grey);
    }
    values[i] = Math.round((a * grey + (255 - a) * 255) / 255);
  }
  if (transparent && high - low <= ONE_INK) for (let i = 0; i < count; i++) values[i] = data[4 * i + 3];
  return { values, coloured, transparent };
}

/** Red, green and blue of each pixel, on white paper. */
export function inColour({ width, height, channels, data }: Raster): Uint8Array {
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const [pixel, c] = [Math.floor(i / 3), i % 3];
    if (channels === 1) return data[pixel];
    const alpha = data[4 * pixel + 3];
    return Math.round((alpha * data[4 * pixel + c] + (255 - alpha) * 255) / 255);
  });
}
