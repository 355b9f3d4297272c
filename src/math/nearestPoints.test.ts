import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestWithin, nextInDirection, thinOut, voteAt } from './nearestPoints';

const all = () => true;

describe('nearestWithin', () => {
  const positions = new Float32Array([0, 0, 10, 0, 13, 0]);
  it('finds the nearest within reach', () => {
    expect(nearestWithin(positions, 3, 11, 0, 12, all)).toBe(1);
    expect(nearestWithin(positions, 3, 30, 0, 12, all)).toBe(-1);
  });
  it('skips points that are not allowed, or beyond the count', () => {
    expect(nearestWithin(positions, 3, 11, 0, 12, (i) => i !== 1)).toBe(2);
    expect(nearestWithin(positions, 2, 13, 0, 2, all)).toBe(-1);
  });
});

describe('voteAt', () => {
  it('agrees with a full sort', () => {
    const value = fc.integer({ min: -20, max: 20 });
    const points = fc.array(fc.tuple(value, value, fc.integer({ min: 0, max: 2 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, value, value, (list, x, y) => {
        const mu = new Float32Array(list.flatMap((p) => p.slice(0, 2)));
        const labels = new Uint8Array(list.map(([, , l]) => l));
        const vote = voteAt([x, y], mu, list.length, labels, 5);
        const order = list
          .map(([a, b, l], i) => ({ d: (a - x) ** 2 + (b - y) ** 2, l, i }))
          .sort((p, q) => p.d - q.d || p.i - q.i)
          .slice(0, 5);
        const votes = [0, 1, 2].map((l) => order.filter((o) => o.l === l).length);
        expect(vote?.of).toBe(order.length);
        expect(vote?.votes).toBe(Math.max(...votes));
        expect(votes[vote?.label ?? -1]).toBe(Math.max(...votes));
      }),
    );
  });
  it('returns nothing without points, or for points that are NaN', () => {
    expect(voteAt([0], new Float32Array(0), 0, new Uint8Array(0))).toBeNull();
    expect(voteAt([0], new Float32Array([Number.NaN]), 1, new Uint8Array(1))).toBeNull();
  });
});

describe('nextInDirection', () => {
  const points = new Float32Array([0, 0, 1, 0.2, 3, 0, 1, 3, -2, 0, Number.NaN, 1]);
  const next = (i: number, dx: number, dy: number, allowed: (i: number) => boolean = all) =>
    nextInDirection(points, 6, points[2 * i], points[2 * i + 1], dx, dy, allowed);

  it('finds the nearest point ahead, not one at the side or behind', () => {
    expect(next(0, 1, 0)).toBe(1);
    expect(next(1, 1, 0)).toBe(2);
    expect(next(0, -1, 0)).toBe(4);
    expect(next(0, 0, 1)).toBe(3);
  });
  it('finds a point at the side where there is none ahead, and none at the end', () => {
    expect(next(3, -1, 0)).toBe(4);
    expect(next(3, -1, 0, (i) => i !== 4)).toBe(0);
    expect(next(2, 1, 0)).toBe(-1);
    expect(next(3, 0, 1)).toBe(-1);
  });
  it('skips hidden points', () => {
    expect(next(0, 1, 0, (i) => i !== 1)).toBe(2);
  });
  it('always makes progress, and terminates', () => {
    const place = fc.tuple(
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 60 }), (places) => {
        const p = Float32Array.from(places.flat());
        let at = 0;
        for (let step = 0; ; step++) {
          const to = nextInDirection(p, places.length, p[2 * at], p[2 * at + 1], 1, 0, all);
          if (to < 0) break;
          expect(p[2 * to]).toBeGreaterThan(p[2 * at]);
          expect(step).toBeLessThan(places.length);
          at = to;
        }
      }),
    );
  });
});

describe('thinOut', () => {
  const points = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 300 });
  it('chooses points at a minimum distance, and leaves out none that would fit', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.5, max: 30, noNaN: true }), (list, apart) => {
        const count = Math.floor(list.length / 2);
        const p = new Float32Array(list);
        const chosen = new Uint8Array(count);
        thinOut(chosen, p, count, apart, all);
        const gap = (i: number, j: number) => Math.hypot(p[2 * i] - p[2 * j], p[2 * i + 1] - p[2 * j + 1]);
        const kept = [...chosen.keys()].filter((i) => chosen[i]);
        for (const i of kept)
          for (const j of kept) if (i !== j) expect(gap(i, j)).toBeGreaterThan(apart - 1e-3);
        for (let i = 0; i < count; i++) {
          if (!chosen[i]) expect(kept.some((j) => gap(i, j) < apart + 1e-3)).toBe(true);
        }
      }),
    );
  });
  it('keeps earlier choices where possible, and skips points that are not allowed', () => {
    const p = new Float32Array([0, 0, 1, 0, 50, 50]);
    const chosen = new Uint8Array([0, 1, 0]);
    thinOut(chosen, p, 3, 5, all);
    expect([...chosen]).toEqual([0, 1, 1]);
    thinOut(chosen, p, 3, 5, (i) => i !== 1);
    expect([...chosen]).toEqual([1, 0, 1]);
  });
});
