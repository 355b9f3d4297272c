/** What is drawn on the plane's canvases besides the manifold: axes, the prior, and points as dots and glyphs. */
import { axisOf, drawAxes } from '../../charts/axes';
import type { Numbers } from '../../i18n/numbers';
import { planeX, planeY, screenX, screenY, type Viewport } from '../../math/viewport';
import { channels, inkOn, type Palette } from '../../ui/palette';
import type { Crowd } from './crowd';

/** CSS pixels around the plot: numbers stand left and below. */
export const MARGIN = { left: 38, right: 10, top: 10, bottom: 28 };
const GLYPH_RADIUS = 7.5;
const DOT_RADIUS = 2.5;
/** Glyphs no nearer to each other than this, in CSS pixels. */
export const GLYPH_APART = 20;

/** Thin lines at the left and below, ticks with numbers, and the names of the axes at their ends; null: there is one axis. */
export function drawPlaneAxes(
  context: CanvasRenderingContext2D,
  v: Viewport,
  colours: Palette,
  names: readonly [string, string | null],
  number: Numbers,
): void {
  const [right, bottom] = [v.left + v.width, v.top + v.height];
  const ticks = (pixels: number, each: number) => Math.max(2, Math.round(pixels / each));
  const x = axisOf([planeX(v, v.left), planeX(v, right)], [v.left, right], ticks(v.width, 90), number);
  const y = axisOf([planeY(v, bottom), planeY(v, v.top)], [bottom, v.top], ticks(v.height, 80), number);
  drawAxes(
    context,
    v,
    x,
    names[1] === null ? null : y,
    { x: names[0], y: names[1] ?? '' },
    {
      kind: 'lines',
      text: colours.ink2,
      rule: colours.ruleStrong,
      font: colours.font,
      name: { colour: colours.latent, font: `600 14px ${colours.font}` },
    },
  );
}

/** Lines through the origin, as far as they are in sight. */
export function drawOrigin(context: CanvasRenderingContext2D, v: Viewport, colours: Palette): void {
  context.lineWidth = 1;
  context.strokeStyle = colours.rule;
  context.beginPath();
  const px = Math.round(screenX(v, 0)) + 0.5;
  const py = Math.round(screenY(v, 0)) + 0.5;
  context.moveTo(px, v.top);
  context.lineTo(px, v.top + v.height);
  context.moveTo(v.left, py);
  context.lineTo(v.left + v.width, py);
  context.stroke();
}

/** The standard normal prior: circles of one and two standard deviations; lines where the latent has one axis. */
export function drawPrior(
  context: CanvasRenderingContext2D,
  v: Viewport,
  colours: Palette,
  flat: boolean,
): void {
  for (const sigmas of [1, 2]) {
    context.beginPath();
    if (flat) {
      for (const x of [-sigmas, sigmas]) {
        context.moveTo(screenX(v, x), v.top);
        context.lineTo(screenX(v, x), v.top + v.height);
      }
    } else context.arc(screenX(v, 0), screenY(v, 0), sigmas * v.scale, 0, 2 * Math.PI);
    // It lies over dots, so it has a rim of paper.
    context.lineWidth = 4;
    context.strokeStyle = colours.paper;
    context.globalAlpha = 0.6;
    context.stroke();
    context.globalAlpha = 1;
    context.lineWidth = 1.5;
    context.strokeStyle = colours.latent;
    context.setLineDash(sigmas === 1 ? [] : [6, 4]);
    context.stroke();
    context.setLineDash([]);
  }
}

/** The names of the prior's circles, at their upper right. */
export function drawPriorLabels(
  context: CanvasRenderingContext2D,
  v: Viewport,
  colours: Palette,
  flat: boolean,
  label: (sigmas: number) => string,
): void {
  context.font = `600 12px ${colours.font}`;
  context.textAlign = flat ? 'left' : 'center';
  context.textBaseline = 'middle';
  for (const sigmas of [1, 2]) {
    const px = screenX(v, flat ? sigmas : sigmas * Math.SQRT1_2) + (flat ? 5 : 0);
    const py = flat ? v.top + 14 : screenY(v, sigmas * Math.SQRT1_2);
    haloed(context, label(sigmas), px, py, colours.latent, colours.paper);
  }
}

function haloed(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  fill: string,
  halo: string,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = fill;
  context.fillText(text, x, y);
}

export interface Sprites {
  dots: CanvasImageSource[];
  glyphs: CanvasImageSource[];
  /** Width of a sprite in CSS pixels. */
  dotSize: number;
  glyphSize: number;
}

