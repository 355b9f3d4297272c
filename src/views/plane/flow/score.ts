/** The score of the draws at one time, as arrows on a grid over the plane, for two latent numbers. */
import { lastScore, scoreAt } from '../../../latent/flow/diffusion';
import { type FlowData, flowOf, rowOf } from '../../../latent/flow/velocity';
import { type Directions, onPlane } from '../../../latent/slice';
import { planeX, planeY, type Viewport } from '../../../math/viewport';

/** The distance of two arrows, and the length of the longest, in units (see `unit.ts`). */
const APART = 36;
const LONGEST = 26;

export interface ScoreArrow {
  /** From where to where, in units on the plot. */
  from: readonly [number, number];
  to: readonly [number, number];
}

/** None where t is too late for it. Lengths grow with the square root of the score, so that weak ones can be seen beside strong ones. */
export function scoreArrows(
  data: FlowData,
  label: number | null,
  t: number,
  directions: Directions,
  v: Viewport,
): ScoreArrow[] {
  const { u, v: w } = directions;
  if (t > lastScore(data.scales)) return [];
  const columns = Math.floor(v.width / APART);
  const rows = Math.floor(v.height / APART);
  const places = Array.from({ length: Math.max(0, columns * rows) }, (_, i) => {
    const px = v.left + v.width / 2 + APART * ((i % columns) - (columns - 1) / 2);
    const py = v.top + v.height / 2 + APART * (Math.floor(i / columns) - (rows - 1) / 2);
    return [px, py] as const;
  });
  const x = Float64Array.from(
    places.flatMap(([px, py]) => [0, 1].map((d) => planeX(v, px) * u[d] + planeY(v, py) * w[d])),
  );
  const row = new Uint8Array(places.length).fill(rowOf(label, data.classes));
  const found = scoreAt(flowOf(data), x, t, row);
  const score = places.map((_, i) => onPlane(found.subarray(2 * i, 2 * i + 2), directions));
  const sizes = score.map((one) => Math.hypot(...one));
  const most = Math.max(...sizes.filter(Number.isFinite), 1e-12);
  return places.flatMap(([px, py], i) => {
    const length = LONGEST * Math.sqrt(sizes[i] / most);
    if (!(length > 1)) return [];
    // Upwards on the plane is up on the screen.
    const [dx, dy] = [(length * score[i][0]) / sizes[i], (-length * score[i][1]) / sizes[i]];
    return [{ from: [px - dx / 2, py - dy / 2], to: [px + dx / 2, py + dy / 2] }];
  });
}

/** Draws them in units. */
export function drawScore(
  context: CanvasRenderingContext2D,
  arrows: readonly ScoreArrow[],
  colour: string,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.beginPath();
  for (const { from, to } of arrows) {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const head = 0.3;
    context.moveTo(...from);
    context.lineTo(...to);
    context.moveTo(to[0] - head * (dx - 0.6 * dy), to[1] - head * (dy + 0.6 * dx));
    context.lineTo(...to);
    context.lineTo(to[0] - head * (dx + 0.6 * dy), to[1] - head * (dy - 0.6 * dx));
  }
  context.stroke();
}
