/**
 * Half precision, as in Micikevicius et al. 2018 ("Mixed precision training"): the factors of a training step's products
 * are rounded to 16 bits when they are loaded, which halves the workgroup memory of a tile and what is read from it. Sums,
 * activations, weights, moments, losses and the statistics of normalisations stay in float32, and so does whatever reads a
 * model: encode, decode and evaluate.
 *
 * A half has 11 bits and magnitudes from 6e-5 (in full precision) to 65,504. Pixels, activations and weights are within;
 * gradients of a mean over a batch may be smaller, so during a step they are multiplied by `gradientScale`, which the
 * optimiser's numbers take back.
 */
import type { Update } from '../../model/optimiser';

/** `rounded`: the same numbers in float32, by which half precision is tested on adapters without it. */
export type Half = 'f16' | 'rounded';

/** The largest half. WGSL leaves open what becomes of larger numbers, so they are clamped. */
const LARGEST = 65_504;

/**
 * WGSL for the factors of products: the type of a vector, `Block` for one of 4 × 4, and `held`, which rounds a block to
 * nearest, ties to even. That is done on the bits: WGSL leaves the direction open, and where numbers are truncated, all
 * sums become too small.
 */
export function factors(half: Half | undefined): { vector: string; block: string; code: string } {
  if (!half) return { vector: 'vec4f', block: 'mat4x4f', code: '' };
  const [vector, block, round] = {
    f16: ['vec4<f16>', 'mat4x4<f16>', 'vec4<f16>'],
    rounded: ['vec4f', 'mat4x4f', 'quantizeToF16'],
  }[half];
  const columns = [0, 1, 2, 3].map((k) => `halved(x[${k}])`);
  return {
    vector,
    block,
    code: /* wgsl */ `
fn halved(x: vec4f) -> ${vector} {
  let bits = bitcast<vec4u>(clamp(x, vec4f(-${LARGEST}.0), vec4f(${LARGEST}.0)));
  return ${round}(bitcast<vec4f>((bits + 0xfffu + ((bits >> vec4u(13u)) & vec4u(1u))) & vec4u(~0x1fffu)));
}
fn held(x: mat4x4f) -> ${block} {
  return ${block}(${columns.join(', ')});
}
`,
  };
}

/** The feature that WGSL must enable for code that uses f16. */
export const enables = (code: string): string[] => (code.includes('<f16>') ? ['enable f16;'] : []);

/** Gradients of one image, of which a batch has the mean, are halves from 1e-6 to 1000. */
const OF_AN_IMAGE = 64;

/** What the gradients of a step are multiplied by: a power of two, so that nothing is rounded. */
export const gradientScale = (half: Half | undefined, batch: number): number =>
  half ? OF_AN_IMAGE * 2 ** Math.ceil(Math.log2(batch)) : 1;

/** The numbers of an update from gradients that are multiplied by `scale`: m takes up (1 − dampening) g, v squares g². */
export function unscaled({ dampening, squares, ...update }: Update, scale: number) {
  return { ...update, rest1: (1 - dampening) / scale, squares: squares / scale ** 2 };
}
