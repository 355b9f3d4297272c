/**
 * Which settings a model's weights depend on. A trained model is named after, and shown under, the settings that
 * it was trained with, whatever the controls ask for next.
 */
import { applies } from './applies';
import type { Config } from './config';
import { type Row, sameValue, schema, shapesOfData } from './schema';

/** Kept in a checkpoint because it affects the weights; how long and how fast a run learns does not. */
const shapes = (row: Row): boolean => row.persists.checkpoint && !row.paces;

/** Whether training with either gives the same model: settings that mean nothing to the model do not count. */
export function learnsTheSame(a: Config, b: Config): boolean {
  return schema.every(
    (row) =>
      !shapes(row) || !(applies(row.key, a) || applies(row.key, b)) || sameValue(a[row.key], b[row.key]),
  );
}

/** The settings of a run once it learns with those of `now` that take hold at once; `run` itself where none differs. */
export function learningWith(run: Config, now: Config): Config {
  const changed = schema.filter(
    (row) =>
      (row.takesEffect === 'live' || shapesOfData(row)) &&
      shapes(row) &&
      !sameValue(run[row.key], now[row.key]),
  );
  if (changed.length === 0) return run;
  return { ...run, ...Object.fromEntries(changed.map(({ key }) => [key, now[key]])) };
}
