/** Reconstruction error of one displayed image, in nats, from its pixels rather than its logits. */

/** Float32 pixels are clipped to this distance from 0 and 1; keeps logarithms finite. */
const EDGE = 1e-7;

/** −log p(x | p) of Bernoulli pixels: x bytes, p in [0, 1]. */
export function bernoulliNats(bytes: Uint8Array, p: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const x = bytes[i] / 255;
    const q = Math.min(1 - EDGE, Math.max(EDGE, p[i]));
    sum -= x * Math.log(q) + (1 - x) * Math.log1p(-q);
  }
  return sum;
}

/** ½ Σ (x − p)²: a Gaussian of unit variance, up to a constant. */
export function gaussianNats(bytes: Uint8Array, p: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const gap = bytes[i] / 255 - p[i];
    sum += gap * gap;
  }
  return sum / 2;
}
