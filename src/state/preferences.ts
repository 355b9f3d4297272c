/**
 * What the reader prefers, theme and language: from the browser's own storage, else from the
 * browser's wishes. A storage that throws is no reason to stop: it is mentioned once, and only
 * when there was something to store.
 */
import { notify } from './notices';
import { type Preferences, useStore } from './store';

const KEY = 'latent-playground.preferences';
const themes: readonly Preferences['theme'][] = ['system', 'light', 'dark'];
const locales: readonly Preferences['locale'][] = ['en', 'zh-CN'];

/** The first language of the reader that the page speaks; English otherwise. */
export function localeFrom(languages: readonly string[]): Preferences['locale'] {
  for (const language of languages) {
    if (/^zh\b/i.test(language)) return 'zh-CN';
    if (/^en\b/i.test(language)) return 'en';
  }
  return 'en';
}

/** Reads what was stored; anything missing, foreign or unreadable falls back to the browser's wishes. */
export function readPreferences(
  storage: () => Pick<Storage, 'getItem'>,
  languages: readonly string[],
): Preferences {
  const preferences: Preferences = { theme: 'system', locale: localeFrom(languages) };
  try {
    const stored: unknown = JSON.parse(storage().getItem(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return preferences;
    const theme = themes.find((t) => 'theme' in stored && stored.theme === t);
    const locale = locales.find((l) => 'locale' in stored && stored.locale === l);
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

export function loadPreferences(): void {
  useStore.setState({ preferences: readPreferences(() => window.localStorage, navigator.languages) });
}
