/** Numbers as a reader wants to see them: grouped, with units, and a word for a special value. */

import type { NumberRow, Text } from '../experiment/schema';
import { fixed } from '../math/fixed';

const english = new Intl.PluralRules('en');

export type Say = (text: Text) => string;

/** 401920 → 401,920; small steps keep their digits (0.0003), tiny ones become 1e-5. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  if (size < 1e-4) return value.toExponential().replace('e+', 'e');
  return value.toLocaleString('en', { maximumSignificantDigits: 6 });
}

/** A setting's value with its unit, or the row's word for it. */
export function formatValue(row: NumberRow, value: number, say: Say): string {
  const word = row.words?.find((w) => w.value === value);
  if (word) return say(word.label);
  const unit = english.select(value) === 'one' ? (row.unitOfOne ?? row.unit) : row.unit;
  return unit ? `${formatNumber(value)} ${say(unit)}` : formatNumber(value);
}

/** What the control offers: the row's stops, and the value in force where it is none of them, in its place. */
export function stopsWith(row: NumberRow, value: number): number[] {
  if (row.stops.includes(value)) return [...row.stops];
  const at = row.stops.findIndex((s) => s > value);
  const place = at < 0 ? row.stops.filter((s) => !row.words?.some((w) => w.value === s)).length : at;
  return [...row.stops.slice(0, place), value, ...row.stops.slice(place)];
}

/** Bytes come and bytes expected, both in the unit of the whole: 9.9 / 11.6 MB. Decimal, as file sizes are given. */
export function formatProgress(received: number, total: number): string {
  const [unit, name] = total < 1e6 ? [1e3, 'kB'] : [1e6, 'MB'];
  return `${fixed(received / unit, 1)} / ${fixed(total / unit, 1)} ${name}`;
}
