/** A problem as one whole sentence. */
import { conflictText, optionText } from '../controls/settingWords';
import type { Problem } from '../experiment/problem';
import type { Slots } from '../i18n/message';
import type { Words } from '../i18n/words';

export function describeProblem(words: Words, problem: Problem): string {
  return words.t(`problems.${problem.code}`, slotsOf(problem, words));
}

/** What fills a problem's slots. Names from outside are as long as anyone likes; a notice is not. */
function slotsOf({ code, params }: Problem, words: Words): Slots {
  if (code === 'setting.conflict') return { reason: conflictText(params, words) };
  const of =
    code === 'data.kept' ? { ...params, present: optionText('dataset', params.present, words) } : params;
  const slots = Object.entries(of ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? shortened(value, name === 'message' ? MESSAGE : NAME) : value,
  ]);
  return Object.fromEntries(slots);
}

/** Characters that a sentence has room for, of a name and of an error's own words. */
const NAME = 48;
const MESSAGE = 200;

/** In one line, and with its middle left out where it is too long: a name's end tells as much as its beginning. */
export function shortened(text: string, most: number): string {
  // Controls, and marks that turn the direction of what follows.
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...line];
  if (characters.length <= most) return line || '…';
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
