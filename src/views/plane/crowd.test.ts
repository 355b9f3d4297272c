import { describe, expect, it } from 'vitest';
import { createCrowd } from './crowd';

const f32 = (...values: number[]) => new Float32Array(values);

describe('crowd', () => {
  it('jumps to its first places and drifts to the next', () => {
    const crowd = createCrowd();
    crowd.aim(f32(0, 0, 4, 4), 2, 2, [0, 1], true);
    expect([...crowd.positions]).toEqual([0, 0, 4, 4]);
    expect(crowd.advance(0)).toBe(false);
    crowd.aim(f32(2, 0, 4, 8), 2, 2, [0, 1], true);
    expect(crowd.advance(1000)).toBe(true);
    expect([...crowd.positions]).toEqual([0, 0, 4, 4]);
    expect(crowd.advance(1100)).toBe(true);
    expect(crowd.positions[0]).toBeGreaterThan(0);
    expect(crowd.positions[0]).toBeLessThan(2);
    expect(crowd.advance(1300)).toBe(false);
    expect([...crowd.positions]).toEqual([2, 0, 4, 8]);
  });

  it('jumps when motion is not wanted', () => {
    const crowd = createCrowd();
    crowd.aim(f32(0, 0), 1, 2, [0, 1], false);
    crowd.aim(f32(1, 1), 1, 2, [0, 1], false);
    expect([...crowd.positions]).toEqual([1, 1]);
  });

  it('sees a longer code along two of its axes, and a code of one number on a line', () => {
    const crowd = createCrowd();
    crowd.aim(f32(1, 2, 3, 4, 5, 6), 2, 3, [2, 0], false);
    expect([...crowd.positions]).toEqual([3, 1, 6, 4]);
    crowd.aim(f32(7, 8), 2, 1, [0, 0], false);
    expect([...crowd.positions]).toEqual([7, 0, 8, 0]);
  });

  it('comes back from points that were no numbers', () => {
    const crowd = createCrowd();
    crowd.aim(f32(Number.NaN, 1), 1, 2, [0, 1], true);
    crowd.aim(f32(3, 4), 1, 2, [0, 1], true);
    crowd.advance(0);
    crowd.advance(300);
    expect([...crowd.positions]).toEqual([3, 4]);
  });

  it('finds who is near', () => {
    const crowd = createCrowd();
    crowd.aim(f32(0, 0, 1, 1), 2, 2, [0, 1], false);
    expect(crowd.nearest(0.9, 0.9, 0.5, () => true)).toBe(1);
    expect(crowd.nearest(0.9, 0.9, 0.5, (i) => i !== 1)).toBe(-1);
  });
});
