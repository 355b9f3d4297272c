/** Values as controls offer them, and progress in bytes. */
import type { NumberRow } from '../experiment/schema';
import type { Numbers } from '../i18n/numbers';

/** The stops of the row; if `value` is not one of them, it is sorted in. */
export function stopsWith(row: NumberRow, value: number): number[] {
  if (row.stops.includes(value)) return [...row.stops];
  const at = row.stops.findIndex((s) => s > value);
  const place = at < 0 ? row.stops.filter((s) => !row.special?.includes(s)).length : at;
  return [...row.stops.slice(0, place), value, ...row.stops.slice(place)];
}

/**
 * Bytes received and bytes expected, both in the unit of the total: 9.9 / 11.6 MB. Decimal units, as for file sizes.
 */
export function formatProgress(received: number, total: number, { fixed }: Numbers): string {
  const [unit, name] = total < 1e6 ? [1e3, 'kB'] : [1e6, 'MB'];
  return `${fixed(received / unit, 1)} / ${fixed(total / unit, 1)} ${name}`;
}
