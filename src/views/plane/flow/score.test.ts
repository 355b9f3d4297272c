import { expect, test } from 'vitest';
import { flowProgram } from '../../../latent/flow/velocity';
import { axisDirections } from '../../../latent/slice';
import { screenX, screenY, type Viewport } from '../../../math/viewport';
import { scoreArrows } from './score';

/** The flow to N((2, 1), I): that of a network that is 0. */
const flow = {
  ...{ latent: 2, classes: 0 },
  scales: { mean: Float64Array.of(2, 1), deviation: Float64Array.of(1, 1) },
  parameters: new Float64Array(flowProgram(2, 0).layout.size),
};
const v: Viewport = { left: 0, top: 0, width: 360, height: 288, cx: 0, cy: 0, scale: 40 };

test('arrows point to where the density is highest at the time, and are longer farther away', () => {
  for (const t of [0, 0.5, 0.9]) {
    const arrows = scoreArrows(flow, null, t, axisDirections(2, 0, 1), v);
    expect(arrows.length).toBeGreaterThan(70);
    const [px, py] = [screenX(v, 2 * t), screenY(v, t)];
    const away = ({ from, to }: (typeof arrows)[number]) =>
      Math.hypot((from[0] + to[0]) / 2 - px, (from[1] + to[1]) / 2 - py);
    const length = ({ from, to }: (typeof arrows)[number]) => Math.hypot(to[0] - from[0], to[1] - from[1]);
    for (const arrow of arrows) {
      const [dx, dy] = [arrow.to[0] - arrow.from[0], arrow.to[1] - arrow.from[1]];
      const middle = [(arrow.from[0] + arrow.to[0]) / 2, (arrow.from[1] + arrow.to[1]) / 2];
      const cosine =
        (dx * (px - middle[0]) + dy * (py - middle[1])) / Math.max(1e-9, length(arrow) * away(arrow));
      expect(cosine).toBeCloseTo(1, 6);
    }
    const sorted = arrows.toSorted((a, b) => away(a) - away(b));
    expect(length(sorted[sorted.length - 1])).toBeCloseTo(26, 6);
    expect(length(sorted[0])).toBeLessThan(length(sorted[40]));
  }
});

test('there are none at times at which the network is too coarse for the score', () => {
  expect(scoreArrows(flow, null, 0.98, axisDirections(2, 0, 1), v)).toEqual([]);
});

test('with the axes exchanged, so are the arrows', () => {
  const square: Viewport = { ...v, width: 288 };
  const usual = scoreArrows(flow, null, 0.5, axisDirections(2, 0, 1), square);
  const exchanged = scoreArrows(flow, null, 0.5, axisDirections(2, 1, 0), square);
  // Mirrored at the diagonal, on which x = y on the plane.
  const mirrored = ([x, y]: readonly [number, number]) => [288 - y, 288 - x].map((n) => n.toFixed(6)).join();
  const ends = (arrows: typeof usual, of: (to: readonly [number, number]) => string) =>
    arrows.map(({ to }) => of(to)).toSorted();
  expect(ends(exchanged, mirrored)).toEqual(ends(usual, ([x, y]) => [x, y].map((n) => n.toFixed(6)).join()));
});
