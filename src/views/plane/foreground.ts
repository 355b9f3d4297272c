/**
 * What lies in front on the plane: dots or pictures of the test images, the prior, numerals, and the highlighted point.
 * It is drawn over a copy of what lies behind it, which changes less often: every canvas that is shown is a layer that the
 * browser handles in every frame, while only a probe moves too.
 */
import type { Words } from '../../i18n/words';
import { type Ellipse, ellipseOf } from '../../latent/ellipse';
import { isFlat, onPlane } from '../../latent/slice';
import { planeX, planeY, screenX, screenY, type Viewport } from '../../math/viewport';
import { hasPrior } from '../../model/predicates';
import { live } from '../../state/live';
import { pathNow } from '../../state/path';
import { useStore } from '../../state/store';
import { type Palette, palette } from '../../ui/palette';
import { classSign } from '../words';
import { type Arrows, createArrowLayer } from './arrows';
import { coloursAt, DEPTHS, kindsAt } from './depth';
import { type ColouredDots, createDotLayer } from './dotLayer';
import { dotRadius, HIDDEN } from './dots';
import {
  drawCross,
  drawNumerals,
  drawPrior,
  drawPriorLabels,
  drawRing,
  drawSpread,
  numeralRadius,
} from './marks';
import { NUMERALS, type Obstacle, pushedApart, type Room } from './numerals';
import { createPictures, MOST_PICTURED, PICTURE, type Pictures } from './pictures';
import type { PlanePoints } from './planePoints';
import { digitBox } from './probeDigit';
import { useShownLayers } from './scales';

/** Distance that numerals keep from a probe's handle, in units (see `unit.ts`). */
const PROBE_RADIUS = 16;
/** Distance that they and the names of the prior's circles keep from the path between two probes, on both sides. */
const PATH_RADIUS = 5;
/** Numerals do not cover a cloud of codes with this half width or less; they are placed around it. */
const SMALL_CLOUD = 40;
/** The size of a picture with its outline, and the smallest gap. */
const PICTURES_APART = PICTURE.size + 2;

export interface Foreground {
  draw(v: Viewport, density: number): void;
  /** Call when points have moved, appeared or disappeared, or other classes are shown. */
  invalidate(): void;
  /** Call when the theme has changed: removes everything that was drawn in the old colours. */
  forget(): void;
  /** Sets boxes that overlap the plane, in units; numerals avoid them. */
  setCovers(boxes: readonly Room[]): void;
}

