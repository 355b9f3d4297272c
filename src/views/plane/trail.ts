/** The way of a damaged digit over the plane, from one pass through the model to the next. */
import { screenX, screenY, type Viewport } from '../../math/viewport';
import type { Palette } from '../palette';
import { haloed } from './marks';

type Point = readonly [number, number];

/** A way from place to place: a ring where it begins, dots, and its last place named. */
export function drawTrail(
  context: CanvasRenderingContext2D,
  v: Viewport,
  places: readonly Point[],
  name: string,
  colours: Palette,
): void {
  const points = places.map(([x, y]): Point => [screenX(v, x), screenY(v, y)]);
  const last = points.length - 1;
  if (last < 0) return;
  context.lineJoin = 'round';
  context.beginPath();
  for (const [px, py] of points) context.lineTo(px, py);
  for (const [width, colour] of [
    [5, colours.paper],
    [1.5, colours.ink],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  points.forEach(([px, py], i) => {
    const radius = i === 0 || i === last ? 5 : 2.5;
    context.beginPath();
    context.arc(px, py, radius, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = i === 0 ? colours.ink : colours.paper;
    context.fillStyle = i === 0 ? colours.paper : colours.ink;
    context.fill();
    context.stroke();
  });
  context.font = `600 12px ${colours.font}`;
  context.textBaseline = 'middle';
  // On the side that the way has not come from.
  const [px, py] = points[last];
  const leftwards = px < points[0][0];
  context.textAlign = leftwards ? 'right' : 'left';
  haloed(context, name, px + (leftwards ? -9 : 9), py, colours.ink, colours.paper);
}
