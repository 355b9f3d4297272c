/** Which models an engine has the arithmetic for, whatever the machine. */
import type { EngineId } from '../experiment/config';
import type { ModelSpec } from '../model/spec';

export function capable(id: EngineId, spec: ModelSpec): boolean {
  switch (id) {
    case 'tfjs-webgpu':
    case 'tfjs-webgl':
    case 'tfjs-cpu':
      return true;
    // tfjs has no gradient by a convolution's filter in WebAssembly; ours has dense layers only.
    case 'tfjs-wasm':
    case 'simd':
    case 'webgpu':
      return spec.architecture === 'mlp';
    default:
      return id satisfies never;
  }
}
