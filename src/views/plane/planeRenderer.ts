/**
 * Renders the plane outside React: data from the run and user input become pixels here, in one animation frame. There
 * are two canvases, so that drifting points do not repaint the manifold; DOM layers (probes, path, tooltip) get the
 * view in the same frame.
 */

import type { Layer } from '../../experiment/look';
import type { Words } from '../../i18n/words';
import { onPlane } from '../../latent/slice';
import { momentsOf } from '../../math/activity';
import { planeX, planeY, type Square, serves, type Viewport } from '../../math/viewport';
import { hasPrior } from '../../model/predicates';
import { live } from '../../state/live';
import { sliceNow } from '../../state/slice';
import { useStore } from '../../state/store';
import { afterInteraction, createDrawer, prefersReducedMotion } from '../../ui/frame';
import { onTheme, palette } from '../../ui/palette';
import { densityOf, onDensity } from '../../ui/pointer';
import { directionNames, pointLabels } from '../words';
import { type Camera, createCamera } from './camera';
import { hiddenOf } from './classFilter';
import { depthsOf } from './depth';
import { createForeground } from './foreground';
import { homeOf, including, PRIOR, PRIOR_HOME } from './home';
import { keepView } from './keepView';
import { createManifold, type PlaneView } from './manifold';
import { drawOrigin, drawScales } from './marks';
import type { Room } from './numerals';
import { createPlanePoints } from './planePoints';
import { createPull } from './pull';
import { useShownLayers } from './scales';
import { createUnderlays } from './underlays';
import { placeInUnits, sizeInUnits, unitNow } from './unit';
import { watchActivity } from './watchActivity';

export type { PlaneView } from './manifold';

export interface PlaneRendererOptions {
  plot: HTMLElement;
  /** Drawn on, but not shown: the front has a copy of it. */
  back: HTMLCanvasElement;
  front: HTMLCanvasElement;
  /** Called at most about ten times per second, when the manifold should cover another view. */
  onView: (view: PlaneView) => void;
  /**
   * Called whenever the home square changes, to place probes that nobody has moved: the square on the plane, and the
   * mean of the codes in all coordinates.
   */
  onHome: (square: Square, middle: ArrayLike<number>) => void;
  /** The language of numbers and labels. */
  words: () => Words;
  /** Called with whether there is anything to show. */
  onContent: (some: boolean) => void;
}

export interface PlaneRenderer {
  /** Its viewports are in units (see `unit.ts`), like all positions and lengths on the plot here. */
  readonly camera: Camera;
  /** CSS pixels per unit. */
  readonly unit: number;
  /** Requests a frame in which the DOM layers are updated. */
  place(): void;
  /** Requests a frame in which everything is redrawn. */
  redraw(): void;
  /** Adds a function that is called in each frame; returns a function that removes it. */
  addLayer(draw: (v: Viewport) => void): () => void;
  /** Sets boxes that overlap the plane, in CSS pixels of the plot; numerals avoid them. */
  setCovers(boxes: readonly Room[]): void;
  /** The visible test point nearest to a place on the plot, at most `reach` away, or null. */
  pick(px: number, py: number, reach: number): number | null;
  /** The next visible test point from a place on the plane in a direction, or null. */
  next(x: number, y: number, dx: number, dy: number): number | null;
  /** The position of a pointer within the plot. */
  placeOf(event: { clientX: number; clientY: number }): { x: number; y: number };
  /** The present position of a test point, in plane coordinates. */
  whereIs(i: number): [number, number] | null;
  stop(): void;
}

/** Points drift at 25 frames per second; user input and the camera use every frame. */
const DRIFT_INTERVAL = 40;
/**
 * A drift lasts as long as the points have waited for their codes, so that they keep moving while the model learns,
 * within these bounds in ms.
 */
const DRIFT = { least: 250, most: 1000 };
/** How far the mean of the codes moves before the plane's slice follows, in half widths of the view. */
const MIDDLE_SLACK = 0.1;
/** What begins within this share of the height lies over the upper edge. */
const CAPTION_WITHIN = 0.1;
/** Taking a new manifold costs some ten milliseconds on a slow machine. */
const MANIFOLD_MS = 100;