export function createForeground(
  { back, front: canvas }: { back: HTMLCanvasElement; front: HTMLCanvasElement },
  planePoints: PlanePoints,
  words: () => Words,
  arrows: () => Arrows | null,
): Foreground {
  const context = canvas.getContext('2d');
  const layer = createDotLayer();
  const arrowLayer = createArrowLayer(planePoints);
  let pictures: Pictures | null = null;
  let fills: Uint32Array[] | null = null;
  /** The dots of each depth, the farthest first. */
  let layers: ColouredDots[] | null = null;
  let covers: readonly Room[] = [];

  const inSight = (v: Viewport, i: number, margin: number) => {
    const px = screenX(v, planePoints.positions[2 * i]);
    const py = screenY(v, planePoints.positions[2 * i + 1]);
    return (
      px > v.left - margin &&
      px < v.left + v.width + margin &&
      py > v.top - margin &&
      py < v.top + v.height + margin
    );
  };

  const countInSight = (v: Viewport) =>
    planePoints.countIn({
      left: planeX(v, v.left),
      right: planeX(v, v.left + v.width),
      bottom: planeY(v, v.top + v.height),
      top: planeY(v, v.top),
    });

  function drawDots(
    to: CanvasRenderingContext2D,
    v: Viewport,
    density: number,
    seen: number,
    colours: Palette,
  ) {
    const { positions, kinds, count, depths } = planePoints;
    fills ??= Array.from({ length: DEPTHS }, (_, depth) =>
      coloursAt(depth, [...colours.classes, colours.ink2], colours.paper),
    );
    const shown = depths ? fills : fills.slice(0, 1);
    layers ??= shown
      .map((fill, depth) => {
        const own = depths ? kindsAt(depth, kinds, depths) : kinds;
        return { positions, kinds: own, count, colours: fill };
      })
      .reverse();
    layer.draw(to, layers, v, density, dotRadius(seen));
  }

  /** When zoomed in, with few points in view, those that have room are shown as their images. */
  function drawPictures(to: CanvasRenderingContext2D, v: Viewport, colours: Palette): void {
    const { test } = useStore.getState().data;
    if (!test) return;
    planePoints.choosePictures(
      PICTURES_APART / v.scale,
      (i) => i < test.count && planePoints.kinds[i] !== HIDDEN && inSight(v, i, PICTURE.size / 2),
    );
    pictures ??= createPictures(colours);
    for (let i = 0; i < planePoints.count; i++) {
      if (!planePoints.pictured[i]) continue;
      const colour = colours.classes[planePoints.kinds[i]] ?? colours.ink2;
      const [px, py] = [
        screenX(v, planePoints.positions[2 * i]),
        screenY(v, planePoints.positions[2 * i + 1]),
      ];
      pictures.draw(to, test, i, px, py, colour);
    }
  }

  const onScreen = (v: Viewport, z: readonly number[]) => {
    const [x, y] = onPlane(z, useStore.getState().slice);
    return { x: screenX(v, x), y: screenY(v, y) };
  };

  /** The boxes of the probes' handles, and of the digit beside the selected one. */
  function probeBoxes(v: Viewport): Room[] {
    const { probes, selectedProbe } = useStore.getState();
    return probes.flatMap(({ name, z }) => {
      const { x, y } = onScreen(v, z);
      const r = PROBE_RADIUS;
      const handle = { left: x - r, top: y - r, right: x + r, bottom: y + r };
      return name === selectedProbe ? [handle, digitBox(x, y, name, v)] : [handle];
    });
  }

  /** The path between two probes, from stop to stop, in CSS pixels of the plane. */
  function pathSegments(v: Viewport) {
    const path = pathNow();
    const stops = Array.from({ length: path?.t.length ?? 0 }, (_, i) =>
      onScreen(v, [...(path?.stops.subarray(i * path.latent, (i + 1) * path.latent) ?? [])]),
    );
    return stops.slice(1).map((to, i) => ({ from: stops[i], to }));
  }

  /** The boxes around its segments. */
  const pathBoxes = (v: Viewport): Room[] =>
    pathSegments(v).map(({ from, to }) => ({
      left: Math.min(from.x, to.x) - PATH_RADIUS,
      top: Math.min(from.y, to.y) - PATH_RADIUS,
      right: Math.max(from.x, to.x) + PATH_RADIUS,
      bottom: Math.max(from.y, to.y) + PATH_RADIUS,
    }));

  /** `taken`: boxes that are in use already. */
  function numeralsIn(v: Viewport, taken: readonly Room[]) {
    const labels: number[] = [];
    const anchors: { x: number; y: number }[] = [];
    // Where regions are shown, a numeral names a region rather than a cloud of codes.
    const { regions } = useShownLayers.getState();
    for (let label = 0; label < NUMERALS; label++) {
      const middle = regions ? regions.middles.get(label) : planePoints.middle(label);
      if (!middle) continue;
      const [x, y] = [screenX(v, middle.x), screenY(v, middle.y)];
      if (x < v.left || x > v.left + v.width || y < v.top || y > v.top + v.height) continue;
      labels.push(label);
      anchors.push({ x, y });
    }
    const obstacles: Obstacle[] = [...taken];
    for (const segment of pathSegments(v)) obstacles.push({ ...segment, radius: PATH_RADIUS });
    const cloud = planePoints.bulk;
    if (cloud) {
      // In full up to that size, and decreasing to zero at twice that size, so that numerals do not jump.
      const size = cloud.extent * v.scale;
      const radius = Math.min(size, 2 * SMALL_CLOUD - size);
      const [x, y] = [screenX(v, cloud.centre[0]), screenY(v, cloud.centre[1])];
      if (radius > 0) obstacles.push({ x, y, radius });
    }
    const room = {
      left: v.left + 2,
      top: v.top + 2,
      right: v.left + v.width - 2,
      bottom: v.top + v.height - 2,
    };
    return pushedApart(anchors, numeralRadius(v), obstacles, room).map((disc) => ({
      ...disc,
      label: labels[disc.index],
      sign: classSign(labels[disc.index]),
    }));
  }

  /** The i-th code's distribution on the plane, if codes are distributions. */
  function spreadOf(logVar: Float32Array | null | undefined, i: number): Ellipse | null {
    const { slice, run } = useStore.getState();
    if (!logVar) return null;
    const { latent } = run.spec;
    const ellipse = ellipseOf(logVar.subarray(i * latent, (i + 1) * latent), slice);
    return Number.isFinite(ellipse.along + (ellipse.across ?? 0)) ? ellipse : null;
  }

  function invalidate(): void {
    layer.invalidate();
    layers = null;
  }

  return {
    setCovers(boxes) {
      covers = boxes;
    },
    invalidate,
    forget() {
      invalidate();
      fills = null;
      pictures = null;
    },
    draw(v, density) {
      if (!context) return;
      const colours = palette();
      const { hovered, pointer, pinned, slice, run, look } = useStore.getState();
      const { points, drawing } = live.get();
      const flat = isFlat(slice);
      const { regions } = useShownLayers.getState();
      const prior = hasPrior(run.spec) && look.layers.includes('prior');
      const dots = look.layers.includes('dots');
      const seen = countInSight(v);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(back, 0, 0);
      if (dots) drawDots(context, v, density, seen, colours);
      context.setTransform(density, 0, 0, density, 0, 0);
      if (prior) drawPrior(context, v, colours, flat);
      if (dots && seen <= MOST_PICTURED) drawPictures(context, v, colours);
      const shown = arrows();
      if (shown) arrowLayer.draw(context, v, density, shown, slice, look.classes, colours);
      const named = (sigmas: number) => words().t('plane.prior', { sigmas });
      const taken = [...covers, ...probeBoxes(v)];
      if (prior)
        taken.push(...drawPriorLabels(context, v, colours, flat, [...taken, ...pathBoxes(v)], named));
      if (dots || regions) drawNumerals(context, numeralsIn(v, taken), colours);
      const drawn = spreadOf(drawing?.logVar, 0);
      if (drawing && drawn) drawSpread(context, v, onPlane(drawing.mu, slice), drawn, colours);
      if (pinned && pointer && hovered === null)
        drawCross(context, screenX(v, pointer[0]), screenY(v, pointer[1]), colours);
      if (hovered === null || hovered >= planePoints.count) return;
      const at = [planePoints.positions[2 * hovered], planePoints.positions[2 * hovered + 1]] as const;
      const spread = spreadOf(points?.logVar, hovered);
      if (spread) drawSpread(context, v, at, spread, colours);
      drawRing(context, screenX(v, at[0]), screenY(v, at[1]), colours);
    },
  };
}
