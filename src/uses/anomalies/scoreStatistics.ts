/**
 * Statistics of scores: their distribution, and the result of a threshold. Pure; scores are nats, NaN where
 * unknown.
 */
import { bin, scaleLog } from 'd3';
import { rocArea } from '../../math/roc';

export type Interval = readonly [number, number];

/** Bars of both samples in the same bins; the highest bar of each sample is 1. */
export interface Histogram {
  /** Nats from the left edge to the right one, on a logarithmic axis. */
  domain: Interval;
  bars: { from: number; to: number; test: number; other: number }[];
}

export const known = (scores: Float32Array | null): Float32Array =>
  scores?.filter((score) => Number.isFinite(score)) ?? new Float32Array(0);

/** Smaller scores are cut off on the logarithmic axis. */
const LEAST = 0.1;
/** Margin on both sides, as a factor. */
const MARGIN = 1.06;

/** Null where there are no scores. `marks` are scores that must be visible too. */
export function histogramOf(
  test: Float32Array,
  other: Float32Array,
  marks: readonly number[],
  bins: number,
): Histogram | null {
  const all = [...test, ...other, ...marks].map((score) => Math.max(LEAST, score));
  if (all.length === 0) return null;
  const low = all.reduce((a, b) => Math.min(a, b)) / MARGIN;
  const high = all.reduce((a, b) => Math.max(a, b)) * MARGIN;
  const at = scaleLog().domain([low, high]).range([0, bins]).clamp(true);
  const heights = (scores: Float32Array) => {
    const count = bin<number, number>()
      .domain([0, bins])
      .thresholds(Array.from({ length: bins - 1 }, (_, i) => i + 1));
    const counts = count([...scores].map((score) => at(Math.max(LEAST, score)))).map(({ length }) => length);
    const top = Math.max(1, ...counts);
    return counts.map((n) => n / top);
  };
  const others = heights(other);
  return {
    domain: [low, high],
    bars: heights(test).map((height, i) => ({
      from: at.invert(i),
      to: at.invert(i + 1),
      test: height,
      other: others[i],
    })),
  };
}

/** Round numbers on a logarithmic axis, one to five in each power of ten, at most `most`. */
export function ticksOf([low, high]: Interval, most: number): number[] {
  const round = (mantissas: readonly number[]) => {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
      ticks.push(...mantissas.map((m) => m * 10 ** power));
    return ticks.filter((tick) => tick >= low && tick <= high);
  };
  const choices = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]].map(round);
  return choices.find((ticks) => ticks.length <= most) ?? [];
}

/** The score that this share of the scores is at or below; NaN without scores. */
export function quantile(scores: Float32Array, share: number): number {
  if (scores.length === 0) return Number.NaN;
  const sorted = scores.slice().sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** The share of the scores above a threshold; NaN without scores. */
export function shareAbove(scores: Float32Array, threshold: number): number {
  let above = 0;
  for (const score of scores) if (score > threshold) above++;
  return above / scores.length;
}

export interface Detection {
  /** Shares, of the other sample and of the test images, that the threshold classifies as anomalies. */
  caught: number;
  falseAlarms: number;
  /** Area under the ROC curve. */
  area: number;
}

export const detectionOf = (test: Float32Array, other: Float32Array, threshold: number): Detection => ({
  caught: shareAbove(other, threshold),
  falseAlarms: shareAbove(test, threshold),
  area: rocArea(test, other),
});

/** Indices of the highest scores, highest first. */
export function highest(scores: Float32Array | null, count: number): number[] {
  return Array.from(scores ?? [], (score, index) => ({ score, index }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ index }) => index);
}

/**
 * The threshold after a key, `null` for other keys: steps of a hundredth of the axis, ten hundredths, or an
 * end.
 */
export function thresholdAfter(key: string, threshold: number, { domain }: Histogram): number | null {
  const axis = scaleLog().domain(domain).range([0, 100]).clamp(true);
  const at = axis(threshold);
  const moved = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - 10,
    PageUp: at + 10,
    Home: 0,
    End: 100,
  }[key];
  return moved === undefined ? null : axis.invert(Math.min(100, Math.max(0, moved)));
}
