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

export const ONE_DIGIT: Sheet = { columns: 1, rows: 1, gap: 0 };

export function createDigitPainter(
  canvas: HTMLCanvasElement,
  { columns, rows, gap } = ONE_DIGIT,
): DigitPainter {
  const pitch = IMAGE_SIDE + gap;
  canvas.width = columns * pitch - gap;
  canvas.height = rows * pitch - gap;
  const context = canvas.getContext('2d');
  const image = new ImageData(IMAGE_SIDE, IMAGE_SIDE);
  return {
    paint(pixels, column = 0, row = 0, known = INPUT_SIZE) {
      const [x, y] = [column * pitch, row * pitch];
      if (!pixels) {
        context?.clearRect(x, y, IMAGE_SIDE, IMAGE_SIDE);
        return;
      }
      const unit = pixels instanceof Uint8Array ? 1 : 255;
      const dark = isDark();
      for (let i = 0; i < INPUT_SIZE; i++) {
        const ink = unit * pixels[i];
        const grey = dark ? ink : 255 - ink;
        image.data[4 * i] = grey;
        image.data[4 * i + 1] = grey;
        image.data[4 * i + 2] = grey;
        image.data[4 * i + 3] = i < known ? 255 : 0;
      }
      context?.putImageData(image, x, y);
    },
  };
}
