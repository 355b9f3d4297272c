/**
 * Renders the pinned run's plane beside the present one: in its coordinates and under its camera, so that the same place
 * of the screen is the same place of both, as far as their codes can be aligned.
 */
import { specOf } from '../../experiment/specOf';
import { wordsOf } from '../../i18n/words';
import { applied } from '../../latent/align';
import { axisDirections, isFlat, onPlane, placesOn } from '../../latent/slice';
import { planeX, planeY, screenX, screenY, type Viewport } from '../../math/viewport';
import { hasPrior } from '../../model/predicates';
import { imageSize } from '../../model/spec';
import { live } from '../../state/live';
import { imagesNow } from '../../state/pinned';
import { type Pinned, unlikeImages } from '../../state/pinnedRun';
import { sliceNow } from '../../state/slice';
import { useStore } from '../../state/store';
import { createDrawer, FRAME_INTERVAL, prefersReducedMotion } from '../../ui/frame';
import { channels, onTheme, type Palette, palette } from '../../ui/palette';
import { densityOf, onDensity } from '../../ui/pointer';
import { type Backdrop, createBackdrop } from '../plane/backdrop';
import { hiddenOf } from '../plane/classFilter';
import { coloursAt, DEPTHS, depthsOf, kindsAt } from '../plane/depth';
import { createDotLayer } from '../plane/dotLayer';
import { dotRadius } from '../plane/dots';
import { dataFade, densityAt, densityOfCodes, priorFade } from '../plane/fade';
import { createFadeMask } from '../plane/fadeMask';
import { homeOf, PRIOR_HOME } from '../plane/home';
import { drawCross, drawNumerals, drawPrior, drawRing, numeralRadius } from '../plane/marks';
import { NUMERALS, pushedApart } from '../plane/numerals';
import { createPlanePoints } from '../plane/planePoints';
import type { PlaneRenderer } from '../plane/planeRenderer';
import { placeInUnits, sizeInUnits, unitNow } from '../plane/unit';
import { classSign, directionNames } from '../words';
import { codeAtPlace, pinnedCodeOf, pinnedDecoder } from './pinnedDecoder';
import { drawProbe, drawTurnedAxes, viewAtOrigin } from './pinnedMarks';
import { moved, placementOf, setPlacement, UNPLACED, usePlacement } from './placement';

/** While the present run trains, the planes are aligned again after this time, in ms. */
const ALIGN_MS = 4000;
/** How long its points drift to where another alignment puts them. */
const DRIFT_MS = 250;
/** A change of alignment that is smaller than this, relative to the view that the plane opens with, is left out. */
const NOTICEABLE = 0.01;
/** Points are passed as places on the plane. */
const PLANE = axisDirections(2, 0, 1);
/** Time per frame for decoding, in ms; while the present run trains, its own plane comes first. */
const BUDGET_MS = { resting: 4, training: 2 };

export interface PinnedRenderer
  extends Pick<PlaneRenderer, 'camera' | 'redraw' | 'pick' | 'next' | 'whereIs' | 'placeOf' | 'stop'> {
  /** Shows another step of the same run. */
  show(pinned: Pinned): void;
}

/** What the plane shows of the codes of a step. */
function codesOf({ points, slice, config }: Pinned) {
  const places = points && placesOn(points.mu, points.count, slice);
  const latent = slice.u.length;
  const home =
    (places && homeOf(hasPrior(specOf(config)), places, places.length / 2, PRIOR_HOME)) ?? PRIOR_HOME;
  return {
    places,
    home,
    depths: points && latent > 2 ? depthsOf(points.mu, points.count, latent, slice) : null,
    density: places && densityOfCodes(places, places.length / 2, home),
  };
}

const inkOf = ({ ink }: Palette) => {
  const [r, g, b] = channels(ink);
  return (b << 16) | (g << 8) | r;
};

interface Elements {
  plot: HTMLElement;
  back: HTMLCanvasElement;
  front: HTMLCanvasElement;
}

