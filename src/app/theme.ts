/** Puts the reader's preferences on the document: the theme that the tokens answer to, and the language. */
import { useStore } from '../state/store';
import { translate } from './i18n';

export function followPreferences(): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { theme, locale } = useStore.getState().preferences;
    const root = document.documentElement;
    root.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    root.lang = locale;
    document.title = translate(locale, 'app.title');
  };
  apply();
  dark.addEventListener('change', apply);
  useStore.subscribe((state, before) => {
    if (state.preferences !== before.preferences) apply();
  });
}
