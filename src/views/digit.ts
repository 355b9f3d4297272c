/**
 * Digits as pixels: each is side × side canvas pixels of exact linear grey, at any displayed size. In the light theme a
 * pixel is 255 − 255 p (dark ink on paper), in the dark theme 255 p. Images in colour are as they are in both.
 *
 * Many digits share one canvas, a sheet of cells, since every canvas on the page is a layer that the browser handles in
 * every frame. Frames and names of the cells are elements in front of the sheet.
 */
import { GREY_28, type ImageForm } from '../experiment/dataShape';
import { isDark } from '../ui/palette';

/** The cells of a canvas, with a gap in canvas pixels between them. */
export interface Sheet {
  columns: number;
  rows: number;
  gap: number;
}

export interface DigitPainter {
  /**
   * `pixels` are in [0, 1], or bytes; null clears the cell. Of an unfinished image, the pixels are drawn of which the
   * first `known` numbers are all.
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
  { side, channels }: ImageForm = GREY_28,
): DigitPainter {
  const pitch = side + gap;
  const size = side * side;
  canvas.width = columns * pitch - gap;
  canvas.height = rows * pitch - gap;
  const context = canvas.getContext('2d');
  const image = new ImageData(canvas.width, canvas.height);
  const words = new Uint32Array(image.data.buffer);
  /** Rounds like a canvas. */
  const levels = new Uint8ClampedArray(3);
  let writing = false;
  /** Painted once for all cells that change together, which is several times faster. */
  const write = () => {
    writing = false;
    context?.putImageData(image, 0, 0);
  };
  return {
    paint(pixels, column = 0, row = 0, known = size * channels) {
      const unit = pixels instanceof Uint8Array ? 1 : 255;
      const dark = isDark();
      let at = (row * canvas.width + column) * pitch;
      for (let i = 0; i < size; i++) {
        if (pixels && channels * (i + 1) <= known) {
          if (channels === 1) {
            const ink = unit * pixels[i];
            levels[0] = dark ? ink : 255 - ink;
            words[at++] = OPAQUE | (levels[0] * GREY);
          } else {
            levels[0] = unit * pixels[3 * i];
            levels[1] = unit * pixels[3 * i + 1];
            levels[2] = unit * pixels[3 * i + 2];
            words[at++] = OPAQUE | (levels[2] << 16) | (levels[1] << 8) | levels[0];
          }
        } else words[at++] = 0;
        if (i % side === side - 1) at += canvas.width - side;
      }
      if (writing) return;
      writing = true;
      queueMicrotask(write);
    },
  };
}
