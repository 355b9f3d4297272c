/**
 * The loaded dictionaries: those of the languages that are part of the page, and those that have been
 * fetched.
 */
import { en } from './en';
import { type Dictionary, type Locale, languageOf } from './languages';
import { zhCN } from './zh-CN';

const here = new Map<Locale, Dictionary>([
  ['en', en],
  ['zh-CN', zhCN],
]);

/** The dictionary of a language; empty before it is loaded. */
export const dictionaryOf = (locale: Locale): Dictionary => here.get(locale) ?? {};

export const isLoaded = (locale: Locale): boolean => here.has(locale);

/** Fetches the dictionary of a language unless it is loaded. Rejects where that fails. */
export async function loadLanguage(locale: Locale): Promise<void> {
  const load = languageOf(locale)?.load;
  if (load && !isLoaded(locale)) here.set(locale, (await load()).words);
}
