/** The least cross-entropy that any reconstruction of grey images can have. */

/** H(x) = −x log x − (1 − x) log(1 − x) in nats, for each byte x / 255. */
const ENTROPY = Float64Array.from({ length: 256 }, (_, byte) => {
  const x = byte / 255;
  return x > 0 && x < 1 ? -x * Math.log(x) - (1 - x) * Math.log1p(-x) : 0;
});

/**
 * The mean entropy of `count` images in nats per image: what a Bernoulli likelihood costs where each image is
 * reconstructed exactly, since −x log p − (1 − x) log(1 − p) is least at p = x.
 */
export function pixelEntropy(images: Uint8Array, count: number): number {
  let nats = 0;
  for (const byte of images) nats += ENTROPY[byte];
  return count > 0 ? nats / count : 0;
}
