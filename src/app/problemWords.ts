/** The sentence for a problem. */
import { conflictText, optionText, presetText } from '../controls/settingWords';
import type { Problem } from '../experiment/problem';
import type { Slots } from '../i18n/message';
import type { Words } from '../i18n/words';

export function describeProblem(words: Words, problem: Problem): string {
  return words.t(`problems.${problem.code}`, slotsOf(problem, words));
}

/** The values for a problem's placeholders. Names from outside can be of any length, so they are shortened. */
function slotsOf({ code, params }: Problem, words: Words): Slots {
  if (code === 'setting.conflict') return { reason: conflictText(params, words) };
  const nameOf = (id: string) => optionText('dataset', id, words);
  const of =
    code === 'data.kept'
      ? { dataset: nameOf(params.dataset), present: nameOf(params.present) }
      : code === 'data.unreachable' || code === 'data.slow'
        ? { dataset: nameOf(params.dataset) }
        : code === 'compare.missing'
          ? { ...params, preset: presetText(params.preset, 'name', words) }
          : params;
  const slots = Object.entries(of ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? shortened(value, LONG.has(name) ? MESSAGE : NAME) : value,
  ]);
  return Object.fromEntries(slots);
}

/** Parameters that are sentences or lines of code. */
const LONG: ReadonlySet<string> = new Set(['message', 'python', 'expected', 'found', 'names']);
/** Most characters of a name, and of an error's own message. */
const NAME = 48;
const MESSAGE = 200;

/**
 * `text` on one line; if it is too long, without its middle, since the end of a name is as informative as its start.
 */
export function shortened(text: string, most: number): string {
  // Control characters, line separators, and marks that change the direction of text.
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...line];
  if (characters.length <= most) return line || '…';
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}