export function createPlaneRenderer(options: PlaneRendererOptions): PlaneRenderer {
  const { plot, back, front } = options;
  const backContext = back.getContext('2d');
  const camera = createCamera(PRIOR_HOME);
  const planePoints = createPlanePoints();
  const pull = createPull(planePoints, () => mark(false, true));
  const foreground = createForeground({ back, front }, planePoints, options.words, pull.arrows);
  const layers = new Set<(v: Viewport) => void>();
  let unit = unitNow();
  /** Device pixels per unit. */
  let density = 1;
  let backDirty = true;
  let frontDirty = true;
  let middle: ArrayLike<number> = [];
  /** Something lies over the upper edge of the plane. */
  let captioned = false;
  const activity = watchActivity(plot, () => goHome());

  // Created before the drawer that they mark, so that it draws in the same frame.
  const tiles = createDrawer(() => {
    takeManifold();
    return false;
  }, MANIFOLD_MS);
  const filler = createDrawer(() => {
    if (!shows('digits')) return false;
    const { decoded, more } = manifold.fill();
    if (decoded > 0) mark(true, false);
    if (pastShown()) hurry(more);
    return more;
  });
  const drift = createDrawer((now) => {
    const drifting = planePoints.advance(now);
    foreground.invalidate();
    mark(false, true);
    return drifting;
  }, DRIFT_INTERVAL);
  const drawer = createDrawer((now) => {
    const gliding = camera.advance(now);
    const v = camera.view;
    if (v !== lastView) {
      lastView = v;
      manifold.setView(v);
      underlays.setView(v);
      pull.setView(v);
      keeper.moved();
      filler.mark();
    }
    if (backDirty || gliding) drawBack(v);
    if (backDirty || frontDirty || gliding) foreground.draw(v, density);
    backDirty = gliding;
    frontDirty = gliding;
    for (const layer of layers) layer(v);
    return gliding;
  });
  const mark = (back: boolean, front: boolean) => {
    backDirty ||= back;
    frontDirty ||= front;
    drawer.mark();
  };
  const pastShown = () => useStore.getState().shownStep !== null;
  /** Codes off the plane are fainter; sorting them costs some ms, so it can wait for the end of a drag. */
  const findDepths = () => {
    const state = useStore.getState();
    const { points } = live.get();
    const { latent } = state.run.spec;
    const some = points !== null && latent > 2 && planePoints.count === points.count;
    planePoints.setDepths(some ? depthsOf(points.mu, points.count, latent, sliceNow(state)) : null);
    foreground.invalidate();
  };
  /** An earlier step is drawn at once, also when a script or the replay has chosen it. */
  const hurry = (fill: boolean) => {
    if (fill) filler.hurry();
    drawer.hurry();
  };
  const redraw = () => mark(true, true);
  // Numerals avoid probes. During a drag, drawing all dots for each movement would delay the digit.
  const probesAtRest = afterInteraction(() => {
    if (planePoints.depths) findDepths();
    mark(false, true);
  });
  const shows = (layer: Layer) => useStore.getState().look.layers.includes(layer);
  const underlays = createUnderlays(
    planePoints,
    () => camera.home,
    () => mark(true, false),
  );
  const regionsMoved = useShownLayers.subscribe((now, before) => {
    if (now.regions !== before.regions) mark(false, true);
  });
  const keeper = keepView(camera, redraw);
  planePoints.hide(hiddenOf(useStore.getState().look.classes));
  const manifold = createManifold(palette(), options.onView, () => filler.mark());
  let lastView: Viewport | null = null;

  function drawBack(v: Viewport): void {
    const context = backContext;
    if (!context) return;
    const colours = palette();
    const { slice } = useStore.getState();
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, v.width, v.height);
    const dots = planePoints.count > 0 && shows('dots');
    if (shows('digits')) manifold.draw(context, v, dots ? (colours.dark ? 0.7 : 0.65) : 0.9);
    underlays.draw(context, v);
    drawOrigin(context, v, colours);
    const words = options.words();
    drawScales(context, v, colours, directionNames(slice, words), words.number);
  }

  function whereIs(i: number): [number, number] | null {
    return i < planePoints.count ? [planePoints.positions[2 * i], planePoints.positions[2 * i + 1]] : null;
  }

  let lastCodes = 0;
  function takePoints(): void {
    const { points } = live.get();
    const { slice, run, shownStep, playing, lighter } = useStore.getState();
    const now = performance.now();
    const waited = run.status === 'running' || playing ? now - lastCodes : 0;
    lastCodes = now;
    const had = planePoints.count > 0;
    if (points && points.mu.length >= points.count * run.spec.latent)
      planePoints.setCodes(
        points.mu,
        points.count,
        run.spec.latent,
        slice,
        pointLabels(),
        // While the playhead is dragged, and on a screen that is lighter, they jump.
        !prefersReducedMotion() && !lighter && (playing || shownStep === null)
          ? Math.min(DRIFT.most, Math.max(DRIFT.least, waited))
          : 0,
      );
    else planePoints.clear();
    findDepths();
    underlays.invalidate();
    pull.invalidate();
    goHome();
    options.onContent(planePoints.count > 0 || live.get().manifold !== null);
    const some = planePoints.count > 0;
    if (some) drift.mark();
    if (!some || !had) mark(had !== some, !some);
  }

  function takeManifold(): void {
    manifold.take();
    options.onContent(planePoints.count > 0 || live.get().manifold !== null);
    mark(true, false);
  }

  /**
   * Moves the view to the codes; while the reader is using the plane, this is postponed until the next codes or the
   * release.
   */
  function goHome(): void {
    const { run, slice, probes } = useStore.getState();
    const { spec } = run;
    const prior = hasPrior(spec);
    const { shown } = slice;
    const corners = probes.filter(({ name }) => shown.by === 'probes' && shown.names.includes(name));
    const codes = homeOf(prior, planePoints.target, planePoints.count, camera.home, captioned);
    if (!codes) return;
    const home = including(
      codes,
      corners.map(({ z }) => onPlane(z, slice)),
    );
    if (!serves(camera.home, home) && !activity.busy) {
      camera.setHome(home, !prefersReducedMotion());
      mark(true, true);
    }
    manifold.measureCodes(planePoints, camera.home);
    const { points } = live.get();
    if (prior) middle = [];
    else if (points && spec.latent > 2) {
      const { mean } = momentsOf(points.mu, spec.latent);
      // Every batch of test codes changes the mean a little; the slice does not follow such changes.
      const far = (m: number, i: number) =>
        Math.abs(m - (middle[i] ?? 0)) > MIDDLE_SLACK * camera.home.extent;
      const known = mean.every(Number.isFinite);
      if (known && (middle.length !== mean.length || mean.some(far))) middle = mean;
    }
    options.onHome(prior ? PRIOR : camera.home, middle);
  }

  function measure(): void {
    unit = unitNow();
    const { width, height } = sizeInUnits(plot, unit);
    if (width === 0 || height === 0) return;
    density = densityOf(plot) * unit;
    for (const canvas of [back, front]) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
    }
    camera.setRect({ left: 0, top: 0, width: Math.max(10, width), height: Math.max(10, height) });
    redraw();
  }

  const observer = new ResizeObserver(measure);
  observer.observe(plot);
  const stops = [
    regionsMoved,
    onDensity(measure),
    live.subscribe('points', takePoints),
    live.subscribe('manifold', tiles.mark),
    live.subscribe('drawing', () => mark(false, true)),
    onTheme(() => {
      foreground.forget();
      underlays.invalidate();
      manifold.setColours(palette());
      takeManifold();
      filler.mark();
      redraw();
    }),
    useStore.subscribe((state, before) => {
      const turned = state.slice.u !== before.slice.u || state.slice.v !== before.slice.v;
      if (turned || state.run.spec !== before.run.spec) {
        manifold.clear();
        takeManifold();
        takePoints();
        redraw();
      }
      if (state.look.classes !== before.look.classes) {
        planePoints.hide(hiddenOf(state.look.classes));
        foreground.invalidate();
        underlays.invalidate();
        pull.invalidate();
        mark(false, true);
      }
      if (state.look.layers !== before.look.layers) {
        filler.mark();
        redraw();
      }
      if (state.shownStep !== before.shownStep) {
        redraw();
        hurry(true);
      }
      if (state.hovered !== before.hovered || (state.pinned && state.pointer !== before.pointer))
        mark(false, true);
      if (state.probes !== before.probes || state.selectedProbe !== before.selectedProbe) {
        mark(false, false);
        probesAtRest();
      }
    }),
  ];
  measure();
  takeManifold();
  takePoints();

  return {
    camera,
    get unit() {
      return unit;
    },
    place: drawer.mark,
    redraw,
    addLayer(draw) {
      layers.add(draw);
      drawer.mark();
      return () => void layers.delete(draw);
    },
    setCovers(boxes) {
      foreground.setCovers(
        boxes.map(({ left, top, right, bottom }) => ({
          left: left / unit,
          top: top / unit,
          right: right / unit,
          bottom: bottom / unit,
        })),
      );
      const before = captioned;
      captioned = boxes.some(({ top }) => top / unit < camera.view.height * CAPTION_WITHIN);
      if (captioned !== before) goHome();
      mark(false, true);
    },
    pick(px, py, reach) {
      if (!shows('dots')) return null;
      const v = camera.view;
      const i = planePoints.nearest(planeX(v, px), planeY(v, py), reach / v.scale);
      return i < 0 ? null : i;
    },
    next(x, y, dx, dy) {
      const i = planePoints.next(x, y, dx, dy);
      return i < 0 ? null : i;
    },
    placeOf: (event) => placeInUnits(plot, event, unit),
    whereIs,
    stop() {
      activity.stop();
      underlays.stop();
      pull.stop();
      keeper.stop();
      manifold.stop();
      observer.disconnect();
      for (const one of [tiles, filler, drift, drawer]) one.stop();
      for (const stop of stops) stop();
    },
  };
}
