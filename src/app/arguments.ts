/**
 * Validates what scripts pass to `window.playground`. Arguments can be anything, and reading them may throw (a getter
 * can), so each is read once, checked and copied. Invalid ones are rejected with a ProblemError that names the
 * argument.
 */
import { ProblemError } from '../experiment/problem';
import { useStore } from '../state/store';

export function refuseUnless(holds: boolean, what: string): asserts holds {
  if (!holds) throw new ProblemError('run.badInput', { what });
}

/** Returns `read()`; if it throws, throws a ProblemError for the argument `what`. */
function safely<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new ProblemError('run.badInput', { what });
  }
}

/** The properties of an options object; `{}` if it is omitted. Properties other than `keys` are rejected. */
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

/** Rejects anything but a plain object. Also accepts one from another frame, where `instanceof` fails. */
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

/** An optional positive limit. */
export function limit(given: unknown, what: string, whole: boolean): number | undefined {
  if (given === undefined) return undefined;
  refuseUnless(typeof given === 'number' && given > 0 && given <= Number.MAX_SAFE_INTEGER, what);
  refuseUnless(!whole || Number.isSafeInteger(given), what);
  return given;
}

/**
 * A copy of a byte array, with a length of `length` if given. The buffer may have been transferred, which leaves it
 * empty.
 */
export function bytes(given: unknown, what: string, length?: number): Uint8Array<ArrayBuffer> {
  return safely(what, () => {
    refuseUnless(tagOf(given) === 'Uint8Array', what);
    const copy = new Uint8Array(given as Uint8Array);
    refuseUnless(length === undefined || copy.length === length, what);
    return copy;
  });
}

/** The largest coordinate that can be decoded; beyond it, 32-bit floats could overflow. */
const MAX_COORDINATE = 1000;

/** A copy of `length` coordinates. */
export function codes(given: unknown, what: string, length: number): Float32Array {
  return safely(what, () => {
    refuseUnless(Array.isArray(given) || /^Float(32|64)Array$/.test(tagOf(given)), what);
    const numbers = given as ArrayLike<unknown>;
    refuseUnless(numbers.length === length, what);
    return Float32Array.from({ length }, (_, i) => {
      const value = numbers[i];
      refuseUnless(typeof value === 'number' && Math.abs(value) <= MAX_COORDINATE, what);
      return value;
    });
  });
}

/** One of the classes of the data set, or of a conditional model. */
export function label(given: unknown, what: string): number {
  const { run, data } = useStore.getState();
  const classes = Math.max(run.spec.data.classes, data.classes);
  refuseUnless(typeof given === 'number' && Number.isInteger(given) && given >= 0 && given < classes, what);
  return given;
}

/** The type of a typed array from any frame, such as `Uint8Array`; empty for anything else. */
const tagOf = (given: unknown): string =>
  ArrayBuffer.isView(given) ? Object.prototype.toString.call(given).slice(8, -1) : '';
