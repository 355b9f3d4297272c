/** The words that are here: of the languages that the page comes with, and of those that have been fetched. */
import { en } from './en';
import { type Dictionary, type Locale, languageOf } from './languages';
import { zhCN } from './zh-CN';

const here = new Map<Locale, Dictionary>([
  ['en', en],
  ['zh-CN', zhCN],
]);

/** The words of a language; none before they are loaded. */
export const dictionaryOf = (locale: Locale): Dictionary => here.get(locale) ?? {};

export const isLoaded = (locale: Locale): boolean => here.has(locale);

/** Fetches the words of a language unless they are here. Rejects where they cannot be had. */
export async function loadLanguage(locale: Locale): Promise<void> {
  const load = languageOf(locale)?.load;
  if (load && !isLoaded(locale)) here.set(locale, (await load()).words);
}
