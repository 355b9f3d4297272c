/**
 * The languages of the page. A language is a folder of words here and its line in the list: the menu, what is
 * accepted from the browser and its storage, and the document's `lang` follow from it.
 */
import { en } from './en';
import { zhCN } from './zh-CN';

/** Words by key, as in `message.ts`. */
export type Dictionary = Readonly<Record<string, string>>;

interface Language {
  /** As BCP 47 has it. */
  id: string;
  /** What it calls itself. */
  name: string;
  /** All that is missing is said in English. Words that are imported when they are wanted do not weigh on the page. */
  words: Dictionary | (() => Promise<{ words: Dictionary }>);
}

export const languages = [
  { id: 'en', name: 'English', words: en },
  { id: 'zh-CN', name: '简体中文', words: zhCN },
  { id: 'es', name: 'Español', words: () => import('./es') },
] as const satisfies readonly Language[];

export type Locale = (typeof languages)[number]['id'];
export type MessageKey = keyof typeof en;

/** The language of every message that another one lacks. */
export const FALLBACK: Locale = 'en';

const all: readonly (Language & { id: Locale })[] = languages;
const loaded = new Map<Locale, Dictionary>();
for (const { id, words } of all) if (typeof words !== 'function') loaded.set(id, words);

/** The words of a language; none before they are loaded. */
export const dictionaryOf = (locale: Locale): Dictionary => loaded.get(locale) ?? {};

export const isLoaded = (locale: Locale): boolean => loaded.has(locale);

/** Fetches the words of a language unless they are here. Rejects where they cannot be had. */
export async function loadLanguage(locale: Locale): Promise<void> {
  const language = all.find(({ id }) => id === locale);
  if (language && typeof language.words === 'function') loaded.set(locale, (await language.words()).words);
}

export const isLocale = (value: unknown): value is Locale => all.some(({ id }) => id === value);

export const languageName = (locale: Locale): string => all.find(({ id }) => id === locale)?.name ?? locale;

/** The first of the reader's languages (BCP 47) that the page speaks, in whatever region; English otherwise. */
export function localeFor(wishes: readonly string[]): Locale {
  const primary = (tag: string) => tag.split('-')[0].toLowerCase();
  for (const wish of wishes) {
    const found =
      all.find(({ id }) => id.toLowerCase() === wish.toLowerCase()) ??
      all.find(({ id }) => primary(id) === primary(wish));
    if (found) return found.id;
  }
  return FALLBACK;
}