/** `main` renders the plane of the present run. */
export function createPinnedRenderer(
  first: Pinned,
  { plot, back, front }: Elements,
  main: PlaneRenderer,
): PinnedRenderer {
  const [backContext, frontContext] = [back.getContext('2d'), front.getContext('2d')];
  const { camera } = main;
  let pinned = first;
  let codes = codesOf(pinned);
  const formOf = () => specOf(pinned.config).data;
  const prior = hasPrior(specOf(pinned.config));
  const flat = isFlat(pinned.slice);
  const planePoints = createPlanePoints();
  const layer = createDotLayer();
  const fade = createFadeMask();
  let backdrop: Backdrop = createBackdrop(inkOf(palette()), formOf);
  let pixels = new Float32Array(0);
  let unit = unitNow();
  /** Device pixels per unit. */
  let resolution = 1;
  let size = { width: 0, height: 0 };
  let view: Viewport = camera.view;
  /** Another step has been chosen, which the first frame shows everywhere, if coarsely. */
  let turned = false;
  let [backDirty, frontDirty] = [true, true];
  let alignedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const filler = createDrawer(() => {
    if (!shows('digits')) return false;
    const { resting, training } = BUDGET_MS;
    const budget = useStore.getState().run.status === 'running' ? training : resting;
    const { decoded, more } = backdrop.fill(decode, budget, () => performance.now(), turned);
    turned &&= more;
    if (decoded > 0) mark(true, false);
    return more;
  }, FRAME_INTERVAL);
  const drift = createDrawer((now) => {
    const drifting = planePoints.advance(now);
    layer.invalidate();
    mark(false, true);
    return drifting;
  }, 40);
  const drawer = createDrawer(() => {
    if (backDirty) drawBack();
    if (frontDirty) drawFront();
    [backDirty, frontDirty] = [false, false];
    return false;
  });
  const mark = (back: boolean, front: boolean) => {
    backDirty ||= back;
    frontDirty ||= front;
    drawer.mark();
  };
  const shows = (layer: 'digits' | 'dots' | 'prior') => useStore.getState().look.layers.includes(layer);
  const placement = () => usePlacement.getState();

  function decode(at: readonly (readonly [number, number])[], out: Uint8Array): boolean {
    const decoder = pinnedDecoder(pinned);
    if (!decoder) return false;
    const z = at.flatMap(([x, y]) => codeAtPlace(pinned, x, y));
    const length = at.length * imageSize(formOf());
    if (pixels.length < length) pixels = new Float32Array(length);
    decoder.decode(z, at.length, pixels, useStore.getState().label);
    for (let i = 0; i < length; i++) out[i] = pixels[i] * 255 + 0.5;
    return true;
  }

  /** How clear digits are at a place of the screen's plane. */
  function clear(x: number, y: number): number {
    const [px, py] = applied(placement().back, x, y);
    if (prior) return priorFade(flat ? Math.abs(px) : Math.hypot(px, py));
    const { density } = codes;
    return density ? dataFade(densityAt(density, px, flat ? 0 : py), density.mean) : 1;
  }

  function drawBack(): void {
    if (!backContext) return;
    const colours = palette();
    backContext.setTransform(resolution, 0, 0, resolution, 0, 0);
    backContext.clearRect(0, 0, view.width, view.height);
    if (shows('digits') && backdrop.some) {
      backdrop.draw(backContext, view);
      fade(
        backContext,
        view,
        planePoints.count > 0 && shows('dots') ? (colours.dark ? 0.7 : 0.65) : 0.9,
        clear,
      );
    }
    const names = directionNames(pinned.slice, wordsOf(useStore.getState().language));
    drawTurnedAxes(backContext, view, placement(), colours, names);
  }

  function drawFront(): void {
    const context = frontContext;
    if (!context) return;
    const colours = palette();
    const state = useStore.getState();
    const v = view;
    const { depths } = codes;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, front.width, front.height);
    if (shows('dots')) {
      const { positions, kinds, count } = planePoints;
      const kindColours = [...colours.classes, colours.ink2];
      // The nearest to the plane are drawn last.
      const dots = Array.from({ length: depths ? DEPTHS : 1 }, (_, depth) => ({
        positions,
        kinds: depths ? kindsAt(depth, kinds, depths) : kinds,
        count,
        colours: coloursAt(depth, kindColours, colours.paper),
      })).reverse();
      layer.draw(context, dots, v, resolution, dotRadius(count));
    }
    context.setTransform(resolution, 0, 0, resolution, 0, 0);
    // Lines of a flat prior would have to be turned too.
    if (prior && !flat && shows('prior')) drawPrior(context, viewAtOrigin(v, placement()), colours, false);
    if (shows('dots')) drawNumerals(context, numerals(v), colours);
    const slice = sliceNow(state);
    for (const { name, z, image } of state.probes) {
      const own = image === undefined ? null : pinnedCodeOf(pinned, image);
      const [x, y] = own ? applied(placement().similarity, ...onPlane(own, pinned.slice)) : onPlane(z, slice);
      drawProbe(context, screenX(v, x), screenY(v, y), name, name === state.selectedProbe, colours);
    }
    const { hovered, pointer } = state;
    const at = hovered === null ? null : whereIs(hovered);
    if (at) drawRing(context, screenX(v, at[0]), screenY(v, at[1]), colours);
    else if (pointer) drawCross(context, screenX(v, pointer[0]), screenY(v, pointer[1]), colours);
  }

  function numerals(v: Viewport) {
    const labels: number[] = [];
    const anchors: { x: number; y: number }[] = [];
    for (let label = 0; label < NUMERALS; label++) {
      const middle = planePoints.middle(label);
      if (!middle) continue;
      const anchor = { x: screenX(v, middle.x), y: screenY(v, middle.y) };
      const inside = anchor.x > v.left && anchor.x < v.left + v.width;
      if (!inside || anchor.y < v.top || anchor.y > v.top + v.height) continue;
      labels.push(label);
      anchors.push(anchor);
    }
    const room = { left: 2, top: 2, right: v.width - 2, bottom: v.height - 2 };
    return pushedApart(anchors, numeralRadius(v), [], room).map((disc) => ({
      ...disc,
      label: labels[disc.index],
      sign: classSign(labels[disc.index]),
    }));
  }

  function whereIs(i: number): [number, number] | null {
    const own = planePoints.count > i && placement().unlike !== 'otherImages';
    return own ? [planePoints.positions[2 * i], planePoints.positions[2 * i + 1]] : null;
  }

  /** Takes the camera's view for this plot, which may differ in size by a pixel. */
  function follow(): void {
    const { cx, cy, scale } = camera.view;
    if (view.cx === cx && view.cy === cy && view.scale === scale && view.width === size.width) return;
    view = { left: 0, top: 0, ...size, cx, cy, scale };
    backdrop.setView(view);
    filler.mark();
    mark(true, true);
  }

  /** Places the plane, and its points with it. `other`: they are those of another step. */
  function place(other = false): void {
    clearTimeout(timer);
    timer = undefined;
    alignedAt = performance.now();
    const state = useStore.getState();
    const { points } = live.get();
    const { places, home } = codes;
    const now = imagesNow();
    const known = points && points.mu.length === points.count * state.run.spec.latent && points.count > 0;
    const next = placementOf(
      { places, home, step: pinned.step },
      {
        places: known ? placesOn(points.mu, points.count, sliceNow(state)) : null,
        home: camera.home,
        step: points?.step ?? state.run.step,
      },
      unlikeImages(pinned, now.dataset, now.images),
    );
    const before = placement();
    const still = planePoints.count > 0 || !places;
    const small = moved(before.similarity, next.similarity, home) < NOTICEABLE * camera.home.extent;
    if (!other && before !== UNPLACED && still && small && before.unlike === next.unlike) {
      setPlacement({ ...next, similarity: before.similarity, back: before.back });
      return;
    }
    setPlacement(next);
    if (places && pinned.points) {
      const shown = new Float32Array(places.length);
      for (let i = 0; 2 * i < places.length; i++)
        shown.set(applied(next.similarity, places[2 * i], places[2 * i + 1]), 2 * i);
      const labels = pinned.points.labels ?? (next.unlike === 'otherImages' ? null : presentLabels());
      planePoints.setCodes(
        shown,
        pinned.points.count,
        2,
        PLANE,
        labels,
        prefersReducedMotion() ? 0 : DRIFT_MS,
      );
      drift.mark();
    }
    layer.invalidate();
    backdrop.invalidate();
    filler.mark();
    mark(true, true);
  }

  const presentLabels = () => {
    const labels = useStore.getState().data.test?.labels;
    return (pinned.points && labels?.subarray(0, pinned.points.count)) ?? null;
  };

  function placeSoon(): void {
    if (useStore.getState().run.status !== 'running') place();
    else timer ??= setTimeout(() => place(), Math.max(0, alignedAt + ALIGN_MS - performance.now()));
  }

  function measure(): void {
    unit = unitNow();
    size = sizeInUnits(plot, unit);
    if (size.width === 0 || size.height === 0) return;
    resolution = densityOf(plot) * unit;
    for (const canvas of [back, front]) {
      canvas.width = Math.round(size.width * resolution);
      canvas.height = Math.round(size.height * resolution);
    }
    follow();
    mark(true, true);
  }

  const observer = new ResizeObserver(measure);
  observer.observe(plot);
  planePoints.hide(hiddenOf(useStore.getState().look.classes));
  const stops = [
    onDensity(measure),
    main.addLayer(follow),
    live.subscribe('points', placeSoon),
    onTheme(() => {
      layer.invalidate();
      backdrop = createBackdrop(inkOf(palette()), formOf);
      backdrop.setView(view);
      filler.mark();
      mark(true, true);
    }),
    useStore.subscribe((state, before) => {
      if (state.look.classes !== before.look.classes) {
        planePoints.hide(hiddenOf(state.look.classes));
        layer.invalidate();
      }
      if (state.label !== before.label) {
        backdrop.invalidate();
        filler.mark();
      }
      if (state.look !== before.look) {
        filler.mark();
        mark(true, true);
      }
      const other = state.slice !== before.slice || state.run.spec !== before.run.spec;
      if (other || state.data.test !== before.data.test || state.run.status !== before.run.status)
        placeSoon();
      if (
        state.hovered !== before.hovered ||
        state.pointer !== before.pointer ||
        state.probes !== before.probes ||
        state.selectedProbe !== before.selectedProbe
      )
        mark(false, true);
    }),
  ];
  measure();
  place();

  return {
    camera,
    redraw: main.redraw,
    pick(px, py, reach) {
      if (!shows('dots') || placement().unlike === 'otherImages') return null;
      const i = planePoints.nearest(planeX(view, px), planeY(view, py), reach / view.scale);
      return i < 0 ? null : i;
    },
    next(x, y, dx, dy) {
      const i = planePoints.next(x, y, dx, dy);
      return i < 0 ? null : i;
    },
    placeOf: (event) => placeInUnits(plot, event, unit),
    whereIs,
    show(next) {
      if (next === pinned) return;
      const same = next.decoder === pinned.decoder;
      pinned = next;
      // Only its numbers are other ones.
      if (same) return;
      codes = codesOf(pinned);
      turned = true;
      place(true);
      filler.hurry();
    },
    stop() {
      clearTimeout(timer);
      observer.disconnect();
      for (const one of [filler, drift, drawer]) one.stop();
      for (const stop of stops) stop();
      setPlacement(UNPLACED);
    },
  };
}
