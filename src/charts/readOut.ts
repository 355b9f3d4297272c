/** The losses at a step, or the latest ones: what the table beside the chart says. */
import type { LossValues, MergedSeries, Series, SeriesPoint } from '../state/series';
import { middle, nearestEntry } from './domain';
import type { SetName } from './lossPicture';

export interface ReadOut extends Record<SetName, LossValues | null> {
  step: number;
}

/** Latest training losses are averaged over about this many steps, since single batches are noisy. */
const LATEST_STEPS = 20;

/** `cursor` null: the latest. Null when there are no losses at all. */
export function readOutAt(series: Series, cursor: number | null): ReadOut | null {
  const { train, test } = series;
  const end = train.last?.step ?? test.last?.step;
  if (end === undefined) return null;
  if (cursor === null) return { step: end, train: meanOfLatest(train), test: test.last };
  const filled = train.size > 0 ? train : test;
  const step = middle(filled.read(nearestEntry(filled, cursor), filled.terms[0], blank()));
  return { step, train: valuesAt(train, cursor), test: valuesAt(test, cursor) };
}

const blank = (): SeriesPoint => ({ step: 0, count: 0, mean: 0, min: 0, max: 0 });

function valuesAt(series: MergedSeries, step: number): LossValues | null {
  const at = nearestEntry(series, step);
  if (at < 0) return null;
  const point = blank();
  return Object.fromEntries(series.terms.map((term) => [term, series.read(at, term, point).mean]));
}

function meanOfLatest(series: MergedSeries): LossValues | null {
  const sums = series.terms.map(() => 0);
  const point = blank();
  let count = 0;
  for (let i = series.size - 1; i >= 0 && count < LATEST_STEPS; i--) {
    series.terms.forEach((term, t) => {
      const { mean, count: n } = series.read(i, term, point);
      sums[t] += mean * n;
    });
    count += point.count;
  }
  return count === 0 ? null : Object.fromEntries(series.terms.map((term, t) => [term, sums[t] / count]));
}