type Drawable = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A small picture, painted once. A bitmap: a canvas is looked through each time it is drawn from, thousands of times a frame. */
function picture(pixels: number, paint: (context: Drawable) => void): CanvasImageSource {
  if (typeof OffscreenCanvas === 'function') {
    const canvas = new OffscreenCanvas(pixels, pixels);
    const context = canvas.getContext('2d');
    if (context) paint(context);
    return canvas.transferToImageBitmap();
  }
  // Where a browser has no such canvas, a canvas of the page does the same, more slowly.
  const canvas = document.createElement('canvas');
  canvas.width = pixels;
  canvas.height = pixels;
  const context = canvas.getContext('2d');
  if (context) paint(context);
  return canvas;
}

/** One picture a class (and one, the last, for points without a label), drawn once for a theme and a density. */
export function createSprites(colours: Palette, density: number): Sprites {
  const fills = [...colours.classes, colours.ink2];
  const dotSize = 2 * (DOT_RADIUS + 2);
  const glyphSize = 2 * (GLYPH_RADIUS + 2);
  const sprite = (size: number, paint: (context: Drawable) => void) =>
    picture(Math.ceil(size * density), (context) => {
      context.scale(density, density);
      context.translate(size / 2, size / 2);
      paint(context);
    });
  const disc = (context: Drawable, radius: number, fill: string) => {
    // A rim of paper parts it from its neighbours, a darker edge from the paper.
    for (const [r, colour] of [
      [radius + 1.4, colours.paper],
      [radius + 0.5, edge(fill, colours.dark)],
      [radius - 0.4, fill],
    ] as const) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(0, 0, r, 0, 2 * Math.PI);
      context.fill();
    }
  };
  return {
    dotSize,
    glyphSize,
    dots: fills.map((fill) => sprite(dotSize, (c) => disc(c, DOT_RADIUS, fill))),
    glyphs: fills.map((fill, label) =>
      sprite(glyphSize, (c) => {
        disc(c, GLYPH_RADIUS, fill);
        c.font = `600 11px ${colours.font}`;
        c.textAlign = 'center';
        c.textBaseline = 'middle';
        c.fillStyle = inkOn(fill);
        if (label < 10) c.fillText(String(label), 0, 0.8);
      }),
    ),
  };
}

/** The fill towards black (towards white in the dark), so that pale classes keep an outline. */
function edge(fill: string, dark: boolean): string {
  const to = dark ? 255 : 0;
  return `rgb(${channels(fill)
    .map((c) => Math.round(c + (to - c) * (dark ? 0.25 : 0.4)))
    .join(' ')})`;
}

/** Points as dots, or those chosen for it as glyphs. `classOf` returns 0 … 9, 10 for no label, −1 for a hidden point. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  v: Viewport,
  crowd: Crowd,
  sprites: Sprites,
  kind: 'dots' | 'glyphs',
  classOf: (i: number) => number,
): void {
  const { positions, glyphs, count } = crowd;
  const wanted = kind === 'glyphs' ? 1 : 0;
  const pictures = sprites[kind];
  const size = kind === 'glyphs' ? sprites.glyphSize : sprites.dotSize;
  const right = v.left + v.width + size;
  const bottom = v.top + v.height + size;
  for (let i = 0; i < count; i++) {
    if (glyphs[i] !== wanted) continue;
    const label = classOf(i);
    if (label < 0) continue;
    const px = screenX(v, positions[2 * i]);
    const py = screenY(v, positions[2 * i + 1]);
    // Written so that what is not a number is not in sight either.
    const inSight = px > v.left - size && px < right && py > v.top - size && py < bottom;
    if (inSight) context.drawImage(pictures[label], px - size / 2, py - size / 2, size, size);
  }
}

/**
 * Where the encoder expects one image's code: one standard deviation around μ, to scale, in plane units; a bar where
 * the latent has one axis.
 */
export function drawSpread(
  context: CanvasRenderingContext2D,
  v: Viewport,
  [x, y]: readonly [number, number],
  [sigmaX, sigmaY]: readonly [number, number | null],
  colours: Palette,
): void {
  const [px, py] = [screenX(v, x), screenY(v, y)];
  const across = sigmaX * v.scale;
  context.beginPath();
  if (sigmaY === null) context.rect(px - across, py - 3, 2 * across, 6);
  else context.ellipse(px, py, across, sigmaY * v.scale, 0, 0, 2 * Math.PI);
  context.fillStyle = colours.latent;
  context.globalAlpha = 0.25;
  context.fill();
  context.globalAlpha = 1;
  for (const [width, colour] of [
    [4, colours.paper],
    [1.5, colours.latent],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

/** A ring around the point under the pointer. */
export function drawRing(context: CanvasRenderingContext2D, px: number, py: number, colours: Palette): void {
  for (const [width, colour] of [
    [5, colours.paper],
    [2, colours.ink],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(px, py, 11, 0, 2 * Math.PI);
    context.stroke();
  }
}
