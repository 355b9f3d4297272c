/**
 * Optional layers below the digits: the regions of the classes, the density of codes, the stretch of the decoder, and the
 * error of reconstruction. They are small images that are enlarged by the browser, computed at most a few times per
 * second, in small pieces or in a worker, and not during interaction.
 */

import { TINTS, type Tint } from '../../experiment/look';
import { type Area, cellOf, levelFor, tilesIn } from '../../math/tiling';
import type { Square, Viewport } from '../../math/viewport';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { createDrawer } from '../../ui/frame';
import { onTheme } from '../../ui/palette';
import { type Errors, errorMap, requestErrors } from './errorMap';
import type { PlanePoints } from './planePoints';
import { createPlaneRequests } from './planeRequests';
import { type Regions, regionMiddles, requestRegions } from './regions';
import { useShownLayers } from './scales';
import { measureStretch } from './stretchMap';
import { type Cover, densityCover, drawCover, errorCover, regionCover, stretchCover } from './tints';

/** Size of a cell, in units (see `unit.ts`). */
const CELL = { regions: 20, stretch: 28, error: 9 };
/** Time per frame, and minimum time between two such frames and between two images, in ms. */
const WORK = { ms: 2, every: 25, again: 600 };
/** An image in the making: `work` returns whether anything is left. */
interface Job {
  work(budget: number, now: () => number): boolean;
  finish(): void;
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
  const covers: Partial<Record<Tint, Cover | null>> = {};
  /** Kept, since the choice of classes is applied to them, and errors do not depend on the view. */
  let regions: Regions | null = null;
  let errors: Errors | null = null;
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
  // A link may show both at once, so neither replaces the other's request.
  const regionRequests = createPlaneRequests(() => mark());
  const errorRequests = createPlaneRequests(() => mark());

  function begin(v: Viewport): void {
    stale = false;
    startedAt = performance.now();
    jobs = [];
    clearHidden();
    if (shown('density')) covers.density = planePoints.count > 0 ? densityCover(planePoints, home()) : null;
    if (shown('regions')) requestRegions(regionRequests, areaOf(v, CELL.regions), showRegions);
    if (shown('stretch')) {
      const { work, result } = measureStretch(areaOf(v, CELL.stretch));
      const finish = () => {
        const found = result();
        covers.stretch = stretchCover(found);
        useShownLayers.setState({ stretch: { ...found.range, step: found.step } });
      };
      jobs.push({ work, finish });
    }
    if (shown('error')) {
      requestErrors(errorRequests, errors, showErrors);
      if (errors) showErrors(errors);
    }
    changed();
  }

  function showRegions(found: Regions | null): void {
    regions = found;
    const { classes } = useStore.getState().look;
    const isShown = (label: number) => classes.includes(label);
    covers.regions = found && regionCover(found, isShown);
    useShownLayers.setState({
      regions: found && { middles: regionMiddles(found, isShown), step: found.step },
    });
    changed();
  }

  function showErrors(found: Errors | null): void {
    errors = found;
    const map = found && seen && errorMap(found, areaOf(seen, CELL.error), planePoints);
    covers.error = map && errorCover(map);
    useShownLayers.setState({ error: map && { ...map.range, step: map.step } });
    changed();
  }

  /** Removes the images of layers that are switched off. */
  function clearHidden(): void {
    for (const tint of TINTS) if (!shown(tint)) covers[tint] = null;
    if (!shown('stretch')) useShownLayers.setState({ stretch: null });
    if (!shown('regions') && regions) showRegions(null);
    if (!shown('error') && errors) showErrors(null);
    if (!shown('regions')) regionRequests.close();
    if (!shown('error')) errorRequests.close();
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

  const mark = () => {
    if (!TINTS.some(shown)) {
      clearHidden();
      jobs = [];
      return;
    }
    stale = true;
    drawer.mark();
  };
  /** Those that show what the decoder draws. */
  const markDecoded = () => {
    if (shown('stretch') || shown('regions') || shown('error')) mark();
  };
  const stops = [
    useStore.subscribe((state, before) => {
      if (state.run.id !== before.run.id) {
        showRegions(null);
        showErrors(null);
      }
      if (state.look.classes !== before.look.classes && regions) showRegions(regions);
      // The selected probe determines the other coordinates of the slice.
      const slice = state.run.spec.latent > 2 && state.probes !== before.probes;
      if (slice || state.slice !== before.slice || state.label !== before.label) markDecoded();
      if (state.data.test !== before.data.test) markDecoded();
      if (state.look.layers === before.look.layers) return;
      startedAt = Number.NEGATIVE_INFINITY;
      mark();
    }),
    live.subscribe('weights', markDecoded),
    onTheme(() => {
      if (regions) showRegions(regions);
      if (errors) showErrors(errors);
    }),
  ];

  return {
    invalidate: mark,
    setView(v) {
      seen = v;
      if (shown('regions') || shown('stretch') || shown('error')) mark();
    },
    draw(context, v) {
      context.globalCompositeOperation = 'destination-over';
      context.imageSmoothingEnabled = true;
      for (const tint of TINTS) {
        const cover = covers[tint];
        if (cover) drawCover(context, v, cover);
      }
      context.globalCompositeOperation = 'source-over';
    },
    stop() {
      for (const stop of stops) stop();
      drawer.stop();
      regionRequests.close();
      errorRequests.close();
    },
  };
}
