/**
 * One row per setting. The rows drive defaults, controls, the keys of their words, the URL, checkpoints and
 * validation; nothing else in this project knows a default or a range.
 */
import type { Config } from './config';
import { dataRows } from './rows/data';
import { machineRows } from './rows/machine';
import { modelRows } from './rows/model';
import type { Row } from './rows/row';
import { trainingRows } from './rows/training';

export type { ChoiceRow, NumberRow, Row, SubsetRow, WidthsRow } from './rows/row';

export const schema: readonly Row[] = [...dataRows, ...modelRows, ...trainingRows, ...machineRows];

export function rowOf(key: keyof Config): Row {
  const row = schema.find((r) => r.key === key);
  if (!row) throw new Error(`no row for ${key}`);
  return row;
}

/** A fresh copy of the defaults. */
export function defaultConfig(): Config {
  return structuredClone(Object.fromEntries(schema.map((r) => [r.key, r.default]))) as unknown as Config;
}

/** Whether two values of a setting are the same. */
export function sameValue(a: Config[keyof Config], b: Config[keyof Config]): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((v, i) => v === b[i])
    : a === b;
}

/** The settings that differ, with their values in `after`. */
export function changesBetween(before: Config, after: Config): Partial<Config> {
  const changed = schema.map(({ key }) => key).filter((key) => !sameValue(before[key], after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}

/** The keys in which `next` differs from the run and that wait for a reset. */
export function pendingKeys(run: Config, next: Config): (keyof Config)[] {
  return schema
    .filter((r) => r.takesEffect === 'restart' && !sameValue(run[r.key], next[r.key]))
    .map((r) => r.key);
}

/** Data settings other than `dataset`: they select or change images of the data set. */
export const isImageSetting = (row: Row): boolean => row.takesEffect === 'data' && row.key !== 'dataset';

/** Whether the data set must be changed when the settings change from `before` to `after`. */
export const changesImages = (before: Config, after: Config): boolean =>
  schema.some((row) => isImageSetting(row) && !sameValue(before[row.key], after[row.key]));
