/**
 * Features that this browser lacks, as messages. Whether a frame forbids workers is only known once one is created; the
 * session reports that as `worker.blocked`.
 */
import type { MessageKey } from '../i18n/words';

export interface BrowserFeatures {
  worker: boolean;
  wasm: boolean;
}

export const browserFeatures = (): BrowserFeatures => ({
  worker: typeof Worker === 'function',
  wasm: typeof WebAssembly === 'object',
});

export function missing({ worker, wasm }: BrowserFeatures): MessageKey[] {
  const found: MessageKey[] = [];
  if (!worker) found.push('missing.worker');
  if (!wasm) found.push('missing.wasm');
  return found;
}
