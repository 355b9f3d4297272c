/** Fades what a canvas shows by place: a small image of opacities, enlarged over the plot. */
import { planeX, planeY, type Viewport } from '../../math/viewport';

/** Opacity is computed on a grid with this spacing in units (see `unit.ts`), and interpolated. */
const FADE_STEP = 16;

/** Multiplies the opacity of everything drawn so far by `opacity` and by `clear` (0 to 1) at each place of the plane. */
export type FadeMask = (
  context: CanvasRenderingContext2D,
  v: Viewport,
  opacity: number,
  clear: (x: number, y: number) => number,
) => void;

export function createFadeMask(): FadeMask {
  const mask = document.createElement('canvas');
  const maskContext = mask.getContext('2d');
  return (context, v, opacity, clear) => {
    const width = Math.ceil(v.width / FADE_STEP) + 1;
    const height = Math.ceil(v.height / FADE_STEP) + 1;
    if (mask.width !== width || mask.height !== height) {
      mask.width = width;
      mask.height = height;
    }
    const image = new ImageData(width, height);
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const x = planeX(v, v.left + column * FADE_STEP);
        const y = planeY(v, v.top + row * FADE_STEP);
        image.data[4 * (row * width + column) + 3] = 255 * opacity * clear(x, y);
      }
    maskContext?.putImageData(image, 0, 0);
    context.globalCompositeOperation = 'destination-in';
    context.imageSmoothingEnabled = true;
    // The centre of the first pixel is at the corner of the plot.
    const half = FADE_STEP / 2;
    context.drawImage(mask, v.left - half, v.top - half, width * FADE_STEP, height * FADE_STEP);
    context.globalCompositeOperation = 'source-over';
  };
}
