/** The entry of the glossary that is shown. The dialog itself is fetched when it is first opened. */
import { create } from 'zustand';
import type { TermId } from '../i18n/en/glossary';

interface Opened {
  /** An entry, possibly from a link that names one that does not exist; null for the whole list. */
  opened: { term: string | null } | null;
}

export const useOpened = create<Opened>()(() => ({ opened: null }));

export const openGlossary = (term: TermId | null = null) => useOpened.setState({ opened: { term } });

/** As in a link: any text. */
export const openEntry = (term: string) => useOpened.setState({ opened: { term } });

export const closeGlossary = () => useOpened.setState({ opened: null });
