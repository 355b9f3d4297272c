import { describe, expect, it } from 'vitest';
import { createCrowd } from './crowd';
import { HIDDEN } from './dots';

const f32 = (...values: number[]) => new Float32Array(values);

describe('plane points', () => {
  it('jump to their first places and drift to the next ones', () => {
    const crowd = createCrowd();
    crowd.aim(f32(0, 0, 4, 4), 2, 2, [0, 1], null, true);
    expect([...crowd.positions]).toEqual([0, 0, 4, 4]);
    expect(crowd.advance(0)).toBe(false);
    crowd.aim(f32(2, 0, 4, 8), 2, 2, [0, 1], null, true);
    expect(crowd.advance(1000)).toBe(true);
    expect([...crowd.positions]).toEqual([0, 0, 4, 4]);
    expect(crowd.advance(1100)).toBe(true);
    expect(crowd.positions[0]).toBeGreaterThan(0);
    expect(crowd.positions[0]).toBeLessThan(2);
    expect(crowd.advance(1300)).toBe(false);
    expect([...crowd.positions]).toEqual([2, 0, 4, 8]);
  });

  it('jump if motion is reduced', () => {
    const crowd = createCrowd();
    crowd.aim(f32(0, 0), 1, 2, [0, 1], null, false);
    crowd.aim(f32(1, 1), 1, 2, [0, 1], null, false);
    expect([...crowd.positions]).toEqual([1, 1]);
  });

  it('show a long code along two of its axes, and a code of one number on a line', () => {
    const crowd = createCrowd();
    crowd.aim(f32(1, 2, 3, 4, 5, 6), 2, 3, [2, 0], null, false);
    expect([...crowd.positions]).toEqual([3, 1, 6, 4]);
    crowd.aim(f32(7, 8), 2, 1, [0, 0], null, false);
    expect([...crowd.positions]).toEqual([7, 0, 8, 0]);
  });

  it('recover from NaN', () => {
    const crowd = createCrowd();
    crowd.aim(f32(Number.NaN, 1), 1, 2, [0, 1], null, true);
    crowd.aim(f32(3, 4), 1, 2, [0, 1], null, true);
    crowd.advance(0);
    crowd.advance(300);
    expect([...crowd.positions]).toEqual([3, 4]);
  });

  it('the nearest point is found', () => {
    const crowd = createCrowd();
    crowd.aim(f32(0, 0, 1, 1), 2, 2, [0, 1], null, false);
    expect(crowd.nearest(0.9, 0.9, 0.5)).toBe(1);
    expect(crowd.nearest(0.5, 0.9, 0.3)).toBe(-1);
  });

  it('hidden classes are not found and have no centre', () => {
    const crowd = createCrowd();
    const mu = f32(0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4);
    crowd.aim(mu, 6, 2, [0, 1], Uint8Array.of(7, 7, 7, 2, 2, 2), false);
    expect([crowd.middle(7), crowd.middle(2), crowd.middle(0)]).toEqual([
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      null,
    ]);
    crowd.hide(new Set([7]));
    expect([...crowd.kinds]).toEqual([HIDDEN, HIDDEN, HIDDEN, 2, 2, 2]);
    expect(crowd.middle(7)).toBeNull();
    expect(crowd.nearest(0, 0, 1)).toBe(-1);
    crowd.aim(mu, 6, 2, [0, 1], Uint8Array.of(7, 7, 7, 2, 2, 2), false);
    expect(crowd.nearest(0, 0, 1)).toBe(-1);
    crowd.hide(new Set());
    expect(crowd.nearest(0, 0, 1)).not.toBe(-1);
  });

  it('the centre of a class drifts with its points', () => {
    const crowd = createCrowd();
    const labels = Uint8Array.of(1, 1, 1);
    crowd.aim(f32(0, 0, 0, 0, 0, 0), 3, 2, [0, 1], labels, true);
    crowd.aim(f32(8, 0, 8, 0, 8, 0), 3, 2, [0, 1], labels, true);
    crowd.advance(0);
    expect(crowd.middle(1)).toEqual({ x: 0, y: 0 });
    crowd.advance(100);
    expect(crowd.middle(1)?.x).toBeCloseTo(crowd.positions[0], 5);
    expect(crowd.middle(1)?.x).toBeGreaterThan(1);
    crowd.advance(300);
    expect(crowd.middle(1)).toEqual({ x: 8, y: 0 });
  });
});
