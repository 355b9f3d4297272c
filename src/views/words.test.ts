import { describe, expect, it } from 'vitest';
import { inkOn, luminance } from './palette';
import { axisName, coordinate, coordinates } from './words';

describe('words', () => {
  it('writes coordinates with a true minus and no minus zero', () => {
    expect(coordinates([-1.005, 2])).toBe('(−1.00, 2.00)');
    expect(coordinate(-0.001)).toBe('0.00');
  });
  it('names axes by number', () => {
    expect([axisName(0), axisName(11)]).toEqual(['z₁', 'z₁₂']);
  });
});

describe('inkOn', () => {
  it('is read at 4.5 to 1 or better on every class colour', () => {
    const classes = '3f90da ffa90e bd1f01 94a4a2 832db6 a96b59 e76300 b9ac70 717581 92dadd'.split(' ');
    for (const c of classes) {
      const [l, ink] = [luminance(`#${c}`), luminance(inkOn(`#${c}`))];
      expect((Math.max(l, ink) + 0.05) / (Math.min(l, ink) + 0.05)).toBeGreaterThan(4.5);
    }
    expect(luminance('#ffffff')).toBeCloseTo(1);
    expect(luminance('#000000')).toBeCloseTo(0);
  });
});
