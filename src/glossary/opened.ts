/** Which entry of the glossary is shown. The dialog itself is fetched when it is first opened. */
import { create } from 'zustand';
import type { TermId } from '../i18n/en/glossary';

interface Opened {
  /** An entry, also of a link, which may name one that does not exist; null for the whole list. */
  opened: { term: string | null } | null;
}

export const useOpened = create<Opened>()(() => ({ opened: null }));

export const openGlossary = (term: TermId | null = null) => useOpened.setState({ opened: { term } });

/** As a link has it: any text. */
export const openEntry = (term: string) => useOpened.setState({ opened: { term } });

export const closeGlossary = () => useOpened.setState({ opened: null });
