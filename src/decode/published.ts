/**
 * Decoding from the weights that the run published last. A frame that asks for the same point
 * again (the handle and the large digit show the same probe) is answered from memory.
 */
import { INPUT_SIZE, type ModelSpec } from '../model/spec';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { createDecoder, type Decoder } from './decoder';

let decoder: { spec: ModelSpec; of: Decoder } | null = null;

function decoderFor(spec: ModelSpec): Decoder {
  if (decoder?.spec !== spec) decoder = { spec, of: createDecoder(spec) };
  return decoder.of;
}

/**
 * Writes the pixels at z to `out`, 784 in [0, 1]. False, and nothing written, while there are no
 * weights or while z belongs to a model of another size.
 */
export function decodePublished(z: ArrayLike<number>, out: Float32Array): boolean {
  const { weights } = live.get();
  const { latent, size, decode } = decoderFor(useStore.getState().run.spec);
  if (!weights || weights.decoder.length !== size || z.length !== latent) return false;
  decode(weights.decoder, z, out);
  return true;
}

/** One point's pixels, decoded again only when the point or the weights have changed. */
export interface Decoded {
  readonly pixels: Float32Array;
  /** Grows with each decode, so that who paints the pixels knows whether they are new. */
  readonly version: number;
  /** Answers whether `pixels` are those at z. */
  at(z: readonly number[]): boolean;
}

export function createDecoded(): Decoded {
  const pixels = new Float32Array(INPUT_SIZE);
  let weights: Float32Array | null = null;
  let spec: ModelSpec | null = null;
  let last: number[] = [];
  let version = 0;
  return {
    pixels,
    get version() {
      return version;
    },
    at(z) {
      const now = live.get().weights?.decoder ?? null;
      const model = useStore.getState().run.spec;
      const same = now !== null && now === weights && model === spec && z.length === last.length;
      if (same && z.every((v, i) => v === last[i])) return true;
      weights = null;
      if (!decodePublished(z, pixels)) return false;
      version++;
      weights = now;
      spec = model;
      last = [...z];
      return true;
    },
  };
}

const byProbe = new Map<string, Decoded>();

/** The one memory of a probe's digit, shared by all that show it. */
export function decodedProbe(name: string): Decoded {
  const decoded = byProbe.get(name) ?? createDecoded();
  byProbe.set(name, decoded);
  return decoded;
}
