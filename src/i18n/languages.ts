/**
 * The languages of the page. A language is a folder of words here and a line in the list: the menu, the
 * values accepted from the browser and its storage, and the document's `lang` follow from it.
 */

/** Words by key, as in `message.ts`. */
export type Dictionary = Readonly<Record<string, string>>;

interface Language {
  /** A BCP 47 tag. */
  id: string;
  /** Its name in the language itself. */
  name: string;
  /**
   * Fetches its words when they are needed, so that they do not add to the page's size; without it, they are
   * part of the page (`dictionaries.ts`). Missing messages are shown in English.
   */
  load?: () => Promise<{ words: Dictionary }>;
}

export const languages = [
  { id: 'en', name: 'English' },
  { id: 'zh-CN', name: '简体中文', load: () => import('./zh-CN') },
  { id: 'es', name: 'Español', load: () => import('./es') },
] as const satisfies readonly Language[];

export type Locale = (typeof languages)[number]['id'];

/** The language of every message that another one lacks. */
export const FALLBACK: Locale = 'en';

const all: readonly (Language & { id: Locale })[] = languages;

export const languageOf = (locale: Locale): Language | undefined => all.find(({ id }) => id === locale);

export const isLocale = (value: unknown): value is Locale => all.some(({ id }) => id === value);

/** The first of the reader's languages (BCP 47) that the page has, in whatever region; English otherwise. */
export function localeFor(preferred: readonly string[]): Locale {
  const primary = (tag: string) => tag.split('-')[0].toLowerCase();
  for (const tag of preferred) {
    const found =
      all.find(({ id }) => id.toLowerCase() === tag.toLowerCase()) ??
      all.find(({ id }) => primary(id) === primary(tag));
    if (found) return found.id;
  }
  return FALLBACK;
}
