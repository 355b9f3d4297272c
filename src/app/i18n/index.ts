/**
 * Words on the screen, in both languages side by side: a message with one language missing does not
 * compile. Slots are written {name}, or {name:one|other} for a word that follows a number. Views, controls and charts may import this file, and only this
 * one, from `app`.
 */

import type { Problem } from '../../experiment/problem';
import { rowOf, type Text } from '../../experiment/schema';
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

/** {name} is the value itself, {name:image|images} the form of a word that goes with it, in English. */
const SLOT = /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g;
const english = new Intl.PluralRules('en');

function fill(text: string, slots: Slots = {}): string {
  return text.replace(SLOT, (whole, name: string, one: string | undefined, other: string) => {
    const value = slots[name];
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    return english.select(amount(value)) === 'one' ? one : other;
  });
}

/** The number in a slot, also where it comes with separators between its thousands. */
const amount = (value: string | number) => Number(String(value).replaceAll(',', ''));

export function pick(text: Text, locale: Locale, slots?: Slots): string {
  return fill(locale === 'zh-CN' ? text.zh : text.en, slots);
}

export function translate(locale: Locale, key: MessageKey, slots?: Slots): string {
  return pick(messages[key], locale, slots);
}

export function describeProblem(locale: Locale, problem: Problem): string {
  return pick(problems[problem.code], locale, slotsOf(problem, locale));
}

/** What fills a problem's slots. Names from outside are as long as anyone likes; a notice is not. */
function slotsOf({ code, params }: Problem, locale: Locale): Slots {
  // A conflict brings its sentence with it, in both languages.
  if (code === 'setting.conflict') return { reason: pick(params, locale) };
  const of = code === 'data.kept' ? { ...params, present: nameOf(params.present, locale) } : (params ?? {});
  const slots = Object.entries(of).map(([name, value]) => [
    name,
    typeof value === 'string' ? shortened(value, name === 'message' ? MESSAGE : NAME) : value,
  ]);
  return Object.fromEntries(slots);
}

/** A data set, as its control calls it. */
function nameOf(dataset: string, locale: Locale): string {
  const row = rowOf('dataset');
  const option = row.kind === 'choice' && row.options.find(({ value }) => value === dataset);
  return option ? pick(option.label, locale) : dataset;
}

/** Characters that a sentence has room for, of a name and of an error's own words. */
const NAME = 48;
const MESSAGE = 200;

/** In one line, and with its middle left out where it is too long: a name's end tells as much as its beginning. */
export function shortened(text: string, most: number): string {
  // Controls, and marks that turn the direction of what follows.
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...line];
  if (characters.length <= most) return line || '…';
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
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
