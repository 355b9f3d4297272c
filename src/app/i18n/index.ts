/**
 * Words on the screen, in both languages side by side: a message with one language missing does not
 * compile. Slots are written {name}. Views, controls and charts may import this file, and only this
 * one, from `app`.
 */

import type { Problem } from '../../experiment/problem';
import type { Text } from '../../experiment/schema';
import { useStore } from '../../state/store';
import { anomalies } from './messages/anomalies';
import { charts } from './messages/charts';
import { compression } from './messages/compression';
import { drawing } from './messages/drawing';
import { equations } from './messages/equations';
import { family } from './messages/family';
import { features } from './messages/features';
import { plane } from './messages/plane';
import { problems } from './messages/problems';
import { restoration } from './messages/restoration';
import { samples } from './messages/samples';
import { shell } from './messages/shell';
import { uses } from './messages/uses';

const messages = {
  ...shell,
  ...plane,
  ...charts,
  ...family,
  ...equations,
  ...uses,
  ...drawing,
  ...restoration,
  ...anomalies,
  ...compression,
  ...features,
  ...samples,
};
export type MessageKey = keyof typeof messages;
export type Locale = 'en' | 'zh-CN';
export type Slots = Record<string, string | number>;

function fill(text: string, slots: Slots = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole));
}

export function pick(text: Text, locale: Locale, slots?: Slots): string {
  return fill(locale === 'zh-CN' ? text.zh : text.en, slots);
}

export function translate(locale: Locale, key: MessageKey, slots?: Slots): string {
  return pick(messages[key], locale, slots);
}

export function describeProblem(locale: Locale, { code, params }: Problem): string {
  // A conflict brings its sentence with it, in both languages.
  const reason = locale === 'zh-CN' ? params?.zh : params?.en;
  return pick(problems[code], locale, reason === undefined ? params : { ...params, reason });
}

/** The words of one language: `t(key, slots)` for messages, `say(text)` for texts of tables. */
export interface Words {
  t(key: MessageKey, slots?: Slots): string;
  say(text: Text, slots?: Slots): string;
}

export const wordsOf = (locale: Locale): Words => ({
  t: (key, slots) => translate(locale, key, slots),
  say: (text, slots) => pick(text, locale, slots),
});

/** The words of the current language, and what else depends on it. */
export function useText() {
  const locale = useStore((s) => s.preferences.locale);
  return {
    locale,
    ...wordsOf(locale),
    describe: (problem: Problem) => describeProblem(locale, problem),
  };
}
