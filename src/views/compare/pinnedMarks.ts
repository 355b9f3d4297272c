/** What is drawn on the pinned run's plane only: its own axes, turned as the plane is, and marks that take no input. */
import { applied, scaleOf } from '../../latent/align';
import { screenX, screenY, type Viewport } from '../../math/viewport';
import type { Palette } from '../../ui/palette';
import type { Placement } from './placement';

/** The viewport in which the pinned plane's origin and unit are where the placement puts them, but not turned. */
export function viewAtOrigin(v: Viewport, { similarity }: Placement): Viewport {
  const [x, y] = applied(similarity, 0, 0);
  const scale = v.scale * scaleOf(similarity);
  // screenX(v, x) = screenX(there, 0), and likewise for y.
  return { ...v, scale, cx: ((v.cx - x) * v.scale) / scale, cy: ((v.cy - y) * v.scale) / scale };
}

/** Distance of an axis's name from the edge of the plot, in units. */
const EDGE = 14;

/** Lines through the origin along the plane's own directions, named at their positive ends. */
export function drawTurnedAxes(
  context: CanvasRenderingContext2D,
  v: Viewport,
  { similarity }: Placement,
  colours: Palette,
  names: readonly (string | null)[],
): void {
  const [ox, oy] = applied(similarity, 0, 0);
  const [px, py] = [screenX(v, ox), screenY(v, oy)];
  const reach = 2 * (v.width + v.height);
  context.lineWidth = 1;
  context.font = `600 13px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  names.forEach((name, i) => {
    if (name === null) return;
    const [x, y] = applied(similarity, i === 0 ? 1 : 0, i === 0 ? 0 : 1);
    const length = Math.hypot(x - ox, y - oy);
    const [dx, dy] = [(x - ox) / length, -(y - oy) / length];
    context.strokeStyle = colours.rule;
    context.beginPath();
    context.moveTo(px - reach * dx, py - reach * dy);
    context.lineTo(px + reach * dx, py + reach * dy);
    context.stroke();
    // Where the positive half leaves the plot, if the origin is in view.
    const until = (at: number, d: number, from: number, to: number) =>
      d > 1e-6 ? (to - at) / d : d < -1e-6 ? (from - at) / d : Number.POSITIVE_INFINITY;
    const side = context.measureText(name).width / 2 + EDGE / 2;
    const end = Math.min(
      until(px, dx, v.left + side, v.left + v.width - side),
      until(py, dy, v.top + EDGE, v.top + v.height - EDGE),
    );
    if (end < 2 * EDGE) return;
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = colours.paper;
    context.strokeText(name, px + end * dx, py + end * dy);
    context.lineWidth = 1;
    context.fillStyle = colours.latent;
    context.fillText(name, px + end * dx, py + end * dy);
  });
}

/** A probe of the present run, at its place on the pinned plane. */
export function drawProbe(
  context: CanvasRenderingContext2D,
  px: number,
  py: number,
  name: string,
  selected: boolean,
  colours: Palette,
): void {
  context.beginPath();
  context.arc(px, py, 9, 0, 2 * Math.PI);
  context.fillStyle = selected ? colours.latent : colours.paper;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colours.latent;
  context.stroke();
  context.font = `600 11px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = selected ? colours.paper : colours.ink;
  context.fillText(name, px, py + 0.5);
}
