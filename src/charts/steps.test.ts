import { describe, expect, test } from 'vitest';
import { numbersOf } from '../i18n/numbers';
import type { Interval } from './domain';
import { pannedSteps, shareAt, stepAtShare, stepAxis, zoomedSteps } from './steps';

const number = numbersOf('en');
const full: Interval = [0, 14_070];

describe('steps on a log scale', () => {
  test('the ends of the axis are its ends, and each position is that of its step', () => {
    expect(shareAt(full, 0)).toBe(0);
    expect(shareAt(full, 14_070)).toBe(1);
    for (const share of [0, 0.2, 0.5, 0.9, 1])
      expect(shareAt(full, stepAtShare(full, share))).toBeCloseTo(share, 9);
    // Halfway is the geometric mean, not step 7,035.
    expect(stepAtShare(full, 0.5)).toBeCloseTo(Math.sqrt(14_071) - 1, 6);
  });

  test('zooming keeps the step under the pointer in place, within the run, at least two steps long', () => {
    const near = zoomedSteps(full, full, 100, 0.5);
    expect(shareAt(near, 100)).toBeCloseTo(shareAt(full, 100), 9);
    expect(zoomedSteps(near, full, 100, 4)[0]).toBeCloseTo(0, 9);
    expect(zoomedSteps(near, full, 100, 4)[1]).toBeCloseTo(14_070, 6);
    let range = full;
    for (let i = 0; i < 60; i++) range = zoomedSteps(range, full, 3000, 0.5);
    expect(range[1] - range[0]).toBeGreaterThanOrEqual(2);
  });

  test('panning moves both ends by the same distance on the screen, and stops at the ends of the run', () => {
    const moved = pannedSteps([9, 99], full, 9, 99);
    expect(moved[0]).toBeCloseTo(99, 6);
    expect(moved[1]).toBeCloseTo(999, 6);
    expect(pannedSteps([9, 99], full, 99, 0)[0]).toBeCloseTo(0, 9);
  });

  test('powers of ten are labelled; 2 and 5 between them where there is room, and plain numbers in a narrow range', () => {
    const texts = (range: Interval, width: number, unit = 1) =>
      stepAxis(range, [0, width], unit, number).ticks.map(({ text }) => text);
    expect(texts([1, 14_070], 400)).toEqual(['1', '10', '100', '1,000', '10,000']);
    expect(texts([1, 100], 600)).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(texts([1000, 2000], 400)).toContain('1,400');
    // The first steps: no step 1.2; of an epoch there are parts.
    expect(texts([1, 2], 600)).toEqual(['1', '2']);
    expect(texts([1, 2], 600, 0.5)).toContain('2.2');
    // In epochs of 469 steps.
    expect(texts([1, 14_070], 400, 469)).toEqual(['0.01', '0.1', '1', '10']);
    const axis = stepAxis([1, 14_070], [40, 440], 469, number);
    expect(axis.at(14_070 / 469)).toBeCloseTo(440, 6);
  });
});
