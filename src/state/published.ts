/**
 * Decodes with the weights that the run published last. A frame that needs the same point again (the handle
 * and the large digit show the same probe) uses the cached pixels.
 */

import { createDecoder, type Decoder } from '../decode/decoder';
import type { Decode } from '../latent/pixelMetric';
import { hasLatent } from '../model/predicates';
import { imageSize, type ModelSpec } from '../model/spec';
import { sizeNow } from './form';
import { type Live, live } from './live';
import { useStore } from './store';

type Weights = NonNullable<Live['weights']>;

let made: { spec: ModelSpec; decoder: Decoder; loaded: Weights | null } | null = null;

/** The decoder with the last published weights; null while there are none for this model. */
function latest(): Decoder | null {
  const { spec } = useStore.getState().run;
  if (made?.spec !== spec) {
    // Looking a model up takes longer than to decode a digit, so it is done once.
    if (!hasLatent(spec)) return null;
    made = { spec, decoder: createDecoder(spec), loaded: null };
  }
  const { weights } = live.get();
  const { decoder } = made;
  if (!weights || weights.decoder.length !== decoder.size) return null;
  if (made.loaded !== weights) {
    decoder.load(weights.decoder);
    made.loaded = weights;
  }
  return decoder;
}

/**
 * Writes the pixels of `count` codes z (count × latent) to `out`, each `imageSize` numbers in [0, 1]; for a conditional
 * model those of the class that the reader has chosen, or of `label`. Returns false, and writes nothing,
 * while there are no weights or if z belongs to a model of another size.
 */
export function decodePublished(
  z: ArrayLike<number>,
  out: Float32Array,
  count = 1,
  label = useStore.getState().label,
): boolean {
  const decoder = latest();
  if (!decoder || z.length !== count * decoder.latent) return false;
  decoder.decode(z, count, out, label);
  return true;
}

/** The same as a function of curves; without weights, images are left as they are. */
export const decodePixels: Decode = Object.defineProperty(
  (z: ArrayLike<number>, count: number, out: Float32Array) => {
    decodePublished(z, out, count);
  },
  'pixels',
  { get: sizeNow },
);

/** The pixels of one point, decoded again only when the point or the weights have changed. */
export interface Decoded {
  readonly pixels: Float32Array;
  /** Increases with each decode, so that the painter knows whether the pixels are new. */
  readonly version: number;
  /** Decodes z if needed; returns whether `pixels` are those at z. */
  at(z: readonly number[]): boolean;
}

export function createDecoded(): Decoded {
  let pixels = new Float32Array(0);
  let weights: Weights | null = null;
  let spec: ModelSpec | null = null;
  let last: number[] = [];
  let drawn = -1;
  let version = 0;
  return {
    get pixels() {
      return pixels;
    },
    get version() {
      return version;
    },
    at(z) {
      const now = live.get().weights;
      const { run, label } = useStore.getState();
      const model = run.spec;
      const same =
        now !== null && now === weights && model === spec && label === drawn && z.length === last.length;
      if (same && z.every((v, i) => v === last[i])) return true;
      weights = null;
      const size = imageSize(model.data);
      if (pixels.length !== size) pixels = new Float32Array(size);
      if (!decodePublished(z, pixels)) return false;
      version++;
      weights = now;
      spec = model;
      drawn = label;
      last = [...z];
      return true;
    },
  };
}

const byProbe = new Map<string, Decoded>();

/** The cached pixels of a probe, shared by all views that show it. */
export function decodedProbe(name: string): Decoded {
  const decoded = byProbe.get(name) ?? createDecoded();
  byProbe.set(name, decoded);
  return decoded;
}
