/**
 * A replacement for `structuredClone` where there is none: settings and models are plain data, and training
 * states are arrays of numbers. Must be imported before any module that copies settings while it is loaded.
 */
export const copyPlain = <T>(value: T): T => copyOf(value) as T;

function copyOf(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if (ArrayBuffer.isView(value)) return (value as Float32Array).slice();
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)]));
}

if (typeof globalThis.structuredClone !== 'function') globalThis.structuredClone = copyPlain;
