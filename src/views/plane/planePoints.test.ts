import { describe, expect, it } from 'vitest';
import { axisDirections } from '../../latent/slice';
import { HIDDEN } from './dots';
import { createPlanePoints } from './planePoints';

/** Axes of codes of up to three numbers. */
const axes = (a: number, b: number) => axisDirections(3, a, b);
const f32 = (...values: number[]) => new Float32Array(values);

describe('plane points', () => {
  it('jump to their first places and drift to the next ones', () => {
    const planePoints = createPlanePoints();
    planePoints.setCodes(f32(0, 0, 4, 4), 2, 2, axes(0, 1), null, 250);
    expect([...planePoints.positions]).toEqual([0, 0, 4, 4]);
    expect(planePoints.advance(0)).toBe(false);
    planePoints.setCodes(f32(2, 0, 4, 8), 2, 2, axes(0, 1), null, 250);
    expect(planePoints.advance(1000)).toBe(true);
    expect([...planePoints.positions]).toEqual([0, 0, 4, 4]);
    expect(planePoints.advance(1100)).toBe(true);
    expect(planePoints.positions[0]).toBeGreaterThan(0);
    expect(planePoints.positions[0]).toBeLessThan(2);
    expect(planePoints.advance(1300)).toBe(false);
    expect([...planePoints.positions]).toEqual([2, 0, 4, 8]);
  });

  it('jump if motion is reduced', () => {
    const planePoints = createPlanePoints();
    planePoints.setCodes(f32(0, 0), 1, 2, axes(0, 1), null, 0);
    planePoints.setCodes(f32(1, 1), 1, 2, axes(0, 1), null, 0);
    expect([...planePoints.positions]).toEqual([1, 1]);
  });

  it('show a long code along two of its axes, and a code of one number on a line', () => {
    const planePoints = createPlanePoints();
    planePoints.setCodes(f32(1, 2, 3, 4, 5, 6), 2, 3, axes(2, 0), null, 0);
    expect([...planePoints.positions]).toEqual([3, 1, 6, 4]);
    planePoints.setCodes(f32(7, 8), 2, 1, axes(0, 0), null, 0);
    expect([...planePoints.positions]).toEqual([7, 0, 8, 0]);
  });

  it('recover from NaN', () => {
    const planePoints = createPlanePoints();
    planePoints.setCodes(f32(Number.NaN, 1), 1, 2, axes(0, 1), null, 250);
    planePoints.setCodes(f32(3, 4), 1, 2, axes(0, 1), null, 250);
    planePoints.advance(0);
    planePoints.advance(300);
    expect([...planePoints.positions]).toEqual([3, 4]);
  });

  it('the nearest point is found', () => {
    const planePoints = createPlanePoints();
    planePoints.setCodes(f32(0, 0, 1, 1), 2, 2, axes(0, 1), null, 0);
    expect(planePoints.nearest(0.9, 0.9, 0.5)).toBe(1);
    expect(planePoints.nearest(0.5, 0.9, 0.3)).toBe(-1);
  });

  it('hidden classes are not found and have no centre', () => {
    const planePoints = createPlanePoints();
    const mu = f32(0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4);
    planePoints.setCodes(mu, 6, 2, axes(0, 1), Uint8Array.of(7, 7, 7, 2, 2, 2), 0);
    expect([planePoints.middle(7), planePoints.middle(2), planePoints.middle(0)]).toEqual([
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      null,
    ]);
    planePoints.hide(new Set([7]));
    expect([...planePoints.kinds]).toEqual([HIDDEN, HIDDEN, HIDDEN, 2, 2, 2]);
    expect(planePoints.middle(7)).toBeNull();
    expect(planePoints.nearest(0, 0, 1)).toBe(-1);
    planePoints.setCodes(mu, 6, 2, axes(0, 1), Uint8Array.of(7, 7, 7, 2, 2, 2), 0);
    expect(planePoints.nearest(0, 0, 1)).toBe(-1);
    planePoints.hide(new Set());
    expect(planePoints.nearest(0, 0, 1)).not.toBe(-1);
  });

  it('the centre of a class drifts with its points', () => {
    const planePoints = createPlanePoints();
    const labels = Uint8Array.of(1, 1, 1);
    planePoints.setCodes(f32(0, 0, 0, 0, 0, 0), 3, 2, axes(0, 1), labels, 250);
    planePoints.setCodes(f32(8, 0, 8, 0, 8, 0), 3, 2, axes(0, 1), labels, 250);
    planePoints.advance(0);
    expect(planePoints.middle(1)).toEqual({ x: 0, y: 0 });
    planePoints.advance(100);
    expect(planePoints.middle(1)?.x).toBeCloseTo(planePoints.positions[0], 5);
    expect(planePoints.middle(1)?.x).toBeGreaterThan(1);
    planePoints.advance(300);
    expect(planePoints.middle(1)).toEqual({ x: 8, y: 0 });
  });
});
