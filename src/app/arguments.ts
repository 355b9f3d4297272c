/**
 * What scripts pass to `window.playground`. It may be anything: it is read once, checked and copied, and what is not
 * as it should be is refused with the name of the argument. Reading may throw, as a getter can.
 */
import { ProblemError } from '../experiment/problem';
import { CLASSES } from '../model/spec';

export function refuseUnless(holds: boolean, what: string): asserts holds {
  if (!holds) throw new ProblemError('run.badInput', { what });
}

/** `read()`, or a refusal of the argument `what` where it throws. */
function safely<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new ProblemError('run.badInput', { what });
  }
}

/** The named values of an argument, of which no others than `keys` are allowed; none where it is left out. */
export function namedValues<K extends string>(
  given: unknown,
  what: string,
  keys: readonly K[],
): Partial<Record<K, unknown>> {
  if (given === undefined) return {};
  return safely(what, () => {
    const values = Object.entries(plain(given, what));
    for (const [key] of values)
      refuseUnless(
        keys.some((known) => known === key),
        what,
      );
    return Object.fromEntries(values) as Partial<Record<K, unknown>>;
  });
}

/** Refuses what is no object of names and values, of this page or of another. */
export function plain(given: unknown, what: string): object {
  return safely(what, () => {
    refuseUnless(typeof given === 'object' && given !== null, what);
    refuseUnless(Object.prototype.toString.call(given) === '[object Object]', what);
    Object.keys(given);
    return given;
  });
}

export function wholeNumber(given: unknown, what: string): number {
  refuseUnless(typeof given === 'number' && Number.isSafeInteger(given) && given > 0, what);
  return given;
}

/** A limit that may be left out. */
export function limit(given: unknown, what: string, whole: boolean): number | undefined {
  if (given === undefined) return undefined;
  refuseUnless(typeof given === 'number' && given > 0 && given <= Number.MAX_SAFE_INTEGER, what);
  refuseUnless(!whole || Number.isSafeInteger(given), what);
  return given;
}

/** A copy of bytes, of so many if `length` is given. A buffer that was handed over elsewhere has none left. */
export function bytes(given: unknown, what: string, length?: number): Uint8Array<ArrayBuffer> {
  return safely(what, () => {
    refuseUnless(tagOf(given) === 'Uint8Array', what);
    const copy = new Uint8Array(given as Uint8Array);
    refuseUnless(length === undefined || copy.length === length, what);
    return copy;
  });
}

/** Coordinates are drawn from as far out as this; beyond it numbers of 32 bits would run over. */
const FARTHEST = 1000;

/** A copy of `length` coordinates of codes. */
export function codes(given: unknown, what: string, length: number): Float32Array {
  return safely(what, () => {
    refuseUnless(Array.isArray(given) || /^Float(32|64)Array$/.test(tagOf(given)), what);
    const numbers = given as ArrayLike<unknown>;
    refuseUnless(numbers.length === length, what);
    return Float32Array.from({ length }, (_, i) => {
      const value = numbers[i];
      refuseUnless(typeof value === 'number' && Math.abs(value) <= FARTHEST, what);
      return value;
    });
  });
}

export function label(given: unknown, what: string): number {
  refuseUnless(typeof given === 'number' && Number.isInteger(given) && given >= 0 && given < CLASSES, what);
  return given;
}

/** What kind of typed array it is, whichever frame it was made in; empty for what is none. */
const tagOf = (given: unknown): string =>
  ArrayBuffer.isView(given) ? Object.prototype.toString.call(given).slice(8, -1) : '';
