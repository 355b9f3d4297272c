/**
 * The plane outside React: what the run publishes and what the reader's hands do becomes pixels
 * here, in one animation frame, whichever came first. Two canvases, so that a drifting point does
 * not repaint the manifold; DOM layers (probes, path, tooltip) get the view in the same frame.
 */
import type { Words } from '../../i18n/words';
import { momentsOf } from '../../math/activity';
import {
  bulkOf,
  planeX,
  planeY,
  type Square,
  screenX,
  screenY,
  serves,
  type Viewport,
} from '../../math/viewport';
import { hasPrior } from '../../model/predicates';
import { live } from '../../state/live';
import { onPlane, selectedProbe } from '../../state/probes';
import { useStore } from '../../state/store';
import { createDrawer, prefersStillness } from '../../ui/frame';
import { onTheme, palette } from '../../ui/palette';
import { densityOf, onDensity, placeIn, sizeOf } from '../../ui/pointer';
import type { View } from '../../worker/protocol';
import { axisName, pointLabels } from '../words';
import { createBackdrop } from './backdrop';
import { type Camera, createCamera } from './camera';
import { createCrowd } from './crowd';
import {
  createSprites,
  drawOrigin,
  drawPlaneAxes,
  drawPoints,
  drawPrior,
  drawPriorLabels,
  drawRing,
  drawSpread,
  GLYPH_APART,
  MARGIN,
  type Sprites,
} from './marks';

/** What the plane asks of the worker; the rest of a `View` is others' business. */
export type PlaneView = Pick<View, 'axes' | 'rest' | 'extent' | 'centre'>;

export interface StageOptions {
  plot: HTMLElement;
  back: HTMLCanvasElement;
  front: HTMLCanvasElement;
  /** Called, not more than some ten times a second, when the manifold should show something else. */
  onView: (view: PlaneView) => void;
  /**
   * Called with the place of the model's codes whenever it changes, for probes that nobody has placed: the square on
   * the plane, and the middle in all coordinates.
   */
  onHome: (square: Square, middle: ArrayLike<number>) => void;
  /** What numbers on the axes and the prior's circles are written in. */
  words: () => Words;
  /** Whether there is anything to see. */
  onContent: (some: boolean) => void;
}

export interface Stage {
  readonly camera: Camera;
  /** Asks for a frame in which the DOM layers are placed anew. */
  place(): void;
  /** Asks for a frame in which all is drawn anew. */
  redraw(): void;
  /** Called in each frame of the stage. */
  addLayer(draw: (v: Viewport) => void): () => void;
  setHidden(classes: ReadonlySet<number>): void;
  /** The visible test point at most `reach` CSS pixels from a place on the plot, or null. */
  pick(px: number, py: number, reach: number): number | null;
  /** Where a pointer is, in CSS pixels within the plot. */
  placeOf(event: { clientX: number; clientY: number }): { x: number; y: number };
  /** Where a test point is now, in plane coordinates. */
  whereIs(i: number): [number, number] | null;
  stop(): void;
}

/** What a VAE's manifold covers, and the plane around it. */
const PRIOR_EXTENT = 3;
const PRIOR: Square = { centre: [0, 0], extent: PRIOR_EXTENT };
const PRIOR_HOME: Square = { centre: [0, 0], extent: PRIOR_EXTENT * 1.04 };
const VIEW_DELAY_MS = 120;
/** The points drift at 25 frames a second; hands and the camera have them all. */
const DRIFT_MS = 40;
/** How far the middle of the codes moves before the plane is cut elsewhere, in half widths of what is seen. */
const MIDDLE_SLACK = 0.1;
/** A new manifold costs some ten milliseconds of a slow machine. */
const MANIFOLD_MS = 100;

