/**
 * The tints behind the digits as images of one pixel per cell, which the browser enlarges.
 */
import type { Area } from '../../math/tiling';
import { type Square, screenX, screenY, type Viewport } from '../../math/viewport';
import { channels, palette } from '../../ui/palette';
import type { ErrorMap } from './errorMap';
import { densityOfCodes } from './fade';
import type { PlanePoints } from './planePoints';
import type { Regions } from './regions';
import { levelOf } from './scales';
import type { StretchMap } from './stretchMap';

/** Highest opacity, low enough to keep the digits above them legible. */
const OPACITY = { regions: 0.42, density: 0.55, stretch: 0.6, error: 0.65 };
/** The part of it that the lowest error has, so that it differs from a place without codes. */
const PALE = 0.12;

/** An image that covers a part of the plane. */
export interface Cover {
  canvas: HTMLCanvasElement;
  area: Area;
}

export function drawCover(context: CanvasRenderingContext2D, v: Viewport, { canvas, area }: Cover): void {
  const { left, bottom, cell, columns, rows } = area;
  const [width, height] = [columns * cell, rows * cell];
  context.drawImage(canvas, screenX(v, left), screenY(v, bottom + height), width * v.scale, height * v.scale);
}

/** An image with one pixel per cell; `paint` returns red, green, blue and opacity in 0 … 255. */
function coverOf(
  area: Area,
  paint: (place: number) => readonly [r: number, g: number, b: number, alpha: number],
): Cover {
  const { columns, rows } = area;
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  // Rows of the plane go up, those of an image down.
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      image.data.set(paint(row * columns + column), 4 * ((rows - 1 - row) * columns + column));
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return { canvas, area };
}

/** The regions of the classes that are `shown`, fainter where the verdict is less sure. */
export function regionCover(found: Regions, shown: (label: number) => boolean): Cover {
  const colours = palette().classes.map(channels);
  const { classes, confidence } = found;
  return coverOf(found, (place) => {
    const alpha = shown(classes[place]) ? OPACITY.regions * confidence[place] : 0;
    return [...colours[classes[place]], 255 * alpha] as const;
  });
}

export function stretchCover(found: StretchMap): Cover {
  const colour = channels(palette().decoder);
  const { values, range } = found;
  return coverOf(
    found,
    (place) => [...colour, 255 * OPACITY.stretch * levelOf(values[place], range, true)] as const,
  );
}

export function densityCover(planePoints: PlanePoints, home: Square): Cover {
  const found = densityOfCodes(planePoints.target, planePoints.count, home, planePoints.kinds);
  const colour = channels(palette().latent);
  const { side: columns, side: rows, left, bottom, cell, cells, mean } = found;
  return coverOf({ left, bottom, cell, columns, rows }, (place) => {
    const part = mean > 0 ? Math.min(1, cells[place] / (1.5 * mean)) : 0;
    return [...colour, 255 * OPACITY.density * part ** 0.6] as const;
  });
}

/** Paler where there are few codes, and none where there are no codes. */
export function errorCover(found: ErrorMap): Cover {
  const colour = channels(palette().recon);
  const { means, weights, range } = found;
  return coverOf(found, (place) => {
    const alpha = Math.min(1, weights[place]) * (PALE + (1 - PALE) * levelOf(means[place], range));
    return [...colour, 255 * OPACITY.error * alpha] as const;
  });
}
