/**
 * Makes `toEqual` compare typed arrays in one loop. Vitest itself compares every index as a property, which
 * took a fifth of the unit tests' time for arrays of 60,000 parameters. The meaning is the same: equal type,
 * length and numbers; NaN equals NaN, and 0 does not equal −0.
 */
import { expect } from 'vitest';

type Numbers = Float32Array | Float64Array | Uint8Array | Int32Array | Uint32Array;

const isNumbers = (value: unknown): value is Numbers =>
  value instanceof Float32Array ||
  value instanceof Float64Array ||
  value instanceof Uint8Array ||
  value instanceof Int32Array ||
  value instanceof Uint32Array;

expect.addEqualityTesters([
  (a: unknown, b: unknown) => {
    if (!isNumbers(a) || !isNumbers(b)) return undefined;
    if (a.constructor !== b.constructor || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
    return true;
  },
]);
