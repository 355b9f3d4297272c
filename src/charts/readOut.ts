/** The losses at a step, or the latest ones, for the table next to the chart, with their steps. */
import type { LossValues, MergedSeries, Series, SeriesPoint } from '../state/series';
import { nearestEntry } from './domain';
import type { SetName } from './lossPicture';

export interface Reading {
  /** Step of the first value and, for training losses, of the last: a mean if the two differ. */
  from: number;
  to: number;
  /** Number of values in the mean. */
  count: number;
  values: LossValues;
}

export type ReadOut = Record<SetName, Reading | null>;

/** `cursor` null: the latest. Returns null when there are no losses at all. */
export function readOutAt(series: Series, cursor: number | null): ReadOut | null {
  const { train, test } = series;
  if (train.size === 0 && test.size === 0) return null;
  const read = cursor === null ? latest : (s: MergedSeries) => nearest(s, cursor);
  return { train: read(train), test: read(test) };
}

/** The exact values of the last step. */
function latest({ last, terms }: MergedSeries): Reading | null {
  if (!last) return null;
  const values = Object.fromEntries(terms.map((term) => [term, last[term]]));
  return { from: last.step, to: last.step, count: 1, values };
}

function nearest(series: MergedSeries, step: number): Reading | null {
  const at = nearestEntry(series, step);
  if (at < 0) return null;
  const point: SeriesPoint = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  const values = Object.fromEntries(series.terms.map((term) => [term, series.read(at, term, point).mean]));
  return { from: point.step, to: point.step + point.count - 1, count: point.count, values };
}
