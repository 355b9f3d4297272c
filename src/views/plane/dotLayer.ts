/**
 * The dots as a picture that is larger than the plane: while the plane is panned, only the picture moves, and nothing
 * is drawn until its edge comes into view.
 */
import { screenX, screenY, type Viewport } from '../../math/viewport';
import { type Dots, splat } from './dots';

/** Margin of the picture around the plane, in units (see `unit.ts`). */
const MARGIN = 96;

/** Dots with one 0xbbggrr per kind. */
export interface ColouredDots extends Dots {
  colours: Uint32Array;
}

export interface DotLayer {
  /** Call when points, their kinds or their colours have changed. */
  invalidate(): void;
  /** Draws the dots, those of the first layer first; the context's coordinates are pixels of its canvas. */
  draw(
    context: CanvasRenderingContext2D,
    layers: readonly ColouredDots[],
    v: Viewport,
    density: number,
    radius: number,
  ): void;
}

/** What the picture was drawn for. */
interface Drawn {
  scale: number;
  density: number;
  radius: number;
  width: number;
  height: number;
  /** Where the plane's origin was on the screen, in units. */
  x: number;
  y: number;
}

/**
 * How far a picture has to be moved for this view, in whole device pixels, so that dots stay sharp; null if it has to
 * be drawn again.
 */
export function shiftOf(drawn: Drawn, v: Viewport, density: number, radius: number) {
  const { width, height } = v;
  const same =
    drawn.scale === v.scale &&
    drawn.density === density &&
    drawn.radius === radius &&
    drawn.width === width &&
    drawn.height === height;
  const x = screenX(v, 0) - drawn.x;
  const y = screenY(v, 0) - drawn.y;
  if (!same || Math.abs(x) > MARGIN || Math.abs(y) > MARGIN) return null;
  return { x: Math.round(x * density), y: Math.round(y * density) };
}

export function createDotLayer(): DotLayer {
  const canvas = document.createElement('canvas');
  const paint = canvas.getContext('2d', { willReadFrequently: true });
  let image: ImageData | null = null;
  let words = new Uint32Array(0);
  let drawn: Drawn | null = null;

  function drawAnew(layers: readonly ColouredDots[], v: Viewport, density: number, radius: number): void {
    const [width, height] = [v.width + 2 * MARGIN, v.height + 2 * MARGIN];
    const [across, down] = [Math.ceil(width * density), Math.ceil(height * density)];
    if (!image || image.width !== across || image.height !== down) {
      canvas.width = across;
      canvas.height = down;
      image = new ImageData(across, down);
      words = new Uint32Array(image.data.buffer);
    } else words.fill(0);
    const wide = { ...v, left: 0, top: 0, width, height };
    const raster = { words, width: across, height: down };
    for (const dots of layers) splat(raster, dots, wide, density, radius, dots.colours);
    paint?.putImageData(image, 0, 0);
    const { scale } = v;
    drawn = {
      scale,
      density,
      radius,
      width: v.width,
      height: v.height,
      x: screenX(v, 0),
      y: screenY(v, 0),
    };
  }

  return {
    invalidate() {
      drawn = null;
    },
    draw(context, layers, v, density, radius) {
      let shift = drawn && shiftOf(drawn, v, density, radius);
      if (!shift) {
        drawAnew(layers, v, density, radius);
        shift = { x: 0, y: 0 };
      }
      const edge = Math.round(MARGIN * density);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(canvas, shift.x - edge, shift.y - edge);
    },
  };
}
