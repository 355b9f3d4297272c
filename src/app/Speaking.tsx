/** Gives everything below it the words of the language that the page speaks. */
import type { ReactNode } from 'react';
import { useStore } from '../state/store';
import { WordsProvider } from '../ui/words';

export function Speaking({ children }: { children: ReactNode }) {
  return <WordsProvider locale={useStore((s) => s.language)}>{children}</WordsProvider>;
}
