import { expect, test } from 'vitest';
import { createSeries } from '../state/series';
import { thinHistory } from './history';

/** The losses of `count` steps: total, recon and kl fall with the step. */
function learned(count: number, capacity?: number) {
  const series = createSeries(capacity);
  const values = Float32Array.from({ length: 3 * count }, (_, i) => 100 / (1 + Math.floor(i / 3)) + (i % 3));
  series.append(1, values);
  return { series, values };
}

test('thin losses have each early step, and a few hundred entries for a long run', () => {
  const { series, values } = learned(20_000, 64);
  const { train, steps, losses } = thinHistory(series.save());
  expect([steps.length, losses.length]).toEqual([0, 0]);
  const width = 2 + 3 * train.terms.length;
  const entries = Array.from({ length: train.entries.length / width }, (_, i) =>
    train.entries.subarray(i * width, (i + 1) * width),
  );
  expect(entries.length).toBeLessThan(300);
  expect(entries.slice(0, 30).map(([step, count]) => [step, count])).toEqual(
    Array.from({ length: 30 }, (_, i) => [i + 1, 1]),
  );
  // No step is missing, none counts twice, and an entry covers at most 3% more steps.
  let next = 1;
  for (const [step, count] of entries) {
    expect(step).toBe(next);
    expect(count).toBeLessThanOrEqual(0.03 * step + 1);
    next += count;
  }
  expect(next).toBe(20_001);
  // Mean, minimum and maximum are those of the steps covered.
  const [step, count, mean, min, max] = entries[entries.length - 5];
  const covered = Array.from({ length: count }, (_, i) => values[3 * (step - 1 + i)]);
  expect(mean).toBeCloseTo(covered.reduce((sum, v) => sum + v, 0) / count, 6);
  expect([min, max]).toEqual([Math.min(...covered), Math.max(...covered)]);
});

test('a series that has lost its first steps is thinned as it is', () => {
  const { series } = learned(1000, 64);
  const saved = { ...series.save(), steps: new Float64Array(), losses: new Float32Array() };
  const thin = thinHistory(saved).train;
  expect(thin.entries.length).toBeLessThanOrEqual(saved.train.entries.length);
  expect(thin.entries[0]).toBe(1);
  expect(thin.last).toEqual(saved.train.last);
});

test('a page reads them as it reads a run of its own', () => {
  const { series } = learned(5000);
  const page = createSeries();
  page.load(thinHistory(series.save()));
  expect(page.train.last).toEqual(series.train.last);
  const point = { step: 0, count: 0, mean: 0, min: 0, max: 0 };
  expect(page.train.read(9, 'total', point)).toMatchObject({ step: 10, count: 1, mean: 10 });
});
