/** Axes, prior, numerals and marks on the plane's canvases. */
import { axisOf, withRoom } from '../../charts/axes';
import type { Numbers } from '../../i18n/numbers';
import type { Ellipse } from '../../latent/ellipse';
import { planeX, planeY, screenX, screenY, type Viewport } from '../../math/viewport';
import type { Palette } from '../../ui/palette';
import type { Anchored, Room } from './numerals';

/**
 * Radius of a numeral with its ring, in units (see `unit.ts`): largest, smallest, and how many of the largest must fit
 * along the plane's shorter side.
 */
const NUMERAL = { most: 11, least: 8, fitting: 30 };
export const numeralRadius = ({ width, height }: Viewport): number =>
  Math.min(NUMERAL.most, Math.max(NUMERAL.least, Math.min(width, height) / NUMERAL.fitting));
const TICK = 4;
const FONT_SIZE = 11;
/** Room for a name beside the caption. */
const SHORT = 26;
const EDGE = { bottom: 8, left: 7 };

/**
 * Numbers along the lower and the left edge, on top of everything else, and the names of the axes; null if there is
 * only one axis.
 */
export function drawScales(
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
  const write = (text: string, px: number, py: number, colour = colours.ink2) =>
    haloed(context, text, px, py, colour, colours.paper);

  context.strokeStyle = colours.ruleStrong;
  context.lineWidth = 1;
  context.beginPath();
  for (const { value } of x.ticks) {
    const at = Math.round(x.at(value)) + 0.5;
    context.moveTo(at, bottom);
    context.lineTo(at, bottom - TICK);
  }
  for (const { value } of names[1] === null ? [] : y.ticks) {
    const at = Math.round(y.at(value)) + 0.5;
    context.moveTo(v.left, at);
    context.lineTo(v.left + TICK, at);
  }
  context.stroke();

  context.textBaseline = 'middle';
  const name = `600 13px ${colours.font}`;
  context.font = name;
  const [across, up] = names;
  // The caption leaves no room for a long name at the upper end of its axis.
  const apart = up === null || context.measureText(up).width <= SHORT;
  const corner = apart ? across : `→ ${across}   ↑ ${up}`;
  const free = right - context.measureText(corner).width - 14;
  context.textAlign = 'right';
  write(corner, right - 6, bottom - EDGE.bottom - TICK, colours.latent);
  context.textAlign = 'left';
  if (up !== null && apart) write(up, v.left + 6, v.top + 12, colours.latent);

  context.font = `${FONT_SIZE}px ${colours.font}`;
  context.textAlign = 'center';
  const widthOf = (text: string) => context.measureText(text).width;
  for (const { value, text } of withRoom(x, widthOf, free)) {
    const at = x.at(value);
    if (at - widthOf(text) / 2 > v.left + 24) write(text, at, bottom - EDGE.bottom - TICK);
  }
  if (names[1] === null) return;
  context.textAlign = 'left';
  for (const { value, text } of y.ticks) {
    const at = y.at(value);
    if (at > v.top + 24 && at < bottom - 24) write(text, v.left + EDGE.left, at);
  }
}

/** Lines through the origin, if they are in view. */
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

/** The standard normal prior: circles at one and two standard deviations, or lines if there is only one axis. */
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
    // It is drawn over dots, so it has an outline in the colour of the paper.
    context.lineWidth = 3;
    context.strokeStyle = colours.paper;
    context.globalAlpha = 0.6;
    context.stroke();
    context.globalAlpha = 1;
    context.lineWidth = 1.25;
    context.strokeStyle = colours.latent;
    context.setLineDash(sigmas === 1 ? [] : [6, 4]);
    context.stroke();
    context.setLineDash([]);
  }
}

