/**
 * Samples of a model: the first of them are shown, all are counted by class. A conditional model decodes each
 * code with every label, in columns.
 */
import { type Codes, drawCodes, drawNoise, type Source } from '../../analysis/draws';
import { drawsAt, type FlowPaths } from '../../analysis/flowPaths';
import { CLASSES, type ModelSpec } from '../../model/spec';

/** Number of counted samples: a class with its fair share has thirty, and one in a hundred is three. */
export const COUNTED = 300;
/** Number of rows of ten that are shown. */
export const ROWS = 3;
export const SHOWN = ROWS * CLASSES;

export interface Samples {
  /** Codes, draws × latent. */
  z: Float32Array;
  /** The label that each is decoded with; null for a model without condition. */
  labels: Uint8Array | null;
}

/** The first `draws` samples (a multiple of ten), from the present codes; null while those are missing. */
export type Draw = (draws: number, codes: Codes | null) => Samples | null;

/** Always the same samples for the same `seed` and `round`, except for changes of the codes. */
export function createSampler(spec: ModelSpec, source: Source, seed: number, round: number): Draw {
  const { latent } = spec;
  const conditional = spec.condition === 'label';
  const copies = conditional ? CLASSES : 1;
  const noise = drawNoise(source, COUNTED / copies, latent, seed, round);
  return (draws, codes) => {
    const drawn = drawCodes(source, noise, draws / copies, latent, codes);
    return drawn && samplesOf(spec, drawn, draws);
  };
}

/** Draws of a learned prior, at time t of their way to the codes; null where they belong to another model. */
export function createLearnedSampler(spec: ModelSpec, paths: FlowPaths | null, t: () => number): Draw {
  const copies = spec.condition === 'label' ? CLASSES : 1;
  return (draws) =>
    paths && paths.latent === spec.latent
      ? samplesOf(spec, drawsAt(paths, t(), draws / copies), draws)
      : null;
}

/** Codes as samples: a conditional model decodes each with every label. */
function samplesOf({ latent, condition }: ModelSpec, drawn: Float32Array, draws: number): Samples {
  if (condition !== 'label') return { z: drawn, labels: null };
  const z = new Float32Array(draws * latent);
  for (let i = 0; i < draws; i++) {
    const code = Math.floor(i / CLASSES);
    z.set(drawn.subarray(code * latent, (code + 1) * latent), i * latent);
  }
  return { z, labels: Uint8Array.from({ length: draws }, (_, i) => i % CLASSES) };
}
