import { describe, expect, it } from 'vitest';
import { easeOut, mixInto, stepOfPath } from './interpolation';

describe('interpolation', () => {
  it('eases from 0 to 1 monotonically, and is constant outside', () => {
    expect([easeOut(-1), easeOut(0), easeOut(1), easeOut(3)]).toEqual([0, 0, 1, 1]);
    for (let t = 0.1; t <= 1; t += 0.1) expect(easeOut(t)).toBeGreaterThan(easeOut(t - 0.1));
    expect(easeOut(0.5)).toBeGreaterThan(0.5);
  });

  it('mixes arrays', () => {
    const out = new Float32Array(2);
    mixInto(out, new Float32Array([0, 4]), new Float32Array([2, 0]), 0.25);
    expect([...out]).toEqual([0.5, 3]);
  });

  it('follows the straight path with both ends exact', () => {
    const z: number[] = [9, 9, 9];
    stepOfPath(z, [0, 1], [3, -1], 0, 13);
    expect(z).toEqual([0, 1]);
    stepOfPath(z, [0, 1], [3, -1], 12, 13);
    expect(z).toEqual([3, -1]);
    stepOfPath(z, [0, 1], [3, -1], 6, 13);
    expect(z).toEqual([1.5, 0]);
  });
});
