/**
 * A word that can be looked up: it opens the glossary at its entry. It is part of a line of text like plain
 * words.
 */
import type { ReactNode } from 'react';
import type { TermId } from '../i18n/en/glossary';
import text from '../ui/text.module.css';
import { openGlossary } from './opened';

export function Term({ id, children }: { id: TermId; children: ReactNode }) {
  return (
    <button type="button" className={text.term} aria-haspopup="dialog" onClick={() => openGlossary(id)}>
      {children}
    </button>
  );
}
