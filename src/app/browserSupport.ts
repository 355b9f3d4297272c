/**
 * What this browser lacks, as sentences for the reader. That a frame forbids workers shows only
 * when one is made: the session says that (`worker.blocked`).
 */
import type { MessageKey } from '../i18n/words';

export interface Surroundings {
  worker: boolean;
  wasm: boolean;
}

export const surroundings = (): Surroundings => ({
  worker: typeof Worker === 'function',
  wasm: typeof WebAssembly === 'object',
});

export function missing({ worker, wasm }: Surroundings): MessageKey[] {
  const found: MessageKey[] = [];
  if (!worker) found.push('missing.worker');
  if (!wasm) found.push('missing.wasm');
  return found;
}
