/** Provides the words of the page's language to all components below it. */
import type { ReactNode } from 'react';
import { useStore } from '../state/store';
import { WordsProvider } from '../ui/words';

export function LanguageProvider({ children }: { children: ReactNode }) {
  return <WordsProvider locale={useStore((s) => s.language)}>{children}</WordsProvider>;
}
