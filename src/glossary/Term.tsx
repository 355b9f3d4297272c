/** A word that can be looked up: it opens the glossary at its entry. Sits in a line of text as plain words do. */
import type { ReactNode } from 'react';
import type { TermId } from '../i18n/en/glossary';
import { openGlossary } from './opened';
import styles from './Term.module.css';

export function Term({ id, children }: { id: TermId; children: ReactNode }) {
  return (
    <button type="button" className={styles.term} aria-haspopup="dialog" onClick={() => openGlossary(id)}>
      {children}
    </button>
  );
}
