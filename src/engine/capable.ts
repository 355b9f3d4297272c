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
      return spec.architecture === 'mlp';
    case 'webgpu':
      return spec.architecture === 'mlp' && isPlain(spec);
    default:
      return id satisfies never;
  }
}

/** An AE or a VAE without the settings that bend what it learns. */
const isPlain = ({ family, condition, code, corruption, penalty }: ModelSpec): boolean =>
  (family === 'ae' || family === 'vae') &&
  condition === 'none' &&
  code === 'linear' &&
  corruption === 'none' &&
  penalty === 'none';
