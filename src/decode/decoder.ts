/**
 * The decoder on the UI thread: nothing is queued behind training, so the digit appears in the same frame as
 * the movement. It decodes in plain TypeScript at first, and on the SIMD kernels of the CPU engine as soon as
 * they are compiled, where the browser supports them.
 */
import { layoutOf } from '../model/compile';
import type { ModelSpec } from '../model/spec';
import { createPlainDecoder } from './plain';

export interface Decoder {
  latent: number;
  /** Length of the weights that `load` expects. */
  size: number;
  /** Copies the model's parameters from `layout.decoderStart` on. */
  load(weights: Float32Array): void;
  /**
   * Writes the pixels of `count` codes (count × latent), in [0, 1], to `out` (count × pixels, see `imageSize`); for a conditional
   * model those of the class `label`.
   */
  decode(z: ArrayLike<number>, count: number, out: Float32Array, label?: number): void;
  /** Resolves once it decodes on the SIMD kernels, or stays with plain TypeScript for good. */
  upgraded: Promise<void>;
}

/** For a model with a latent. */
export function createDecoder(spec: ModelSpec): Decoder {
  const layout = layoutOf(spec);
  const size = layout.size - layout.decoderStart;
  const plain = createPlainDecoder(spec);
  let best: Pick<Decoder, 'load' | 'decode'> = plain;
  let loaded = false;
  // With its two builds of the kernels, the better decoder need not be part of what the page waits for.
  const simdDecoder = import('../engine/simd/decoder').then((module) => module.createSimdDecoder(spec));
  const upgraded = simdDecoder.then(
    (simd) => {
      if (loaded) simd.load(plain.weights);
      best = simd;
    },
    () => {
      // No SIMD, or no memory for it: the plain decoder stays.
    },
  );
  return {
    latent: spec.latent,
    size,
    upgraded,
    load(weights) {
      loaded = true;
      best.load(weights);
    },
    decode: (z, count, out, label) => best.decode(z, count, out, label),
  };
}
