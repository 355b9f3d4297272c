/**
 * What lies under the digits where the reader wants it: the regions of the classes, and how dense the codes are. Both are
 * small pictures that the browser enlarges; they are made anew a few times a second at most, in small pieces, and not
 * while a hand moves something.
 */
import { cellOf, levelFor, tilesIn } from '../../math/tiling';
import { type Square, screenX, screenY, type Viewport } from '../../math/viewport';
import { useStore } from '../../state/store';
import { createDrawer } from '../../ui/frame';
import { channels, palette } from '../../ui/palette';
import type { Crowd } from './crowd';
import { HIDDEN } from './dots';
import { type Density, densityOfCodes } from './fade';
import { type Area, type Counting, countVotes, type Regions, strength } from './regions';

/** Units (see `unit.ts`) of a cell whose class is voted for. */
const CELL = 20;
/** Milliseconds of work on the regions in one frame, between two of these, and between two pictures, at least. */
const WORK = { ms: 2, every: 25, again: 600 };
/** How opaque they are at most: the digits over them must stay legible. */
const OPACITY = { regions: 0.42, density: 0.55 };

/** An image that covers a part of the plane. */
interface Cover {
  canvas: HTMLCanvasElement;
  area: Area;
}

export interface Grounds {
  /** The codes have moved, or other classes or colours are shown. */
  renew(): void;
  /** Another view. */
  aim(v: Viewport): void;
  /** Draws beneath what is on the canvas. */
  draw(context: CanvasRenderingContext2D, v: Viewport): void;
  stop(): void;
}

/** `home` is the square that the density is measured around; `changed` is called when there is another picture. */
export function createGrounds(crowd: Crowd, home: () => Square, changed: () => void): Grounds {
  let regions: Cover | null = null;
  let density: Cover | null = null;
  let counting: Counting | null = null;
  let seen: Viewport | null = null;
  let stale = true;
  let begun = Number.NEGATIVE_INFINITY;

  const shown = (layer: 'regions' | 'density') => useStore.getState().look.layers.includes(layer);

  function begin(v: Viewport): void {
    stale = false;
    begun = performance.now();
    density = shown('density') && crowd.count > 0 ? densityCover(crowd, home()) : null;
    counting = null;
    if (!shown('regions') || crowd.count === 0) regions = null;
    else {
      const cell = cellOf(levelFor(v.scale, CELL));
      const { column, row, columns, rows } = tilesIn(v, cell, 1);
      const area = { left: column * cell, bottom: row * cell, cell, columns, rows };
      counting = countVotes(crowd.target, crowd.kinds, crowd.count, area);
    }
    changed();
  }

  const drawer = createDrawer(() => {
    if (!seen) return false;
    if (counting) {
      if (counting.work(WORK.ms, () => performance.now())) return true;
      regions = crowd.bulk && regionCover(counting.result, crowd.bulk);
      counting = null;
      changed();
    }
    if (!stale) return false;
    if (performance.now() - begun < WORK.again) return true;
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
    begun = Number.NEGATIVE_INFINITY;
    mark();
  });

  return {
    renew: mark,
    aim(v) {
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

/** A picture with a pixel a cell; `paint` gives red, green, blue and opacity, each in 0 … 255. */
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

function densityCover(crowd: Crowd, home: Square): Cover {
  const found: Density = densityOfCodes(crowd.target, crowd.count, home, crowd.kinds);
  const colour = channels(palette().latent);
  const { side: columns, side: rows, left, bottom, cell, cells, mean } = found;
  return coverOf({ left, bottom, cell, columns, rows }, (place) => {
    const part = mean > 0 ? Math.min(1, cells[place] / (1.5 * mean)) : 0;
    return [...colour, 255 * OPACITY.density * part ** 0.6] as const;
  });
}
