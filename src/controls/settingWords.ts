/**
 * The words of settings, of members of the family and of conflicts, by the keys of their rows. Where there are none,
 * the key itself is returned.
 */
import type { Config } from '../experiment/config';
import { nearest } from '../experiment/members';
import type { Preset } from '../experiment/presets';
import type { ConflictReason } from '../experiment/problem';
import type { NumberRow } from '../experiment/schema';
import type { Words } from '../i18n/words';

export const labelText = (key: keyof Config, { find }: Words): string => find(`settings.${key}.label`, key);

export const helpText = (key: keyof Config, { find }: Words): string => find(`settings.${key}.help`, '');

/** The name of an option. */
export const optionText = (key: keyof Config, value: string, { find }: Words): string =>
  find(`settings.${key}.options.${value}`, value);

/** A number with its unit (`.value`), or the word for it (`.special`). */
export function valueText({ key, special }: NumberRow, value: number, { find, number }: Words): string {
  const counted = find(`settings.${key}.value`, number.plain(value), { count: value });
  return special?.includes(value) ? find(`settings.${key}.special.${value}`, counted) : counted;
}

/** The name of a member of the family, its description, or its difference from its parents. */
export const presetText = (id: Preset['id'], what: 'name' | 'line' | 'difference', { find }: Words): string =>
  find(`presets.${id}.${what}`, id);

/** The name of the member of the family that a configuration is; of the nearest, if it is none. */
export function memberText(config: Config, words: Words): string {
  const { preset, exact } = nearest(config);
  const known = presetText(preset.id, 'name', words);
  return exact ? known : words.t('family.custom', { name: known });
}

/** The language of a member's description, if it is not the page's. */
export const presetLang = (id: Preset['id'], { lang }: Words): string | undefined =>
  lang(`presets.${id}.line`);

export const conflictText = (conflict: ConflictReason, { t }: Words): string =>
  t(`conflicts.${conflict.reason}`, 'most' in conflict ? { most: conflict.most } : {});
