/** Points made of other points of a latent space. */

/** a − b + c, as in word analogies (Mikolov et al. 2013) and for images (White 2016). */
export const analogy = (a: readonly number[], b: readonly number[], c: readonly number[]): number[] =>
  a.map((value, k) => value - b[k] + c[k]);

/** The mean of the codes (count × latent) with this label; null without any. Codes that are not finite are left out. */
export function classMean(
  codes: Float32Array,
  labels: Uint8Array,
  latent: number,
  label: number,
): number[] | null {
  const sum = new Array<number>(latent).fill(0);
  let count = 0;
  for (let i = 0; i < Math.min(labels.length, codes.length / latent); i++) {
    const code = codes.subarray(i * latent, (i + 1) * latent);
    if (labels[i] !== label || !code.every(Number.isFinite)) continue;
    count++;
    for (let k = 0; k < latent; k++) sum[k] += code[k];
  }
  return count > 0 ? sum.map((value) => value / count) : null;
}
