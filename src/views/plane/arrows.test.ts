import { describe, expect, it } from 'vitest';
import { axisDirections } from '../../latent/slice';
import type { Viewport } from '../../math/viewport';
import { type Arrows, factorOf, movement } from './arrows';
import { HIDDEN } from './dots';
import { spreadOut } from './pull';

const slice = axisDirections(3, 2, 0);
/** Arrows of these movements along the plane's horizontal axis, z₃, from different codes. */
function moving(...lengths: number[]): Arrows {
  const before = Float32Array.from({ length: 3 * lengths.length }, (_, i) => Math.sin(i));
  const after = before.slice();
  lengths.forEach((length, k) => {
    after[3 * k + 2] += length;
    // Not seen on the plane.
    after[3 * k + 1] += 50;
  });
  return { images: Uint32Array.from(lengths.keys()), before, after, latent: 3, step: 7, factor: null };
}

describe('the movement of a code', () => {
  it('is seen on the plane, without what leaves it', () => {
    const arrows = moving(0, 0.25);
    const [x, y, dx, dy] = movement(arrows, 1, slice);
    expect([x, y]).toEqual([arrows.before[5], arrows.before[3]]);
    expect(dx).toBeCloseTo(0.25, 6);
    expect(dy).toBeCloseTo(0, 6);
  });
});

describe('the factor of arrows', () => {
  const factor = (arrows: Arrows, scale: number, present: number | null = null) =>
    factorOf(arrows, slice, scale, present);

  it('makes long ones about 30 units long, and is 1, 2 or 5 times a power of ten', () => {
    expect(factor(moving(0.01), 100)).toBe(20);
    expect(factor(moving(0.01), 50)).toBe(50);
    expect(factor(moving(0.01), 1000)).toBe(2);
    expect(factor(moving(0.0001), 100)).toBe(2000);
    expect(factor(moving(90), 100)).toBe(0.005);
    // One in ten may be longer.
    expect(factor(moving(...new Array(19).fill(0.01), 5), 100)).toBe(20);
  });

  it('stays while it suits, and where nothing moves', () => {
    expect(factor(moving(0.01), 100, 50)).toBe(50);
    expect(factor(moving(0.01), 100, 100)).toBe(20);
    expect(factor(moving(0.01), 100, 10)).toBe(20);
    expect(factor(moving(0, 0), 100)).toBe(1);
    expect(factor(moving(Number.NaN), 100, 5)).toBe(5);
  });
});

describe('the codes that get arrows', () => {
  const count = 2000;
  const view: Viewport = { left: 10, top: 20, width: 400, height: 300, cx: 0, cy: 0, scale: 100 };
  // Half of them close together, some outside of the view.
  const target = Float32Array.from({ length: 2 * count }, (_, i) => (i < count ? 0.3 : 3) * Math.sin(i * i));
  const kinds = new Uint8Array(count).map((_, i) => (i % 5 === 0 ? HIDDEN : 1));
  const points = { target, kinds, count };

  it('are visible, in view, at most as many as wanted, and apart from each other', () => {
    for (const most of [200, 40]) {
      const found = [...spreadOut(points, view, new Uint8Array(count), most)];
      expect(found.length).toBeLessThanOrEqual(most);
      expect(found.length).toBeGreaterThan(0.4 * most);
      for (const i of found) {
        expect(kinds[i]).toBe(1);
        expect(Math.abs(target[2 * i])).toBeLessThanOrEqual(2);
        expect(Math.abs(target[2 * i + 1])).toBeLessThanOrEqual(1.5);
        for (const j of found)
          if (j < i)
            expect(
              Math.hypot(target[2 * i] - target[2 * j], target[2 * i + 1] - target[2 * j + 1]),
            ).toBeGreaterThanOrEqual(0.14 - 1e-6);
      }
    }
  });

  it('stay the same while they have room', () => {
    const chosen = new Uint8Array(count);
    const first = spreadOut(points, view, chosen);
    const moved = { ...points, target: target.map((v) => v + 0.001) };
    const kept = spreadOut(moved, view, chosen).filter((i) => first.includes(i));
    expect(kept.length).toBeGreaterThan(0.9 * first.length);
  });
});
