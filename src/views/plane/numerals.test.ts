import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Disc, mediansOf, pushedApart } from './numerals';

describe('mediansOf', () => {
  it('is the median of each class on each axis, regardless of a few outliers', () => {
    const positions = Float32Array.of(1, 5, 2, 6, 900, 7, 4, 4, 5, 5, -6, 6, Number.NaN, 0);
    const medians = mediansOf(positions, Uint8Array.of(3, 3, 3, 0, 0, 0, 0), 7);
    expect([...medians.subarray(6, 8)]).toEqual([2, 6]);
    expect([...medians.subarray(0, 2)]).toEqual([4, 5]);
  });
  it('skips classes with too few points, and points without a class', () => {
    const medians = mediansOf(new Float32Array(10), Uint8Array.of(1, 1, 10, 255, 10), 5);
    expect([...medians].every(Number.isNaN)).toBe(true);
  });
});

const room = { left: 0, top: 0, right: 600, bottom: 500 };
const place = fc.record({
  x: fc.double({ min: 20, max: 580, noNaN: true }),
  y: fc.double({ min: 20, max: 480, noNaN: true }),
});
const apart = (a: Disc, b: Disc) => Math.hypot(a.x - b.x, a.y - b.y) - a.radius - b.radius;

describe('pushedApart', () => {
  it('ten numerals touch neither each other, nor probes, nor the edge', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 10, maxLength: 10 }),
        fc.array(place, { maxLength: 2 }),
        (anchors, probes) => {
          const obstacles = probes.map((p) => ({ ...p, radius: 14 }));
          const discs = pushedApart(anchors, 12, obstacles, room);
          discs.forEach((disc, i) => {
            for (const other of discs.slice(0, i)) expect(apart(disc, other)).toBeGreaterThanOrEqual(-2);
            for (const probe of obstacles) expect(apart(disc, probe)).toBeGreaterThanOrEqual(-2);
            expect(disc.x).toBeGreaterThanOrEqual(12);
            expect(disc.y).toBeLessThanOrEqual(488);
          });
        },
      ),
    );
  });
  it('they keep their distance from a path, at its ends and along it', () => {
    const path = { from: { x: 200, y: 200 }, to: { x: 400, y: 300 }, radius: 6 };
    const anchors = Array.from({ length: 9 }, (_, i) => ({ x: 180 + 30 * i, y: 190 + 15 * i }));
    const discs = pushedApart(anchors, 11, [path], room);
    expect(discs).toHaveLength(9);
    for (const { x, y } of discs) {
      // The distance to the line, or to its nearer end.
      const along = ((x - 200) * 200 + (y - 200) * 100) / 50_000;
      const [px, py] = [
        200 + 200 * Math.min(1, Math.max(0, along)),
        200 + 100 * Math.min(1, Math.max(0, along)),
      ];
      expect(Math.hypot(x - px, y - py)).toBeGreaterThanOrEqual(6 + 11 - 2);
    }
  });
  it('numerals that have room stay at their places', () => {
    const anchors = [
      { x: 100, y: 100 },
      { x: 300, y: 100 },
    ];
    for (const [i, disc] of pushedApart(anchors, 12, [], room).entries())
      expect(Math.hypot(disc.x - anchors[i].x, disc.y - anchors[i].y)).toBeLessThan(0.1);
  });
  it('ten numerals at one place are separated, and stay around it', () => {
    const discs = pushedApart(
      Array.from({ length: 10 }, () => ({ x: 300, y: 250 })),
      12,
      [],
      room,
    );
    expect(discs).toHaveLength(10);
    for (const [i, disc] of discs.entries()) {
      expect(Math.hypot(disc.x - 300, disc.y - 250)).toBeLessThan(70);
      for (const other of discs.slice(0, i)) expect(apart(disc, other)).toBeGreaterThan(-2);
    }
  });
  it('numerals avoid boxes, by the shortest way', () => {
    const box = { left: 0, top: 0, right: 300, bottom: 60 };
    const [high, low] = pushedApart(
      [
        { x: 100, y: 50 },
        { x: 200, y: 66 },
      ],
      12,
      [box],
      room,
    );
    expect([Math.round(high.x), Math.round(high.y)]).toEqual([100, 72]);
    expect([Math.round(low.x), Math.round(low.y)]).toEqual([200, 72]);
    fc.assert(
      fc.property(fc.array(place, { minLength: 10, maxLength: 10 }), (anchors) => {
        for (const disc of pushedApart(anchors, 12, [box], room))
          expect(Math.max(disc.x - box.right, disc.y - box.bottom)).toBeGreaterThan(-12);
      }),
    );
  });
  it('the result is deterministic', () => {
    const anchors = Array.from({ length: 10 }, (_, i) => ({ x: 200 + 7 * i, y: 200 }));
    expect(pushedApart(anchors, 12, [], room)).toEqual(pushedApart(anchors, 12, [], room));
  });
});
