/**
 * Messages in the part of ICU MessageFormat that this page needs: `{name}` for a value, and `{count, plural,
 * one {# image} other {# images}}` for plurals, with as many forms as the language has (CLDR's zero, one,
 * two, few, many, other) and `#` for the number itself. Translation tools know this syntax; a library that
 * supports all of it is larger than the words of a language.
 */
import type { Numbers } from './numbers';

/** A number with a format of its own, e.g. with fewer digits. */
export interface Figure {
  value: number;
  text: string;
}
export type Slots = Record<string, string | number | Figure>;

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'number' }
  | { kind: 'slot'; name: string; source: string }
  | { kind: 'plural'; name: string; source: string; forms: ReadonlyMap<string, readonly Part[]> };

/**
 * `text` with its placeholders filled. Numbers are formatted by `numbers`; the form of a plural is chosen by
 * the rules of `language`, the language of the text. A placeholder without a value stays as it is.
 */
export function fill(text: string, language: string, numbers: Numbers, slots: Slots = {}): string {
  return written(parsed(text), language, numbers, slots, '#');
}

function written(
  parts: readonly Part[],
  language: string,
  numbers: Numbers,
  slots: Slots,
  count: string,
): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'number') return count;
      const value = slots[part.name];
      if (value === undefined) return part.source;
      const own = typeof value === 'object' ? value.text : undefined;
      const text = own ?? (typeof value === 'number' ? numbers.plain(value) : String(value));
      if (part.kind === 'slot') return text;
      const amount = typeof value === 'object' ? value.value : Number(value);
      const form = part.forms.get(pluralOf(language, amount)) ?? part.forms.get('other') ?? [];
      return written(form, language, numbers, slots, text);
    })
    .join('');
}

const rules = new Map<string, Intl.PluralRules>();

/** The plural category of `amount` in CLDR. */
function pluralOf(language: string, amount: number): string {
  // A patched browser may have none (see `app/polyfills.ts`); most languages here have one and other.
  if (typeof Intl.PluralRules !== 'function') return amount === 1 ? 'one' : 'other';
  let found = rules.get(language);
  if (!found) {
    found = new Intl.PluralRules(language);
    rules.set(language, found);
  }
  return found.select(amount);
}

const known = new Map<string, readonly Part[]>();

function parsed(text: string): readonly Part[] {
  let parts = known.get(text);
  if (!parts) {
    parts = parse(text);
    known.set(text, parts);
  }
  return parts;
}

const SLOT = /\{(\w+)\}/y;
const PLURAL = /\{(\w+),\s*plural,\s*/y;
const FORM = /(\w+)\s*\{/y;
const SPACE = /\s*/y;
const LITERAL = /[^{}]+/y;
const IN_FORM = /[^{}#]+/y;

/**
 * The parts of a message. Throws a SyntaxError where a bracket is missing or superfluous; a test parses every
 * message.
 */
export function parse(text: string): Part[] {
  let at = 0;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const failed = () => new SyntaxError(`at ${at} of “${text}”`);

  function plural(name: string, from: number): Part {
    const forms = new Map<string, Part[]>();
    for (let form = next(FORM); form; form = next(FORM)) {
      forms.set(form[1], parts(true));
      if (text[at++] !== '}') throw failed();
      next(SPACE);
    }
    if (!forms.has('other') || text[at++] !== '}') throw failed();
    return { kind: 'plural', name, forms, source: text.slice(from, at) };
  }

  function parts(inForm: boolean): Part[] {
    const list: Part[] = [];
    while (at < text.length && !(inForm && text[at] === '}')) {
      const from = at;
      const literal = next(inForm ? IN_FORM : LITERAL);
      if (literal) {
        list.push({ kind: 'text', text: literal[0] });
        continue;
      }
      if (text[at] === '#') {
        at++;
        list.push({ kind: 'number' });
        continue;
      }
      const slot = next(SLOT);
      if (slot) {
        list.push({ kind: 'slot', name: slot[1], source: slot[0] });
        continue;
      }
      const head = next(PLURAL);
      if (!head) throw failed();
      list.push(plural(head[1], from));
    }
    return list;
  }

  return parts(false);
}
