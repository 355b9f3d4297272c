import { expect, test } from 'vitest';
import {
  detectionOf,
  highest,
  histogramOf,
  known,
  quantile,
  shareAbove,
  thresholdAfter,
  ticksOf,
} from './scoreStatistics';

const of = (...scores: number[]) => Float32Array.from(scores);

test('unknown scores do not count', () => {
  expect([...known(of(3, Number.NaN, 5, Number.POSITIVE_INFINITY))]).toEqual([3, 5]);
  expect(known(null)).toHaveLength(0);
});

test('bars count each sample on one logarithmic axis, its highest one is 1, and no score is lost', () => {
  const h = histogramOf(of(100, 100, 100, 1000), of(1000, 1000), [20, 5000], 10);
  if (!h) throw new Error('nothing');
  expect(h.domain[0]).toBeLessThan(20);
  expect(h.domain[1]).toBeGreaterThan(5000);
  expect(h.bars).toHaveLength(10);
  const at = (score: number) => h.bars.find((b) => b.from <= score && score < b.to);
  expect(at(100)).toMatchObject({ test: 1, other: 0 });
  expect(at(1000)).toMatchObject({ test: 1 / 3, other: 1 });
  expect(h.bars.reduce((sum, b) => sum + b.test, 0)).toBeCloseTo(4 / 3);
  expect(h.bars.reduce((sum, b) => sum + b.other, 0)).toBeCloseTo(1);
  // Equal distances on the axis are equal factors.
  expect(h.bars[4].to / h.bars[4].from).toBeCloseTo(h.bars[9].to / h.bars[9].from, 6);
});

test('scores of zero, or near zero, are on the axis', () => {
  expect(histogramOf(of(), of(), [], 5)).toBeNull();
  const h = histogramOf(of(0, 50), of(), [], 5);
  expect(h?.bars[0].test).toBe(1);
  expect(h?.bars.every((b) => b.other === 0)).toBe(true);
});

test('ticks are round, within the axis, and as many as fit', () => {
  expect(ticksOf([80, 6000], 6)).toEqual([100, 200, 500, 1000, 2000, 5000]);
  expect(ticksOf([80, 6000], 4)).toEqual([100, 300, 1000, 3000]);
  expect(ticksOf([80, 6000], 2)).toEqual([100, 1000]);
  expect(ticksOf([8, 60], 8)).toEqual([10, 15, 20, 30, 50]);
  expect(ticksOf([110, 140], 5)).toEqual([]);
});

test('a quantile has its share of the scores at or below it', () => {
  const scores = Float32Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantile(scores, 0.95)).toBe(95);
  expect(shareAbove(scores, quantile(scores, 0.95))).toBeCloseTo(0.05);
  expect(quantile(scores, 0)).toBe(1);
  expect(quantile(scores, 1)).toBe(100);
  expect(quantile(of(), 0.5)).toBeNaN();
});

test('a threshold detects the scores above it', () => {
  const d = detectionOf(of(1, 2, 3, 4), of(3, 5, 6, 7), 3);
  expect(d).toEqual({ caught: 0.75, falseAlarms: 0.25, area: (0 + 2.5 + 4 + 4 + 4) / 16 });
});

test('the most unusual come first', () => {
  expect(highest(of(5, Number.NaN, 9, 1, 7), 3)).toEqual([2, 4, 0]);
  expect(highest(null, 3)).toEqual([]);
});

test('keys move the threshold along the axis, to its ends and no further', () => {
  const h = histogramOf(of(10, 1000), of(), [], 5);
  if (!h) throw new Error('nothing');
  const [low, high] = h.domain;
  const step = (high / low) ** 0.01;
  expect(thresholdAfter('ArrowRight', 100, h)).toBeCloseTo(100 * step, 3);
  expect(thresholdAfter('ArrowLeft', 100, h)).toBeCloseTo(100 / step, 3);
  expect(thresholdAfter('PageUp', 100, h)).toBeCloseTo(100 * step ** 10, 3);
  expect(thresholdAfter('Home', 100, h)).toBeCloseTo(low);
  expect(thresholdAfter('End', 100, h)).toBeCloseTo(high);
  expect(thresholdAfter('ArrowUp', high, h)).toBeCloseTo(high);
  expect(thresholdAfter('x', 100, h)).toBeNull();
});
