/** Words by key in one language, for components, canvases and live regions. */
import { dictionaryOf } from './dictionaries';
import { en, type MessageKey } from './en';
import { type Dictionary, FALLBACK, type Locale } from './languages';
import { fill, type Slots } from './message';
import { type Numbers, numbersOf } from './numbers';

export type { Locale, MessageKey };

/**
 * The words of a part of the page that brings its own, in the languages that the page is written in. Other
 * languages have them in their own folder, under the same keys.
 */
export interface PartWords<K extends string> {
  en: Readonly<Record<K, string>>;
  'zh-CN': Readonly<Record<K, string>>;
}

/** A part's words; a key that is missing in one of the two languages does not compile. */
export const defineWords = <K extends string>(words: PartWords<K>): PartWords<K> => words;

export interface Words<K extends string = MessageKey> {
  locale: Locale;
  /** The message of a key; `slots` fill its placeholders. */
  t: (key: K, slots?: Slots) => string;
  /** The message of a key that is composed from an id, or `otherwise` where there is none. */
  find: (key: string, otherwise: string, slots?: Slots) => string;
  /** The `lang` of a message that the reader's language lacks, so that it is shown in another. */
  lang: (key: string) => Locale | undefined;
  /** Numbers in the format of the language. */
  number: Numbers;
}

/** The words that `useWords(part)` returns. */
export type WordsWith<P> = P extends PartWords<infer K> ? Words<MessageKey | K> : never;

/** The text of a key and its language: the reader's own, or English where that lacks it. */
export function lookUp(
  locale: Locale,
  key: string,
  part?: PartWords<string>,
): { text: string; language: Locale } {
  const own: Dictionary | undefined = part?.[locale as keyof PartWords<string>];
  const text = dictionaryOf(locale)[key] ?? own?.[key];
  if (text !== undefined) return { text, language: locale };
  return { text: part?.en[key] ?? (en as Dictionary)[key] ?? key, language: FALLBACK };
}

function create(locale: Locale, part?: PartWords<string>): Words<string> {
  const number = numbersOf(locale);
  const translate = (key: string, slots?: Slots) => {
    const { text, language } = lookUp(locale, key, part);
    return fill(text, language, number, slots);
  };
  return {
    locale,
    number,
    lang(key) {
      const { language } = lookUp(locale, key, part);
      return language === locale ? undefined : language;
    },
    t: translate,
    find: (key, otherwise, slots) => (key in en ? translate(key, slots) : otherwise),
  };
}

/** Words keep their identity, so that components are rendered again only for another language. */
const general = new Map<Locale, Words<string>>();
const ofParts = new WeakMap<object, Map<Locale, Words<string>>>();

export function wordsOf(locale: Locale): Words;
/** The words of a part, together with those of the page. */
export function wordsOf<K extends string>(locale: Locale, part: PartWords<K>): Words<MessageKey | K>;
export function wordsOf(locale: Locale, part?: PartWords<string>): Words<string>;
export function wordsOf(locale: Locale, part?: PartWords<string>): Words<string> {
  let made = general;
  if (part) {
    made = ofParts.get(part) ?? new Map();
    ofParts.set(part, made);
  }
  let words = made.get(locale);
  if (!words) {
    words = create(locale, part);
    made.set(locale, words);
  }
  return words;
}
