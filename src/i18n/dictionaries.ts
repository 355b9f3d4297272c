/**
 * The loaded dictionaries: English, which is part of the page and replaces missing messages, and those that have been
 * fetched.
 */
import { en } from './en';
import { type Dictionary, type Locale, languageOf } from './languages';

const here = new Map<Locale, Dictionary>([['en', en]]);

/** The dictionary of a language; empty before it is loaded. */
export const dictionaryOf = (locale: Locale): Dictionary => here.get(locale) ?? {};

export const isLoaded = (locale: Locale): boolean => here.has(locale);

/** Fetches the dictionary of a language unless it is loaded. Rejects where that fails. */
export async function loadLanguage(locale: Locale): Promise<void> {
  const load = languageOf(locale)?.load;
  if (load && !isLoaded(locale)) here.set(locale, (await load()).words);
}
