/** The steps and the losses that a chart covers: arithmetic on intervals, in steps and in nats. */
import type { MergedSeries, SeriesPoint, Term } from '../state/series';

export type Interval = readonly [number, number];

const scratch: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };

/** An entry of several steps is drawn at their middle. */
export const middle = (p: SeriesPoint): number => p.step + (p.count - 1) / 2;

/** The steps that the series cover, at least one long; null when they are empty. */
export function extentOf(all: readonly MergedSeries[]): Interval | null {
  const filled = all.filter((s) => s.size > 0);
  if (filled.length === 0) return null;
  const from = Math.min(...filled.map((s) => s.read(0, s.terms[0], scratch).step));
  const to = Math.max(...filled.map((s) => s.last?.step ?? 0));
  return [from, Math.max(to, from + 1)];
}

/** The losses of another run, to be drawn beside those of the present one. */
export interface Beside {
  train: MergedSeries;
  /** What its line is called. */
  name: string;
  /** The step of it that is shown. */
  at: number;
}

/** The term of another run that is drawn: what it minimises, if it has one such loss. */
export const besideTerm = ({ train }: Beside): Term | undefined =>
  (['total', 'nll', 'recon'] as const).find((term) => train.terms.includes(term));

/** `range` scaled by `factor` about `at`, within `full`, and never shorter than `least`. */
export function zoomed(range: Interval, full: Interval, at: number, factor: number, least: number): Interval {
  const length = Math.min(full[1] - full[0], Math.max(least, (range[1] - range[0]) * factor));
  const share = (at - range[0]) / (range[1] - range[0]);
  return within([at - share * length, at + (1 - share) * length], full);
}

/** `range` moved by `far`, within `full`. */
export function panned(range: Interval, full: Interval, far: number): Interval {
  return within([range[0] + far, range[1] + far], full);
}

/** `range` moved into `full` without changing its length, if it fits. */
function within([a, b]: Interval, [from, to]: Interval): Interval {
  const push = Math.max(from - a, 0) || Math.min(to - b, 0);
  return [Math.max(from, a + push), Math.min(to, b + push)];
}

/** Smaller losses are cut off on a log scale. */
const LEAST_LOG = 1e-3;
/**
 * The smallest height of an axis relative to its values: small changes are not magnified, and the numbers
 * stay short.
 */
const LEAST_SPAN = 0.01;

/** The losses that an axis should cover for the entries in `range`; null when there are none. */
export function lossDomain(
  drawn: readonly { series: MergedSeries; terms: readonly Term[] }[],
  range: Interval,
  log: boolean,
): Interval | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { series, terms } of drawn)
    for (const term of terms)
      for (let i = 0; i < series.size && series.terms.includes(term); i++) {
        const p = series.read(i, term, scratch);
        const at = middle(p);
        if (at < range[0] || at > range[1] || (log && p.mean <= LEAST_LOG)) continue;
        low = Math.min(low, p.mean);
        high = Math.max(high, p.mean);
      }
  if (low > high) return null;
  if (log) return [low / 1.04, Math.max(high, low * 1.01) * 1.04];
  const span = Math.max(high - low, LEAST_SPAN * Math.abs(high), 1e-6);
  const margin = (span - (high - low)) / 2 + 0.08 * span;
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin];
}

/** The entry whose middle is nearest to `at`, as an index; −1 when there is none. */
export function nearestEntry(series: MergedSeries, at: number): number {
  let low = 0;
  let high = series.size - 1;
  while (low < high) {
    const half = (low + high) >> 1;
    if (middle(series.read(half, series.terms[0], scratch)) < at) low = half + 1;
    else high = half;
  }
  if (low > 0) {
    const before = at - middle(series.read(low - 1, series.terms[0], scratch));
    if (before < middle(series.read(low, series.terms[0], scratch)) - at) low--;
  }
  return series.size === 0 ? -1 : low;
}
