/**
 * The draws of the sheet and those that are counted, as one crowd of which the sheet shows the first. A conditional
 * model draws each code under every label, in columns.
 */
import { type Codes, drawChances, drawCodes, type Source } from '../../analysis/draws';
import { CLASSES, type ModelSpec } from '../../model/spec';

/** Draws that are counted: of a class with its fair share some thirty, and one in a hundred is three. */
export const COUNTED = 300;
/** Rows of ten that are shown. */
export const ROWS = 3;
export const SHOWN = ROWS * CLASSES;

export interface Crowd {
  /** Codes, draws × latent. */
  z: Float32Array;
  /** The label that each is drawn under; null of a model without condition. */
  asked: Uint8Array | null;
}

/** The first `draws` of the crowd (tens of them), from the codes of the moment; null while those are missing. */
export type Draw = (draws: number, codes: Codes | null) => Crowd | null;

/** Always the same crowd for the same `seed` and `round`, but for the codes. */
export function createCrowd(spec: ModelSpec, source: Source, seed: number, round: number): Draw {
  const { latent } = spec;
  const conditional = spec.condition === 'label';
  const copies = conditional ? CLASSES : 1;
  const chances = drawChances(source, COUNTED / copies, latent, seed, round);
  return (draws, codes) => {
    const drawn = drawCodes(source, chances, draws / copies, latent, codes);
    if (!drawn || !conditional) return drawn && { z: drawn, asked: null };
    const z = new Float32Array(draws * latent);
    for (let i = 0; i < draws; i++) {
      const code = Math.floor(i / CLASSES);
      z.set(drawn.subarray(code * latent, (code + 1) * latent), i * latent);
    }
    return { z, asked: Uint8Array.from({ length: draws }, (_, i) => i % CLASSES) };
  };
}
