/**
 * The code that a reader gets at the end of a lesson and a teacher can check without a network: lesson, day, number of
 * right predictions, and a check over these and the reader's name. It guards against typing errors and against passing a
 * code on to another name, not against someone who reads this file. Pure.
 *
 * 40 bits, written as eight letters and digits (Crockford's base 32, without I, L, O and U): 5 for the lesson, 4 for the
 * predictions, 14 for the day, 17 for the check.
 */

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = { lesson: 5, right: 4, day: 14, check: 17 };
const FIRST_DAY = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

export interface Completion {
  /** See `codeNumberOf` in `composed.ts`: for a lesson of the course its position, from 0. */
  lesson: number;
  /** Right predictions. */
  right: number;
  /** Midnight, UTC. */
  date: Date;
}

export function codeOf(name: string, { lesson, right, date }: Completion): string {
  const day = Math.floor((date.getTime() - FIRST_DAY) / DAY_MS);
  const fields = (lesson * 2 ** BITS.right + right) * 2 ** BITS.day + day;
  let rest = fields * 2 ** BITS.check + checkOf(name, fields);
  let code = '';
  for (let i = 0; i < 8; i++) {
    code = DIGITS[rest % 32] + code;
    rest = Math.floor(rest / 32);
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What a code says, if it is one of this name; null otherwise. Capitals, spaces and dashes do not matter. */
export function completionOf(name: string, code: string): Completion | null {
  const plain = code
    .toUpperCase()
    .replace(/[\s–-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== 8) return null;
  let all = 0;
  for (const letter of plain) {
    const digit = DIGITS.indexOf(letter);
    if (digit < 0) return null;
    all = all * 32 + digit;
  }
  const fields = Math.floor(all / 2 ** BITS.check);
  if (all % 2 ** BITS.check !== checkOf(name, fields)) return null;
  const day = fields % 2 ** BITS.day;
  const upper = Math.floor(fields / 2 ** BITS.day);
  return {
    lesson: Math.floor(upper / 2 ** BITS.right),
    right: upper % 2 ** BITS.right,
    date: new Date(FIRST_DAY + day * DAY_MS),
  };
}

/** FNV-1a (Fowler, Noll & Vo) over the fields and the name, folded to the bits of the check. */
function checkOf(name: string, fields: number): number {
  const text = `${fields} ${name.trim().normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')}`;
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> BITS.check) ^ hash) & (2 ** BITS.check - 1);
}
