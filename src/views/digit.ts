/**
 * Digits as pixels: each is 28×28 canvas pixels of exact linear grey, at any displayed size. In the light theme a pixel
 * is 255 − 255 p (dark ink on paper), in the dark theme 255 p.
 *
 * Many digits share one canvas, a sheet of cells, since every canvas on the page is a layer that the browser handles in
 * every frame. Frames and names of the cells are elements in front of the sheet.
 */
import { IMAGE_SIDE, INPUT_SIZE } from '../model/spec';
import { isDark } from '../ui/palette';

/** The cells of a canvas, with a gap in canvas pixels between them. */
export interface Sheet {
  columns: number;
  rows: number;
  gap: number;
}

export interface DigitPainter {
  /**
   * `pixels` are in [0, 1], or bytes; null clears the cell. Of an unfinished image, the first `known` pixels are drawn.
   */
  paint(pixels: Float32Array | Uint8Array | null, column?: number, row?: number, known?: number): void;
}

/** Each pixel is a 32-bit word of alpha, blue, green and red, the last three of which are equal for grey. */
const OPAQUE = 0xff000000;
const GREY = 0x010101;

export const ONE_DIGIT: Sheet = { columns: 1, rows: 1, gap: 0 };

export function createDigitPainter(
  canvas: HTMLCanvasElement,
  { columns, rows, gap } = ONE_DIGIT,
): DigitPainter {
  const pitch = IMAGE_SIDE + gap;
  canvas.width = columns * pitch - gap;
  canvas.height = rows * pitch - gap;
  const context = canvas.getContext('2d');
  const image = new ImageData(canvas.width, canvas.height);
  const words = new Uint32Array(image.data.buffer);
  /** Rounds like a canvas. */
  const greys = new Uint8ClampedArray(1);
  let writing = false;
  /** Painted once for all cells that change together, which is several times faster. */
  const write = () => {
    writing = false;
    context?.putImageData(image, 0, 0);
  };
  return {
    paint(pixels, column = 0, row = 0, known = INPUT_SIZE) {
      const unit = pixels instanceof Uint8Array ? 1 : 255;
      const dark = isDark();
      let at = (row * canvas.width + column) * pitch;
      for (let i = 0; i < INPUT_SIZE; i++) {
        if (pixels && i < known) {
          const ink = unit * pixels[i];
          greys[0] = dark ? ink : 255 - ink;
          words[at++] = OPAQUE | (greys[0] * GREY);
        } else words[at++] = 0;
        if (i % IMAGE_SIDE === IMAGE_SIDE - 1) at += canvas.width - IMAGE_SIDE;
      }
      if (writing) return;
      writing = true;
      queueMicrotask(write);
    },
  };
}
