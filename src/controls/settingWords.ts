/**
 * The words of settings, of members of the family and of conflicts, by the keys of their rows: what has no words of
 * its own is called by its key.
 */
import type { Config } from '../experiment/config';
import type { Preset } from '../experiment/presets';
import type { ConflictReason } from '../experiment/problem';
import type { NumberRow } from '../experiment/schema';
import type { Words } from '../i18n/words';

export const labelText = (key: keyof Config, { find }: Words): string => find(`settings.${key}.label`, key);

export const helpText = (key: keyof Config, { find }: Words): string => find(`settings.${key}.help`, '');

/** What an option of a choice is called. */
export const optionText = (key: keyof Config, value: string, { find }: Words): string =>
  find(`settings.${key}.options.${value}`, value);

/** A number with its unit (`.value`), or the word in its place (`.special`). */
export function valueText({ key, special }: NumberRow, value: number, { find, number }: Words): string {
  const counted = find(`settings.${key}.value`, number.plain(value), { count: value });
  return special?.includes(value) ? find(`settings.${key}.special.${value}`, counted) : counted;
}

/** What a member of the family is called, what there is to see, and what tells it from its parent. */
export const presetText = (id: Preset['id'], what: 'name' | 'line' | 'difference', { find }: Words): string =>
  find(`presets.${id}.${what}`, id);

/** The language of a member's line, where it is another than the page's. */
export const presetLang = (id: Preset['id'], { lang }: Words): string | undefined =>
  lang(`presets.${id}.line`);

export const conflictText = (conflict: ConflictReason, { t }: Words): string =>
  t(`conflicts.${conflict.reason}`, 'most' in conflict ? { most: conflict.most } : {});
