/**
 * A digit as pixels: 28×28 canvas pixels of exact linear grey, whatever size they are shown at.
 * In the light theme a pixel is 255 − 255 p (dark ink on paper), in the dark theme 255 p.
 */
import { IMAGE_SIDE, INPUT_SIZE } from '../model/spec';
import { isDark } from './palette';

export interface DigitPainter {
  /** Pixels in [0, 1], or bytes; null clears. */
  paint(pixels: Float32Array | Uint8Array | null): void;
}

export function createDigitPainter(canvas: HTMLCanvasElement): DigitPainter {
  canvas.width = IMAGE_SIDE;
  canvas.height = IMAGE_SIDE;
  const context = canvas.getContext('2d');
  const image = new ImageData(IMAGE_SIDE, IMAGE_SIDE);
  return {
    paint(pixels) {
      if (!pixels) {
        context?.clearRect(0, 0, IMAGE_SIDE, IMAGE_SIDE);
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
        image.data[4 * i + 3] = 255;
      }
      context?.putImageData(image, 0, 0);
    },
  };
}
