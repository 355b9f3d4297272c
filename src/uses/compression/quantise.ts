/**
 * Quantised codes: each number of a code is replaced by the middle of one of 2ᵇ equal parts of its own range.
 * Pure.
 */

/** Bits per number that can be chosen; 32 is the float itself. */
export const BITS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32] as const;
export type Bits = (typeof BITS)[number];
const FLOAT = 32;
/** Bits of a label, one of ten, for a conditional decoder. */
export const LABEL_BITS = 4;
export const IMAGE_BYTES = 784;

/** For each number of a code, its minimum and maximum over the codes of many images. */
export interface Ranges {
  low: Float32Array;
  high: Float32Array;
}

/** `codes` are count × latent, at least one. */
export function rangesOf(codes: Float32Array, latent: number): Ranges {
  const low = new Float32Array(latent).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(latent).fill(Number.NEGATIVE_INFINITY);
  codes.forEach((value, i) => {
    const k = i % latent;
    if (value < low[k]) low[k] = value;
    if (value > high[k]) high[k] = value;
  });
  return { low, high };
}

/** Codes (count × latent) after quantisation to `bits` bits per number. */
export function quantised(codes: Float32Array, { low, high }: Ranges, bits: number): Float32Array {
  if (bits >= FLOAT) return codes.slice();
  const parts = 2 ** bits;
  return codes.map((value, i) => {
    const k = i % low.length;
    const width = (high[k] - low[k]) / parts;
    // A number that is the same for all images needs no bits.
    if (width === 0) return low[k];
    const part = Math.min(parts - 1, Math.max(0, Math.floor((value - low[k]) / width)));
    return low[k] + (part + 0.5) * width;
  });
}

/** Bits of one image's code. */
export const codeBits = (latent: number, bits: number, labelled: boolean): number =>
  latent * bits + (labelled ? LABEL_BITS : 0);
