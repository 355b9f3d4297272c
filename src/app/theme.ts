/** Applies the reader's preferences to the document: the theme, which selects the colour tokens, and the language. */
import { wordsOf } from '../i18n/words';
import { useStore } from '../state/store';

export function followPreferences(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { preferences, language } = useStore.getState();
    const { theme } = preferences;
    const root = document.documentElement;
    root.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    root.lang = language;
    document.title = wordsOf(language).t('app.title');
  };
  apply();
  dark.addEventListener('change', apply);
  useStore.subscribe((state, before) => {
    if (state.preferences !== before.preferences || state.language !== before.language) apply();
  });
}
