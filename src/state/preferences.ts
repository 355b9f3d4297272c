/**
 * The reader's preferences, theme and language: from the browser's storage, else from the browser's settings.
 * Storage that throws does not stop the page: it is reported once, and only when there was something to
 * store.
 */
import { isLoaded, loadLanguage } from '../i18n/dictionaries';
import { isLocale, type Locale, languageOf, localeFor } from '../i18n/languages';
import { notify } from './notices';
import { type Preferences, useStore } from './store';

const KEY = 'latent-playground.preferences';
const themes: readonly Preferences['theme'][] = ['system', 'light', 'dark'];

/**
 * Reads the stored preferences; anything missing, foreign or unreadable falls back to the browser's settings.
 */
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
    const never = 'lighter' in stored && stored.lighter === 'never';
    return {
      theme: theme ?? preferences.theme,
      locale: locale ?? preferences.locale,
      ...(never && { lighter: 'never' }),
    };
  } catch {
    return preferences;
  }
}

let mentioned = false;

/** Applies at once, and is stored if the browser allows it. */
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

/** The language chosen last: a dictionary that arrives late does not override it. */
let wanted: Locale | undefined;

/**
 * Switches to another language as soon as its dictionary is loaded, and keeps the previous one until then. If
 * it cannot be loaded, a notice says so and nothing changes. Resolves to whether the page is in that
 * language.
 */
export async function switchLanguage(locale: Locale, load = loadLanguage): Promise<boolean> {
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

/** Switches to the language and stores it. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  if (await switchLanguage(locale)) changePreferences({ locale });
}

/** Applies the stored preferences. Resolves like `switchLanguage`. */
export function loadPreferences(): Promise<boolean> {
  const preferences = readPreferences(() => window.localStorage, navigator.languages);
  useStore.setState({ preferences });
  return switchLanguage(preferences.locale);
}