/** The corners of a circle where its name may be, the first that is free. */
const CORNERS = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/** Draws the names of the prior's circles, each at a corner where nothing else is drawn; returns their boxes. */
export function drawPriorLabels(
  context: CanvasRenderingContext2D,
  v: Viewport,
  colours: Palette,
  flat: boolean,
  taken: readonly Room[],
  label: (sigmas: number) => string,
): Room[] {
  context.font = `600 12px ${colours.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const boxes: Room[] = [];
  for (const sigmas of [1, 2]) {
    const text = label(sigmas);
    const { width } = context.measureText(text);
    const away = sigmas * Math.SQRT1_2;
    for (const [dx, dy] of flat ? CORNERS.slice(0, 1) : CORNERS) {
      const left = flat ? screenX(v, sigmas) + 5 : screenX(v, dx * away) - width / 2;
      const py = flat ? v.top + 14 : screenY(v, dy * away);
      const box = { left: left - 3, top: py - 9, right: left + width + 3, bottom: py + 9 };
      if ([...taken, ...boxes].some((other) => overlap(box, other))) continue;
      haloed(context, text, left, py, colours.latent, colours.paper);
      boxes.push(box);
      break;
    }
  }
  return boxes;
}

const overlap = (a: Room, b: Room) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

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

/** One sign per class, in a ring of its colour, with a line to its place if it had to be moved. */
export function drawNumerals(
  context: CanvasRenderingContext2D,
  discs: readonly (Anchored & { label: number; sign: string })[],
  colours: Palette,
): void {
  for (const { x, y, radius, anchor, label } of discs) {
    if (Math.hypot(x - anchor.x, y - anchor.y) < 1.2 * radius) continue;
    context.beginPath();
    context.moveTo(anchor.x, anchor.y);
    context.lineTo(x, y);
    strokeOutlined(context, [4, 2], colours.paper, colours.classes[label]);
  }
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { x, y, radius, label, sign } of discs) {
    context.font = `600 ${1.2 * radius}px ${colours.font}`;
    for (const [r, colour] of [
      [radius, colours.classes[label]],
      [radius - 2.5, colours.paper],
    ] as const) {
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fill();
    }
    context.fillStyle = colours.ink;
    context.fillText(sign, x, y + 0.8);
  }
}

/**
 * The code distribution of one image: one standard deviation around μ, to scale, in plane units; a bar if there is only
 * one axis.
 */
export function drawSpread(
  context: CanvasRenderingContext2D,
  v: Viewport,
  [x, y]: readonly [number, number],
  { along, across, angle }: Ellipse,
  colours: Palette,
): void {
  const [px, py] = [screenX(v, x), screenY(v, y)];
  const [a, b] = [along * v.scale, (across ?? 0) * v.scale];
  context.beginPath();
  if (across === null) context.rect(px - a, py - 3, 2 * a, 6);
  // Angles on a canvas go clockwise.
  else context.ellipse(px, py, a, b, -angle, 0, 2 * Math.PI);
  const inside = (cornerX: number, cornerY: number) => {
    const [dx, dy] = [cornerX - px, py - cornerY];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return across !== null && Math.hypot((c * dx + s * dy) / a, (c * dy - s * dx) / b) < 1;
  };
  const { left, top, width, height } = v;
  const covers = [left, left + width].every((x) => inside(x, top) && inside(x, top + height));
  // Around the whole view, a fill would only tint it.
  if (!covers) {
    context.fillStyle = colours.latent;
    context.globalAlpha = 0.25;
    context.fill();
    context.globalAlpha = 1;
  }
  strokeOutlined(context, [4, 1.5], colours.paper, colours.latent);
}

/** Strokes the present path in a colour, with an outline in that of the paper, since it lies over dots and digits. */
export function strokeOutlined(
  context: CanvasRenderingContext2D,
  [outline, line]: readonly [number, number],
  paper: string,
  colour: string,
): void {
  context.lineWidth = outline;
  context.strokeStyle = paper;
  context.stroke();
  context.lineWidth = line;
  context.strokeStyle = colour;
  context.stroke();
}

/** A ring around the point under the pointer. */
export function drawRing(context: CanvasRenderingContext2D, px: number, py: number, colours: Palette): void {
  context.beginPath();
  context.arc(px, py, 11, 0, 2 * Math.PI);
  strokeOutlined(context, [5, 2], colours.paper, colours.ink);
}

/** The place under the pointer, where two planes show it. */
export function drawCross(context: CanvasRenderingContext2D, px: number, py: number, colours: Palette): void {
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [0, 1],
  ]) {
    context.moveTo(px - 9 * dx, py - 9 * dy);
    context.lineTo(px + 9 * dx, py + 9 * dy);
  }
  strokeOutlined(context, [5, 2], colours.paper, colours.ink);
}
