/** The language of the page for React components: set once at the root, read by a hook. */
import { createContext, type ReactNode, useContext } from 'react';
import { FALLBACK, type Locale } from '../i18n/languages';
import { type MessageKey, type PartWords, type Words, wordsOf } from '../i18n/words';

const Language = createContext<Locale>(FALLBACK);

export function WordsProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <Language value={locale}>{children}</Language>;
}

/** The words of the page, together with those of `part`. The identity changes only with the language. */
export function useWords(): Words;
export function useWords<K extends string>(part: PartWords<K>): Words<MessageKey | K>;
export function useWords(part?: PartWords<string>): Words<string> {
  return wordsOf(useContext(Language), part);
}
