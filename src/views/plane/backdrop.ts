/** The decoded manifold as one picture: tiles become pixels once a publication, and an image after that. */

import { screenX, screenY, type Viewport } from '../../math/viewport';
import { IMAGE_SIDE, INPUT_SIZE } from '../../model/spec';
import { channels, type Palette } from '../../ui/palette';
import type { View } from '../../worker/protocol';

export interface Backdrop {
  /** Takes up side × side tiles of 784 bytes, row by row from the top left; null: nothing to show. */
  set(manifold: { view: View; tiles: Uint8Array } | null, colours: Palette): void;
  draw(context: CanvasRenderingContext2D, v: Viewport, opacity: number): void;
}

export function createBackdrop(): Backdrop {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  let image: ImageData | null = null;
  let view: View | null = null;
  return {
    set(manifold, colours) {
      view = manifold?.view ?? null;
      if (!manifold) return;
      const { side } = manifold.view;
      const width = side * IMAGE_SIDE;
      if (!image || image.width !== width) {
        canvas.width = width;
        canvas.height = width;
        image = new ImageData(width, width);
      }
      // Ink of the theme, as opaque as the pixel is dark: the paper shows through.
      const [r, g, b] = channels(colours.ink);
      const words = new Uint32Array(image.data.buffer);
      const ink = (b << 16) | (g << 8) | r;
      for (let tile = 0; tile < side * side; tile++) {
        const corner = Math.floor(tile / side) * IMAGE_SIDE * width + (tile % side) * IMAGE_SIDE;
        for (let i = 0; i < INPUT_SIZE; i++) {
          const at = corner + Math.floor(i / IMAGE_SIDE) * width + (i % IMAGE_SIDE);
          words[at] = (manifold.tiles[tile * INPUT_SIZE + i] << 24) | ink;
        }
      }
      context?.putImageData(image, 0, 0);
    },
    draw(target, v, opacity) {
      if (!view) return;
      const left = screenX(v, view.centre[0] - view.extent);
      const top = screenY(v, view.centre[1] + view.extent);
      const size = 2 * view.extent * v.scale;
      target.globalAlpha = opacity;
      // Far magnified, a pixel of the decoder is shown as the square that it is.
      target.imageSmoothingEnabled = size < 3 * canvas.width;
      target.drawImage(canvas, left, top, size, size);
      target.globalAlpha = 1;
    },
  };
}
