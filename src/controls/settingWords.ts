/**
 * The words of settings, of members of the family and of conflicts, by the keys of their rows: what has no words of
 * its own is called by its key.
 */
import type { Config } from '../experiment/config';
import type { Preset } from '../experiment/presets';
import type { ConflictReason } from '../experiment/problem';
import type { NumberRow } from '../experiment/schema';
import { isMessageKey, type Words } from '../i18n/words';

export const labelText = (key: keyof Config, { t }: Words): string => t(`settings.${key}.label`);

export const helpText = (key: keyof Config, { t }: Words): string => t(`settings.${key}.help`);

/** What an option of a choice is called. */
export function optionText(key: keyof Config, value: string, { t }: Words): string {
  const message = `settings.${key}.options.${value}`;
  return isMessageKey(message) ? t(message) : value;
}

/** A number with its unit (`.value`), or the word in its place (`.special`). */
export function valueText({ key, special }: NumberRow, value: number, { t, number }: Words): string {
  const word = `settings.${key}.special.${value}`;
  if (special?.includes(value) && isMessageKey(word)) return t(word);
  const counted = `settings.${key}.value`;
  return isMessageKey(counted) ? t(counted, { count: value }) : number.plain(value);
}

/** What a member of the family is called, what there is to see, and what tells it from its parent. */
export function presetText(id: Preset['id'], what: 'name' | 'line' | 'difference', { t }: Words): string {
  const message = `presets.${id}.${what}`;
  return isMessageKey(message) ? t(message) : id;
}

/** The language of a member's line, where it is another than the page's. */
export function presetLang(id: Preset['id'], { lang }: Words): string | undefined {
  const message = `presets.${id}.line`;
  return isMessageKey(message) ? lang(message) : undefined;
}

export const conflictText = (conflict: ConflictReason, { t }: Words): string =>
  t(`conflicts.${conflict.reason}`, 'most' in conflict ? { most: conflict.most } : {});
