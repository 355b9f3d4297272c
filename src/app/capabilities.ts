/** What this browser or frame lacks, as sentences for the head of the page. */
import type { MessageKey } from './i18n';

export interface Missing {
  message: MessageKey;
  /** Whether a tab of its own would help. */
  tab: boolean;
}

export interface Surroundings {
  worker: boolean;
  wasm: boolean;
  /** The frame's origin is opaque, as in a sandbox without `allow-same-origin`. */
  opaque: boolean;
}

export const surroundings = (): Surroundings => ({
  worker: typeof Worker === 'function',
  wasm: typeof WebAssembly === 'object',
  opaque: window.origin === 'null',
});

export function missing({ worker, wasm, opaque }: Surroundings): Missing[] {
  const found: Missing[] = [];
  if (opaque) found.push({ message: 'missing.sandbox', tab: true });
  if (!worker) found.push({ message: 'missing.worker', tab: false });
  if (!wasm) found.push({ message: 'missing.wasm', tab: false });
  return found;
}
