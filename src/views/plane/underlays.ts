/**
 * Optional layers below the digits: the regions of the classes, and the density of codes. Both are small images that
 * are enlarged by the browser. They are computed at most a few times per second, in small pieces, and not during
 * interaction.
 */
import { cellOf, levelFor, tilesIn } from '../../math/tiling';
import { type Square, screenX, screenY, type Viewport } from '../../math/viewport';
import { useStore } from '../../state/store';
import { createDrawer } from '../../ui/frame';
import { channels, palette } from '../../ui/palette';
import { HIDDEN } from './dots';
import { type Density, densityOfCodes } from './fade';
import type { PlanePoints } from './planePoints';
import { type Area, type Counting, countVotes, type Regions, strength } from './regions';

/** Size of a cell of the regions, in units (see `unit.ts`). */
const CELL = 20;
/** Time per frame for the regions, and minimum time between two such frames and between two images, in ms. */
const WORK = { ms: 2, every: 25, again: 600 };
/** Highest opacity, low enough to keep the digits above them legible. */
const OPACITY = { regions: 0.42, density: 0.55 };

/** An image that covers a part of the plane. */
interface Cover {
  canvas: HTMLCanvasElement;
  area: Area;
}

export interface Underlays {
  /** Call when codes have moved, or when other classes or colours are shown. */
  invalidate(): void;
  /** Call when the view has changed. */
  setView(v: Viewport): void;
  /** Draws below what is on the canvas already. */
  draw(context: CanvasRenderingContext2D, v: Viewport): void;
  stop(): void;
}

/** `home` is the square in which the density is computed; `changed` is called when there is a new image. */
export function createUnderlays(
  planePoints: PlanePoints,
  home: () => Square,
  changed: () => void,
): Underlays {
  let regions: Cover | null = null;
  let density: Cover | null = null;
  let counting: Counting | null = null;
  let seen: Viewport | null = null;
  let stale = true;
  let startedAt = Number.NEGATIVE_INFINITY;

  const shown = (layer: 'regions' | 'density') => useStore.getState().look.layers.includes(layer);

  function begin(v: Viewport): void {
    stale = false;
    startedAt = performance.now();
    density = shown('density') && planePoints.count > 0 ? densityCover(planePoints, home()) : null;
    counting = null;
    if (!shown('regions') || planePoints.count === 0) regions = null;
    else {
      const cell = cellOf(levelFor(v.scale, CELL));
      const { column, row, columns, rows } = tilesIn(v, cell, 1);
      const area = { left: column * cell, bottom: row * cell, cell, columns, rows };
      counting = countVotes(planePoints.target, planePoints.kinds, planePoints.count, area);
    }
    changed();
  }

  const drawer = createDrawer(() => {
    if (!seen) return false;
    if (counting) {
      if (counting.work(WORK.ms, () => performance.now())) return true;
      regions = planePoints.bulk && regionCover(counting.result, planePoints.bulk);
      counting = null;
      changed();
    }
    if (!stale) return false;
    if (performance.now() - startedAt < WORK.again) return true;
    begin(seen);
    return counting !== null;
  }, WORK.every);

  const mark = () => {
    if (!shown('regions') && !shown('density')) {
      regions = null;
      density = null;
      return;
    }
    stale = true;
    drawer.mark();
  };
  const leave = useStore.subscribe((state, before) => {
    if (state.look.layers === before.look.layers) return;
    startedAt = Number.NEGATIVE_INFINITY;
    mark();
  });

  return {
    invalidate: mark,
    setView(v) {
      seen = v;
      if (shown('regions')) mark();
    },
    draw(context, v) {
      context.globalCompositeOperation = 'destination-over';
      context.imageSmoothingEnabled = true;
      for (const cover of [density, regions]) if (cover) drawCover(context, v, cover);
      context.globalCompositeOperation = 'source-over';
    },
    stop() {
      leave();
      drawer.stop();
    },
  };
}

function drawCover(context: CanvasRenderingContext2D, v: Viewport, { canvas, area }: Cover): void {
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

function regionCover(found: Regions, cloud: Square): Cover {
  const colours = palette().classes.map(channels);
  return coverOf(found, (place) => {
    const label = found.classes[place];
    if (label === HIDDEN) return [0, 0, 0, 0];
    const alpha = OPACITY.regions * strength(found.shares[place], found.distances[place], cloud);
    return [...colours[label], 255 * alpha] as const;
  });
}

function densityCover(planePoints: PlanePoints, home: Square): Cover {
  const found: Density = densityOfCodes(planePoints.target, planePoints.count, home, planePoints.kinds);
  const colour = channels(palette().latent);
  const { side: columns, side: rows, left, bottom, cell, cells, mean } = found;
  return coverOf({ left, bottom, cell, columns, rows }, (place) => {
    const part = mean > 0 ? Math.min(1, cells[place] / (1.5 * mean)) : 0;
    return [...colour, 255 * OPACITY.density * part ** 0.6] as const;
  });
}
