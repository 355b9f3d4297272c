/**
 * Normalises a drawing like MNIST's images: "normalized to fit in a 20×20 pixel box while preserving their
 * aspect ratio", grey from the antialiasing, then "centered in a 28×28 image by computing the center of mass"
 * (LeCun, Cortes and Burges, the MNIST page; LeCun et al. 1998). MNIST's test images show two details that
 * the sentence leaves open: the longer side of the ink is 20 whole pixels, since boxes were moved by whole
 * pixels, and the centre of mass lies within pixel 14 on both axes.
 */

const SIDE = 28;
const BOX = 20;
/** Where pixel 14 begins; a centre of mass here is within the pixel, with or without rounding. */
const MIDDLE = 14;
const ROUNDING = 1e-6;

/** Converts side × side bytes of ink, 0 = paper, to 28 × 28; null where there is no ink. */
export function centred(ink: Uint8Array, side: number): Uint8Array<ArrayBuffer> | null {
  let [left, right, top, bottom] = [side, 0, side, 0];
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let row = 0, i = 0; row < side; row++) {
    for (let column = 0; column < side; column++, i++) {
      if (ink[i] === 0) continue;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row + 1);
      mass += ink[i];
      sumX += ink[i] * (column + 0.5);
      sumY += ink[i] * (row + 0.5);
    }
  }
  if (mass === 0) return null;
  const scale = BOX / Math.max(right - left, bottom - top);
  const across = spans(left, right, scale, sumX / mass);
  const down = spans(top, bottom, scale, sumY / mass);
  const out = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) out[y * SIDE + x] = Math.round(mean(ink, side, across, down, x, y));
  }
  return out;
}

/** The interval of the drawing under each pixel of the image, along one axis. */
interface Spans {
  /** Pixel i covers the drawing from `at[i]` to `at[i + 1]`, in pixels of the drawing. */
  at: number[];
  /** Outside of these there is only paper. */
  low: number;
  high: number;
}

function spans(low: number, high: number, scale: number, centre: number): Spans {
  // By whole pixels, and not beyond the edge of the image, however uneven the ink is.
  const wanted = Math.ceil(MIDDLE - scale * (centre - low) - ROUNDING);
  const first = Math.min(Math.floor(SIDE - scale * (high - low)), Math.max(0, wanted));
  return { at: Array.from({ length: SIDE + 1 }, (_, i) => low + (i - first) / scale), low, high };
}

/** The mean ink under a pixel: every pixel of the drawing counts by its overlap. */
function mean(ink: Uint8Array, side: number, across: Spans, down: Spans, x: number, y: number): number {
  const x0 = Math.max(across.low, across.at[x]);
  const x1 = Math.min(across.high, across.at[x + 1]);
  const y0 = Math.max(down.low, down.at[y]);
  const y1 = Math.min(down.high, down.at[y + 1]);
  let sum = 0;
  for (let row = Math.floor(y0); row < y1; row++) {
    const high = Math.min(y1, row + 1) - Math.max(y0, row);
    for (let column = Math.floor(x0); column < x1; column++) {
      const wide = Math.min(x1, column + 1) - Math.max(x0, column);
      sum += high * wide * ink[row * side + column];
    }
  }
  return sum / ((across.at[x + 1] - across.at[x]) * (down.at[y + 1] - down.at[y]));
}
