/**
 * Checks everything that comes from outside (a link, a script, a checkpoint): valid values are kept, invalid
 * ones are reported, and the rest stays as it was.
 */
import type { Config } from './config';
import { updateDefaults } from './contextualDefaults';
import type { Problem } from './problem';
import { type Row, schema } from './schema';

export function isValid(row: Row, value: unknown): boolean {
  switch (row.kind) {
    case 'choice':
      return row.options.some((option) => option === value);
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= row.min &&
        value <= row.max &&
        (!row.integer || Number.isInteger(value)) &&
        (row.only?.includes(value) ?? true)
      );
    case 'widths':
      return (
        Array.isArray(value) &&
        value.length <= row.maxLayers &&
        [...value].every((w) => Number.isInteger(w) && w >= row.min && w <= row.max)
      );
    case 'subset':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        [...value].every(
          (label, i) => Number.isInteger(label) && label >= 0 && label < row.of && value.indexOf(label) === i,
        )
      );
    default:
      return row satisfies never;
  }
}

/** A copy of a valid value, in the canonical order for comparisons. */
function canonical(row: Row, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return row.kind === 'subset' ? [...value].sort((a, b) => a - b) : [...value];
}

/**
 * `base` with every valid value of `patch`, and with the usual values of dependent settings that were never
 * chosen; each unknown key and invalid value becomes a problem.
 */
export function restore(base: Config, patch: unknown): { config: Config; problems: Problem[] } {
  const config = structuredClone(base);
  const problems: Problem[] = [];
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    return { config, problems: [{ code: 'setting.invalid', params: { key: '*', value: show(patch) } }] };
  }
  for (const [key, value] of entriesOf(patch)) {
    const row = schema.find((r) => r.key === key);
    if (!row) problems.push({ code: 'setting.unknown', params: { key: key.slice(0, 40) } });
    else if (!isValid(row, value))
      problems.push({ code: 'setting.invalid', params: { key, value: show(value) } });
    else Object.assign(config, { [key]: canonical(row, value) });
  }
  return { config: updateDefaults(base, config, (key) => key in patch), problems };
}

/** The same for the settings in a file. Before there were more than ten classes, all of them were written as all ten. */
export function restoreStored(base: Config, stored: unknown): ReturnType<typeof restore> {
  const { classes, ...rest } = Object(stored);
  const allTen = Array.isArray(classes) && classes.join('') === '0123456789';
  return restore(base, allTen && !('classCount' in rest) ? rest : stored);
}

/** Reading a value may throw, if it is a getter's. Such a value is reported as invalid like any other. */
function entriesOf(patch: object): [key: string, value: unknown][] {
  return Object.keys(patch).map((key) => {
    try {
      return [key, (patch as Record<string, unknown>)[key]];
    } catch {
      return [key, Symbol('unreadable')];
    }
  });
}

function show(value: unknown): string {
  try {
    // The sentence puts it between quotation marks.
    const text = typeof value === 'string' ? value : (JSON.stringify(value ?? null) ?? typeof value);
    return text.slice(0, 40);
  } catch {
    // For example because it refers to itself.
    return typeof value;
  }
}
