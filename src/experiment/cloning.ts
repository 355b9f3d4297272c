/**
 * A stand-in for `structuredClone` where there is none: settings and models are plain data, and JSON copies that.
 * To be imported before whatever copies settings while it is loaded.
 */
export const copyPlain = <T>(value: T): T =>
  value === undefined ? value : JSON.parse(JSON.stringify(value));

if (typeof globalThis.structuredClone !== 'function') globalThis.structuredClone = copyPlain;
