/**
 * Optional layers below the digits: the regions of the classes, the density of codes, and the stretch of the decoder.
 * They are small images that are enlarged by the browser, computed at most a few times per second, in small pieces, and
 * not during interaction.
 */

import { TINTS, type Tint } from '../../experiment/look';
import { cellOf, levelFor, tilesIn } from '../../math/tiling';
import { type Square, screenX, screenY, type Viewport } from '../../math/viewport';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { createDrawer } from '../../ui/frame';
import { channels, palette } from '../../ui/palette';
import { HIDDEN } from './dots';
import { type Density, densityOfCodes } from './fade';
import type { PlanePoints } from './planePoints';
import { type Area, countVotes, type Regions, strength } from './regions';
import { levelOf, measureStretch, type StretchMap, useStretchRange } from './stretchMap';

/** Size of a cell, in units (see `unit.ts`). */
const CELL = { regions: 20, stretch: 28 };
/** Time per frame, and minimum time between two such frames and between two images, in ms. */
const WORK = { ms: 2, every: 25, again: 600 };
/** Highest opacity, low enough to keep the digits above them legible. */
const OPACITY = { regions: 0.42, density: 0.55, stretch: 0.6 };
/** An image in the making: `work` returns whether anything is left. */
interface Job {
  work(budget: number, now: () => number): boolean;
  finish(): void;
}

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
  let stretch: Cover | null = null;
  let jobs: Job[] = [];
  let seen: Viewport | null = null;
  let stale = true;
  let startedAt = Number.NEGATIVE_INFINITY;

  const shown = (layer: Tint) => useStore.getState().look.layers.includes(layer);
  const areaOf = (v: Viewport, size: number): Area => {
    const cell = cellOf(levelFor(v.scale, size));
    const { column, row, columns, rows } = tilesIn(v, cell, 1);
    return { left: column * cell, bottom: row * cell, cell, columns, rows };
  };

  function begin(v: Viewport): void {
    stale = false;
    startedAt = performance.now();
    density = shown('density') && planePoints.count > 0 ? densityCover(planePoints, home()) : null;
    jobs = [];
    if (!shown('regions') || planePoints.count === 0) regions = null;
    else {
      const { target, kinds, count } = planePoints;
      const { work, result } = countVotes(target, kinds, count, areaOf(v, CELL.regions));
      const finish = () => {
        regions = planePoints.bulk && regionCover(result, planePoints.bulk);
      };
      jobs.push({ work, finish });
    }
    if (!shown('stretch')) setStretch(null);
    else {
      const { work, result } = measureStretch(areaOf(v, CELL.stretch));
      jobs.push({ work, finish: () => setStretch(result()) });
    }
    changed();
  }

  const drawer = createDrawer(() => {
    if (!seen) return false;
    const [job] = jobs;
    if (job) {
      if (job.work(WORK.ms, () => performance.now())) return true;
      job.finish();
      jobs.shift();
      changed();
      if (jobs.length > 0) return true;
    }
    if (!stale) return false;
    if (performance.now() - startedAt < WORK.again) return true;
    begin(seen);
    return jobs.length > 0;
  }, WORK.every);

  function setStretch(found: StretchMap | null): void {
    stretch = found && stretchCover(found);
    useStretchRange.setState({ range: found && [found.low, found.high] });
  }

  const mark = () => {
    if (!TINTS.some(shown)) {
      regions = null;
      density = null;
      if (stretch) setStretch(null);
      jobs = [];
      return;
    }
    stale = true;
    drawer.mark();
  };
  const markStretch = () => {
    if (shown('stretch')) mark();
  };
  const stops = [
    useStore.subscribe((state, before) => {
      // The selected probe determines the other coordinates of the slice.
      const slice = state.run.spec.latent > 2 && state.probes !== before.probes;
      if (slice || state.slice !== before.slice || state.label !== before.label) markStretch();
      if (state.look.layers === before.look.layers) return;
      startedAt = Number.NEGATIVE_INFINITY;
      mark();
    }),
    live.subscribe('weights', markStretch),
  ];

  return {
    invalidate: mark,
    setView(v) {
      seen = v;
      if (shown('regions') || shown('stretch')) mark();
    },
    draw(context, v) {
      context.globalCompositeOperation = 'destination-over';
      context.imageSmoothingEnabled = true;
      for (const cover of [stretch, density, regions]) if (cover) drawCover(context, v, cover);
      context.globalCompositeOperation = 'source-over';
    },
    stop() {
      for (const stop of stops) stop();
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

function stretchCover(found: StretchMap): Cover {
  const colour = channels(palette().decoder);
  const { values, low, high } = found;
  return coverOf(
    found,
    (place) => [...colour, 255 * OPACITY.stretch * levelOf(values[place], low, high)] as const,
  );
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