export function createStage(options: StageOptions): Stage {
  const { plot, back, front } = options;
  const backContext = back.getContext('2d');
  const frontContext = front.getContext('2d');
  const camera = createCamera(PRIOR_HOME);
  const crowd = createCrowd();
  const backdrop = createBackdrop();
  const layers = new Set<(v: Viewport) => void>();
  let hidden: ReadonlySet<number> = new Set();
  let labels: Uint8Array | null = null;
  let sprites: Sprites | null = null;
  let density = 1;
  let backDirty = true;
  let frontDirty = true;
  let glyphScale = 0;
  let middle: ArrayLike<number> = [];
  let sent = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const classOf = (i: number): number => {
    const label = labels?.[i] ?? 10;
    return hidden.has(label) ? -1 : label;
  };
  const shown = (i: number) => classOf(i) >= 0;

  // These two come before the drawer that they mark, so that it draws in the same frame.
  const tiles = createDrawer(() => {
    takeManifold();
    return false;
  }, MANIFOLD_MS);
  const drift = createDrawer((now) => {
    const drifting = crowd.advance(now);
    mark(false, true);
    return drifting;
  }, DRIFT_MS);
  const drawer = createDrawer((now) => {
    const gliding = camera.advance(now);
    const v = camera.view;
    if (backDirty || gliding) drawBack(v);
    if (frontDirty || gliding) drawFront(v);
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
  const redraw = () => {
    mark(true, true);
    sendView();
  };

  function drawBack(v: Viewport): void {
    const context = backContext;
    if (!context) return;
    const colours = palette();
    const { axes } = useStore.getState();
    const flat = axes[0] === axes[1];
    begin(context, v);
    drawOrigin(context, v, colours);
    backdrop.draw(context, v, crowd.count > 0 ? (colours.dark ? 0.4 : 0.36) : 0.9);
    context.restore();
    drawPlaneAxes(
      context,
      v,
      colours,
      [axisName(axes[0]), flat ? null : axisName(axes[1])],
      options.words().number,
    );
  }

  function drawFront(v: Viewport): void {
    const context = frontContext;
    if (!context) return;
    const colours = palette();
    sprites ??= createSprites(colours, density);
    // The choice of glyphs is redone when the scale has changed noticeably, not in each step of a pinch.
    if (Math.abs(Math.log(v.scale / glyphScale)) > 0.1) {
      glyphScale = v.scale;
      crowd.chooseGlyphs(GLYPH_APART / v.scale, shown);
    }
    begin(context, v);
    const { hovered, axes, run } = useStore.getState();
    const flat = axes[0] === axes[1];
    const prior = hasPrior(run.spec);
    drawPoints(context, v, crowd, sprites, 'dots', classOf);
    if (prior) drawPrior(context, v, colours, flat);
    drawPoints(context, v, crowd, sprites, 'glyphs', classOf);
    if (prior)
      drawPriorLabels(context, v, colours, flat, (sigmas) => options.words().t('plane.prior', { sigmas }));
    const at = hovered === null ? null : whereIs(hovered);
    const spread = hovered === null ? null : spreadOf(live.get().points?.logVar, hovered);
    const { drawing } = live.get();
    const drawn = spreadOf(drawing?.logVar, 0);
    if (drawing && drawn) drawSpread(context, v, onPlane([...drawing.mu], axes), drawn, colours);
    if (at && spread) drawSpread(context, v, at, spread, colours);
    if (at) drawRing(context, screenX(v, at[0]), screenY(v, at[1]), colours);
    context.restore();
  }

  /** Clears a canvas and clips it to the plot; the caller restores. */
  function begin(context: CanvasRenderingContext2D, v: Viewport): void {
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.save();
    context.beginPath();
    context.rect(v.left, v.top, v.width, v.height);
    context.clip();
  }

  function whereIs(i: number): [number, number] | null {
    return i < crowd.count ? [crowd.positions[2 * i], crowd.positions[2 * i + 1]] : null;
  }

  /** σ of the i-th of some codes along the axes, where codes are distributions. */
  function spreadOf(logVar: Float32Array | null | undefined, i: number): [number, number | null] | null {
    const { axes, run } = useStore.getState();
    if (!logVar) return null;
    const sigma = (axis: number) => Math.exp(0.5 * logVar[i * run.spec.latent + axis]);
    const spread: [number, number | null] = [sigma(axes[0]), axes[0] === axes[1] ? null : sigma(axes[1])];
    return spread.every((s) => s === null || Number.isFinite(s)) ? spread : null;
  }

  function takePoints(): void {
    const { points } = live.get();
    const { axes, run } = useStore.getState();
    const had = crowd.count > 0;
    labels = pointLabels();
    if (points && points.mu.length >= points.count * run.spec.latent) {
      crowd.aim(points.mu, points.count, run.spec.latent, axes, !prefersStillness());
      glyphScale = 0;
    } else crowd.clear();
    goHome();
    options.onContent(crowd.count > 0 || live.get().manifold !== null);
    const some = crowd.count > 0;
    if (some) drift.mark();
    if (!some || !had) mark(had !== some, !some);
  }

  function takeManifold(): void {
    const { manifold } = live.get();
    const { axes } = useStore.getState();
    // Tiles of other axes would be a lie; the plane waits for its own.
    const fits = manifold?.view.axes.every((axis, i) => axis === axes[i]);
    backdrop.set(fits ? manifold : null, palette());
    options.onContent(crowd.count > 0 || manifold !== null);
    mark(true, false);
  }

  /** A VAE lives where its prior lives; an AE wherever its points are. */
  function goHome(): void {
    const { spec } = useStore.getState().run;
    const prior = hasPrior(spec);
    const home = prior ? PRIOR_HOME : bulkOf(crowd.target, crowd.count);
    if (!home) return;
    if (!serves(camera.home, home)) {
      camera.setHome(home, !prefersStillness());
      mark(true, true);
      sendView();
    }
    const { points } = live.get();
    if (prior) middle = [];
    else if (points && spec.latent > 2) {
      const { mean } = momentsOf(points.mu, spec.latent);
      // Every slice of test images moves it a little; the plane is not cut anew for that.
      const far = (m: number, i: number) =>
        Math.abs(m - (middle[i] ?? 0)) > MIDDLE_SLACK * camera.home.extent;
      const known = mean.every(Number.isFinite);
      if (known && (middle.length !== mean.length || mean.some(far))) middle = mean;
    }
    options.onHome(prior ? PRIOR : camera.home, middle);
  }

  /** Tells what the manifold should show, at intervals while a hand moves. */
  function sendView(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      const state = useStore.getState();
      const { axes, run } = state;
      const square = camera.manifold();
      const atPrior = hasPrior(run.spec) && square === camera.home;
      const z = selectedProbe(state).z;
      const view: PlaneView = {
        axes,
        rest: Array.from({ length: run.spec.latent }, (_, d) => (axes.includes(d) ? 0 : (z[d] ?? 0))),
        extent: atPrior ? PRIOR_EXTENT : square.extent,
        centre: square.centre,
      };
      const text = JSON.stringify(view);
      if (text === sent) return;
      sent = text;
      options.onView(view);
    }, VIEW_DELAY_MS);
  }

  function measure(): void {
    const { width, height } = sizeOf(plot);
    if (width === 0 || height === 0) return;
    density = densityOf(plot);
    for (const canvas of [back, front]) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
    }
    camera.setRect({
      left: MARGIN.left,
      top: MARGIN.top,
      width: Math.max(10, width - MARGIN.left - MARGIN.right),
      height: Math.max(10, height - MARGIN.top - MARGIN.bottom),
    });
    sprites = null;
    redraw();
  }

  const observer = new ResizeObserver(measure);
  observer.observe(plot);
  const stops = [
    onDensity(measure),
    live.subscribe('points', takePoints),
    live.subscribe('manifold', tiles.mark),
    live.subscribe('drawing', () => mark(false, true)),
    onTheme(() => {
      sprites = null;
      takeManifold();
      redraw();
    }),
    useStore.subscribe((state, before) => {
      if (state.axes !== before.axes || state.run.spec !== before.run.spec) {
        takeManifold();
        takePoints();
        redraw();
      }
      if (state.hovered !== before.hovered) mark(false, true);
      if (state.probes !== before.probes || state.selectedProbe !== before.selectedProbe) sendView();
    }),
  ];
  measure();
  takeManifold();
  takePoints();

  return {
    camera,
    place: drawer.mark,
    redraw,
    addLayer(draw) {
      layers.add(draw);
      drawer.mark();
      return () => void layers.delete(draw);
    },
    setHidden(classes) {
      hidden = classes;
      glyphScale = 0;
      mark(false, true);
    },
    pick(px, py, reach) {
      const v = camera.view;
      const i = crowd.nearest(planeX(v, px), planeY(v, py), reach / v.scale, shown);
      return i < 0 ? null : i;
    },
    placeOf: (event) => placeIn(plot, event),
    whereIs,
    stop() {
      clearTimeout(timer);
      observer.disconnect();
      for (const one of [tiles, drift, drawer]) one.stop();
      for (const stop of stops) stop();
    },
  };
}
