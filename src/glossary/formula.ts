/**
 * Formulas in a line of text, in a subset of TeX: `_` and `^` apply to the next sign or to a group in braces,
 * `\frac{a}{b}`, `\hat{x}`, `\tilde{x}`, `\sqrt{x}`, and `\{`, `\}` for visible braces. Adjacent Latin
 * letters are one name (KL, log); a space separates two. The result is the signs of `model/notation.ts`,
 * which the page's equations are made of.
 */
import { i, n, o, row, type Sign } from '../model/notation';

/** Throws a SyntaxError where a brace is missing or a command is unknown; a test parses every formula. */
export function signsOf(formula: string): Sign[] {
  let at = 0;
  const failed = () => new SyntaxError(`at ${at} of “${formula}”`);
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(formula)?.[0];
    at += found?.length ?? 0;
    return found;
  };

  function group(): Sign {
    if (formula[at++] !== '{') throw failed();
    const inside = signs();
    if (formula[at++] !== '}') throw failed();
    return inside.length === 1 ? inside[0] : row(...inside);
  }

  function command(name: string): Sign {
    switch (name) {
      case '\\frac':
        return { tag: 'mfrac', of: [group(), group()] };
      case '\\sqrt':
        return { tag: 'msqrt', of: [group()] };
      case '\\hat':
        return { tag: 'mover', of: [group(), o('^')] };
      case '\\tilde':
        return { tag: 'mover', of: [group(), o('~')] };
      case '\\{':
      case '\\}':
        return o(name[1]);
      default:
        throw failed();
    }
  }

  function atom(): Sign {
    if (formula[at] === '{') return group();
    const slashed = next(COMMAND);
    if (slashed) return command(slashed);
    const name = next(NAME);
    if (name) return i(name);
    const number = next(NUMBER);
    if (number) return n(number);
    const other = next(OTHER);
    if (other) return o(other);
    throw failed();
  }

  function signs(): Sign[] {
    const list: Sign[] = [];
    for (next(SPACE); at < formula.length && formula[at] !== '}'; next(SPACE)) {
      let sign = atom();
      for (let script = next(SCRIPT); script; script = next(SCRIPT)) {
        if (script === '_') sign = { tag: 'msub', of: [sign, atom()] };
        else sign = { tag: 'msup', of: [sign, script === '^' ? atom() : o(script)] };
      }
      list.push(sign);
    }
    return list;
  }

  const all = signs();
  if (at < formula.length) throw failed();
  return all;
}

const COMMAND = /\\(?:[a-z]+|[{}])/y;
const NAME = /[A-Za-z]+|\p{L}/uy;
const NUMBER = /\d+(?:\.\d+)?/y;
const OTHER = /[^\s{}_^\\]/uy;
const SCRIPT = /[_^′]/y;
const SPACE = /\s*/y;
