/**
 * Which settings a model's weights depend on. A trained model is named after, and shown under, the settings
 * that it was trained with, whatever the controls are set to next.
 */
import { applies } from './applies';
import type { Config } from './config';
import { isImageSetting, type Row, sameValue, schema } from './schema';

/**
 * Settings in a checkpoint affect the weights; those that only say how long and how fast a run learns do not.
 */
const shapes = (row: Row): boolean => row.persists.checkpoint && !row.paces;

/** Whether training with either gives the same model: settings that do not apply do not count. */
export function trainsSameModel(a: Config, b: Config): boolean {
  return schema.every(
    (row) =>
      !shapes(row) || !(applies(row.key, a) || applies(row.key, b)) || sameValue(a[row.key], b[row.key]),
  );
}

/** The settings of a run that continues with the live settings of `now`; `run` itself where none differs. */
export function learningWith(run: Config, now: Config): Config {
  const changed = schema.filter(
    (row) =>
      (row.takesEffect === 'live' || isImageSetting(row)) &&
      shapes(row) &&
      !sameValue(run[row.key], now[row.key]),
  );
  if (changed.length === 0) return run;
  return { ...run, ...Object.fromEntries(changed.map(({ key }) => [key, now[key]])) };
}
