/**
 * What the reader prefers, theme and language: from the browser's own storage, else from the
 * browser's wishes. A storage that throws is no reason to stop: it is mentioned once, and only
 * when there was something to store.
 */
import { isLoaded, loadLanguage } from '../i18n/dictionaries';
import { isLocale, type Locale, languageOf, localeFor } from '../i18n/languages';
import { notify } from './notices';
import { type Preferences, useStore } from './store';

const KEY = 'latent-playground.preferences';
const themes: readonly Preferences['theme'][] = ['system', 'light', 'dark'];

/** Reads what was stored; anything missing, foreign or unreadable falls back to the browser's wishes. */
export function readPreferences(
  storage: () => Pick<Storage, 'getItem'>,
  languages: readonly string[],
): Preferences {
  const preferences: Preferences = { theme: 'system', locale: localeFor(languages) };
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return preferences;
    const theme = themes.find((t) => 'theme' in stored && stored.theme === t);
    const locale = 'locale' in stored && isLocale(stored.locale) ? stored.locale : undefined;
    return { theme: theme ?? preferences.theme, locale: locale ?? preferences.locale };
  } catch {
    return preferences;
  }
}

let mentioned = false;

/** Takes hold at once and is remembered if the browser lets us. */
export function changePreferences(
  patch: Partial<Preferences>,
  storage: () => Pick<Storage, 'setItem'> = () => window.localStorage,
): void {
  const preferences = { ...useStore.getState().preferences, ...patch };
  useStore.setState({ preferences });
  try {
    storage().setItem(KEY, JSON.stringify(preferences));
  } catch {
    if (mentioned) return;
    mentioned = true;
    notify({ code: 'storage.unavailable' });
  }
}

/** The language that was wanted last: words that come late do not overtake it. */
let wanted: Locale | undefined;

/**
 * Speaks another language as soon as its words are here, and until then the one before. Where they cannot be had, a
 * notice says so and nothing changes. Whether the page speaks it.
 */
export async function speak(locale: Locale, load = loadLanguage): Promise<boolean> {
  wanted = locale;
  if (!isLoaded(locale)) {
    try {
      await load(locale);
    } catch {
      notify({ code: 'language.unreachable', params: { language: languageOf(locale)?.name ?? locale } });
      return false;
    }
  }
  if (wanted !== locale) return false;
  useStore.setState({ language: locale });
  return true;
}

/** Speaks the language and remembers it. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  if (await speak(locale)) changePreferences({ locale });
}

/** What the reader prefers takes hold; the promise is of the language (see `speak`). */
export function loadPreferences(): Promise<boolean> {
  const preferences = readPreferences(() => window.localStorage, navigator.languages);
  useStore.setState({ preferences });
  return speak(preferences.locale);
}
