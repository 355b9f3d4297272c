/** The losses at a step, or the latest ones: what the table beside the chart says. */
import { type LossValues, type MergedSeries, type Series, type SeriesPoint, TERMS } from '../state/series';
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
  const at = nearestEntry(train.size > 0 ? train : test, cursor);
  const step = middle((train.size > 0 ? train : test).read(at, 'total', blank()));
  return { step, train: valuesAt(train, cursor), test: valuesAt(test, cursor) };
}

const blank = (): SeriesPoint => ({ step: 0, count: 0, mean: 0, min: 0, max: 0 });

function valuesAt(series: MergedSeries, step: number): LossValues | null {
  const at = nearestEntry(series, step);
  if (at < 0) return null;
  const point = blank();
  const [total, recon, kl] = TERMS.map((term) => series.read(at, term, point).mean);
  return { total, recon, kl };
}

function meanOfLatest(series: MergedSeries): LossValues | null {
  const sums = { total: 0, recon: 0, kl: 0 };
  const point = blank();
  let count = 0;
  for (let i = series.size - 1; i >= 0 && count < LATEST_STEPS; i--) {
    const n = series.read(i, 'total', point).count;
    for (const term of TERMS) sums[term] += series.read(i, term, point).mean * n;
    count += n;
  }
  return count === 0 ? null : { total: sums.total / count, recon: sums.recon / count, kl: sums.kl / count };
}
