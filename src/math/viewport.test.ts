import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  between,
  bulkOf,
  covering,
  panBy,
  planeX,
  planeY,
  resize,
  screenX,
  screenY,
  serves,
  showing,
  type Viewport,
  zoomAt,
} from './viewport';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rect = fc.record({
  left: number(0, 100),
  top: number(0, 100),
  width: number(50, 2000),
  height: number(50, 2000),
});
const viewport: fc.Arbitrary<Viewport> = fc
  .tuple(rect, number(-10, 10), number(-10, 10), number(0.1, 100))
  .map(([r, x, y, extent]) => showing(r, { centre: [x, y], extent }));
const pixel = number(-500, 2500);

describe('viewport', () => {
  it('maps to the screen and back', () => {
    fc.assert(
      fc.property(viewport, pixel, pixel, (v, px, py) => {
        expect(screenX(v, planeX(v, px))).toBeCloseTo(px, 6);
        expect(screenY(v, planeY(v, py))).toBeCloseTo(py, 6);
      }),
    );
  });

  it('has y upwards and the same scale on both axes', () => {
    const v = showing({ left: 0, top: 0, width: 200, height: 100 }, { centre: [0, 0], extent: 1 });
    expect([screenX(v, 1), screenY(v, 1)]).toEqual([150, 0]);
    expect([screenX(v, -1), screenY(v, -1)]).toEqual([50, 100]);
  });

  it('keeps the point under the pointer when it zooms, and zooming back undoes it', () => {
    fc.assert(
      fc.property(viewport, pixel, pixel, number(0.8, 1.25), (v, px, py, factor) => {
        const zoomed = zoomAt(v, factor, px, py);
        expect(planeX(zoomed, px)).toBeCloseTo(planeX(v, px), 6);
        expect(planeY(zoomed, py)).toBeCloseTo(planeY(v, py), 6);
        const back = zoomAt(zoomed, 1 / factor, px, py);
        // At a zoom limit, zooming back goes farther than zooming in went.
        if (zoomed.scale / v.scale === factor) expect(back.cx).toBeCloseTo(v.cx, 6);
      }),
    );
  });

  it('moves the point under the pointer along with it', () => {
    fc.assert(
      fc.property(viewport, pixel, pixel, number(-300, 300), number(-300, 300), (v, px, py, dx, dy) => {
        const panned = panBy(v, dx, dy);
        expect(planeX(panned, px + dx)).toBeCloseTo(planeX(v, px), 6);
        expect(planeY(panned, py + dy)).toBeCloseTo(planeY(v, py), 6);
      }),
    );
  });

  it('stops at its limits', () => {
    let v = showing({ left: 0, top: 0, width: 100, height: 100 }, { centre: [0, 0], extent: 1 });
    for (let i = 0; i < 100; i++) v = zoomAt(v, 2, 10, 10);
    expect(covering(v).extent).toBeCloseTo(0.05);
    for (let i = 0; i < 100; i++) v = zoomAt(v, 0.5, 10, 10);
    expect(covering(v).extent).toBeCloseTo(500);
  });

  it('keeps the centre and the shorter side when the rectangle changes', () => {
    const v = showing({ left: 0, top: 0, width: 300, height: 200 }, { centre: [1, 2], extent: 3 });
    const small = resize(v, { left: 0, top: 0, width: 100, height: 400 });
    expect([small.cx, small.cy]).toEqual([1, 2]);
    expect(50 / small.scale).toBeCloseTo(3);
  });

  it('interpolates from one view to the other', () => {
    fc.assert(
      fc.property(rect, number(0.1, 50), number(0.1, 50), (r, e, f) => {
        const a = showing(r, { centre: [0, 0], extent: e });
        const b = showing(r, { centre: [4, -4], extent: f });
        expect(between(a, b, 0).scale).toBeCloseTo(a.scale, 6);
        expect(between(a, b, 1).scale).toBeCloseTo(b.scale, 6);
        expect(between(a, b, 0.5).scale).toBeCloseTo(Math.sqrt(a.scale * b.scale), 6);
        expect(between(a, b, 0.5).cx).toBeCloseTo(2, 6);
      }),
    );
  });
});

describe('bulkOf', () => {
  it('covers the bulk and ignores outliers and values that are not finite', () => {
    const n = 1000;
    const positions = new Float32Array(2 * n);
    for (let i = 0; i < n; i++) {
      positions[2 * i] = 5 + Math.cos(i);
      positions[2 * i + 1] = -3 + 2 * Math.sin(i);
    }
    positions[0] = 1e6;
    positions[3] = Number.NaN;
    const square = bulkOf(positions, n);
    expect(square?.centre[0]).toBeCloseTo(5, 1);
    expect(square?.centre[1]).toBeCloseTo(-3, 1);
    expect(square?.extent).toBeGreaterThan(2);
    expect(square?.extent).toBeLessThan(2.4);
  });

  it('leaves a share at the top free, and is no larger or higher than that needs', () => {
    /** From −1 to 1 on one axis and a hundredth of it on the other. */
    const line = (axis: 0 | 1) =>
      Float32Array.from({ length: 2000 }, (_, i) => ((i >> 1) / 500 - 1) * (i % 2 === axis ? 1 : 0.01));
    const topOf = (points: Float32Array, above: number) => {
      const square = bulkOf(points, 1000, above);
      if (!square) throw new Error('no square');
      const { centre, extent } = square;
      // How far below the square's top the highest point lies, and above its bottom the lowest one, in heights.
      const ends = [centre[1] + extent - 1, -1 - centre[1] + extent].map((gap) => gap / (2 * extent));
      return { square, ends };
    };
    const [free, below] = topOf(line(1), 0).ends;
    expect(free).toBeCloseTo(below, 2);
    const upright = topOf(line(1), 0.2);
    expect(upright.ends[0]).toBeCloseTo(0.2 + 0.8 * free, 2);
    expect(upright.ends[1]).toBeCloseTo(0.8 * below, 2);
    // A wide cloud is low enough already.
    expect(bulkOf(line(0), 1000, 0.2)).toEqual(bulkOf(line(0), 1000));
  });

  it('returns nothing for too few points, and never a width of zero', () => {
    expect(bulkOf(new Float32Array(2), 1)).toBeNull();
    expect(bulkOf(new Float32Array([Number.NaN, 0, 1, 1]), 2)).toBeNull();
    expect(bulkOf(new Float32Array([2, 2, 2, 2]), 2)?.extent).toBeGreaterThan(0);
  });

  it('does not move the view for a small change', () => {
    const now = { centre: [0, 0] as const, extent: 1 };
    expect(serves(now, { centre: [0.05, 0], extent: 0.95 })).toBe(true);
    expect(serves(now, { centre: [0, 0], extent: 1.2 })).toBe(false);
    expect(serves(now, { centre: [0, 0], extent: 0.5 })).toBe(false);
    expect(serves(now, { centre: [0.4, 0], extent: 1 })).toBe(false);
  });
});
