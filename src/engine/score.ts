/**
 * An anomaly score for images, in nats: the model's loss on each image alone, without sampling, so that the
 * same image always has the same score. For MADE that is −log p(x), exactly. For a model with an encoder it
 * is the reconstruction error of the image's code, plus the KL divergence from the prior where codes are
 * distributions: −ELBO with the code at its mean instead of a sample. Outputs count as the pixels that they
 * show, in [0, 1], as wherever the page shows the error of one picture.
 */
import { klTerm } from '../model/losses';
import { bernoulliNats, gaussianNats } from '../model/pixels';
import { hasEncoder } from '../model/predicates';
import { imageSize } from '../model/spec';
import type { EngineReader } from './engine';

type Reader = Pick<EngineReader, 'spec' | 'encode' | 'decode' | 'evaluate'>;

/**
 * One score for each of count images. A conditional model uses the labels; without them, an image gets
 * its lowest score over all classes.
 */
export async function scoreImages(
  engine: Reader,
  images: Uint8Array,
  count: number,
  labels?: Uint8Array,
): Promise<Float32Array> {
  if (!hasEncoder(engine.spec)) return likelihoods(engine, images, count, labels);
  if (engine.spec.condition === 'none' || labels) return errors(engine, images, count, labels);
  const best = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
  for (let label = 0; label < engine.spec.data.classes; label++) {
    const scores = await errors(engine, images, count, new Uint8Array(count).fill(label));
    scores.forEach((score, i) => {
      best[i] = Math.min(best[i], score);
    });
  }
  return best;
}

/** Engines return sums, so each image is evaluated alone. */
async function likelihoods(
  engine: Reader,
  images: Uint8Array,
  count: number,
  labels?: Uint8Array,
): Promise<Float32Array> {
  const size = imageSize(engine.spec.data);
  const scores = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const image = images.subarray(i * size, (i + 1) * size);
    const { recon } = await engine.evaluate(image, 1, 0, labels?.subarray(i, i + 1));
    scores[i] = recon;
  }
  return scores;
}

async function errors(
  engine: Reader,
  images: Uint8Array,
  count: number,
  labels?: Uint8Array,
): Promise<Float32Array> {
  const { latent, likelihood } = engine.spec;
  const nats = likelihood === 'bernoulli' ? bernoulliNats : gaussianNats;
  const size = imageSize(engine.spec.data);
  const { mu, logVar } = await engine.encode(images, count, labels);
  const pixels = await engine.decode(mu, count, labels);
  return Float32Array.from({ length: count }, (_, i) => {
    let score = nats(images.subarray(i * size, (i + 1) * size), pixels.subarray(i * size, (i + 1) * size));
    if (logVar) for (let k = i * latent; k < (i + 1) * latent; k++) score += klTerm(mu[k], logVar[k]);
    return score;
  });
}
