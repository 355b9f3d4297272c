/** Sorts the terms in the order of a language, and filters them. */
import type { TermId } from '../i18n/en/glossary';
import type { Locale } from '../i18n/languages';
import { terms } from './terms';
import { words } from './words';

type NameOf = (id: TermId) => string;

/** By name, as in dictionaries of the language: Chinese by pinyin. */
export function sorted(locale: Locale, nameOf: NameOf): TermId[] {
  const { compare } = new Intl.Collator(locale);
  return (Object.keys(terms) as TermId[]).sort((a, b) => compare(nameOf(a), nameOf(b)));
}

/**
 * The terms whose name contains `wanted`, in the reader's language or in English, or whose id does (beta for
 * β).
 */
export function matching(ids: readonly TermId[], wanted: string, nameOf: NameOf): readonly TermId[] {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s-]+/g, '');
  const part = plain(wanted);
  if (part === '') return ids;
  const names = (id: TermId) => [nameOf(id), words.en[`glossary.${id}`], id];
  return ids.filter((id) => names(id).some((name) => plain(name).includes(part)));
}
