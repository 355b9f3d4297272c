/**
 * Measures the model on test images: one slice at a time during training, or the whole set at once on demand.
 */
import type { ImageSet } from '../data/images';
import { knnAccuracy } from '../math/knn';
import { termsOf } from '../model/compile';
import {
  codeMeans,
  NO_CODES,
  needsCodes,
  needsParameters,
  type Objective,
  objectiveOf,
} from '../model/objective';
import { isStochastic } from '../model/predicates';
import { type Hyper, imageSize } from '../model/spec';
import type { EngineReader, LossSums } from './engine';

/**
 * Nats per image (for a model without a latent, recon is −log p), and kNN accuracy (k = 10 on μ; the first
 * half of the images votes on the rest) or null.
 */
export interface TestLosses {
  negElbo: number;
  recon: number;
  kl: number;
  knn: number | null;
  /** Number of images that the losses are averaged over. */
  count: number;
  /** The run's objective on these images; null for a model without one, or with several. */
  objective: Objective | null;
}

/** The weights of the terms in the objective: those of step `step`. */
export interface ObjectiveWeights {
  hyper: Hyper;
  step: number;
}

const SLICE = 500;
/**
 * During training, a kNN vote among this many images, once in this many slices. All their codes are computed
 * again for it: codes of different moments belong to different models, and a vote among them means nothing.
 */
const KNN_IMAGES = 1000;
const KNN_EVERY = 5;

export function createEvaluation(
  engine: EngineReader,
  test: ImageSet,
  objectiveWeights: () => ObjectiveWeights,
) {
  const { spec } = engine;
  const { latent } = spec;
  const codes = new Float32Array(test.count * latent);
  const logVars = isStochastic(spec) ? new Float32Array(test.count * latent) : null;
  let next = 0;
  let slices = 0;

  const size = imageSize(spec.data);
  const imagesOf = (from: number, count: number) => test.images.subarray(from * size, (from + count) * size);

  const labelsOf = (from: number, count: number) => test.labels?.subarray(from, from + count);

  async function losses(from: number): Promise<LossSums> {
    const count = Math.min(SLICE, test.count - from);
    return engine.evaluate(imagesOf(from, count), count, from, labelsOf(from, count));
  }

  async function encode(from: number, end: number): Promise<void> {
    const count = Math.min(SLICE, end - from);
    const { mu, logVar } = await engine.encode(imagesOf(from, count), count, labelsOf(from, count));
    codes.set(mu, from * latent);
    if (logVar) logVars?.set(logVar, from * latent);
  }

  const hasObjective = termsOf(spec).includes('total');

  const parametersNow = async () =>
    hasObjective && needsParameters(spec) ? engine.readParameters() : undefined;

  /**
   * Means over the images from `from` on that `sums` covers; where codes are needed, those of the images are
   * up to date.
   */
  function means(
    { recon, kl, count }: LossSums,
    knn: number | null,
    from: number,
    { hyper, step }: ObjectiveWeights,
    parameters: Float32Array | undefined,
  ): TestLosses {
    const part = (all: Float32Array) => all.subarray(from * latent, (from + count) * latent);
    const objective = () => {
      const read = needsCodes(spec, hyper)
        ? codeMeans(spec, part(codes), logVars && part(logVars), parameters)
        : { ...NO_CODES, kl: [kl / count] };
      return objectiveOf(spec, hyper, step, recon / count, read);
    };
    return {
      // −ELBO is recon + KL whatever β the run trains with.
      negElbo: (recon + kl) / count,
      recon: recon / count,
      kl: kl / count,
      knn,
      count,
      objective: hasObjective ? objective() : null,
    };
  }

  /** Among the first `count` images. */
  const vote = (count: number): number | null => {
    const half = Math.floor(count / 2);
    return test.labels && latent > 0 && half > 0
      ? knnAccuracy(codes.subarray(0, count * latent), test.labels, latent, half)
      : null;
  };

  return {
    /** The next slice; once in a while with a kNN vote. */
    async nextSlice(): Promise<TestLosses> {
      const from = next;
      const weights = objectiveWeights();
      const sums = await losses(from);
      if (hasObjective && needsCodes(spec, weights.hyper)) await encode(from, from + sums.count);
      next = (from + sums.count) % test.count;
      const parameters = await parametersNow();
      const read = (knn: number | null) => means(sums, knn, from, weights, parameters);
      if (++slices % KNN_EVERY !== 0) return read(null);
      const count = Math.min(KNN_IMAGES, test.count);
      if (latent === 0) return read(null);
      for (let at = 0; at < count; at += SLICE) await encode(at, count);
      return read(vote(count));
    },
    /** The whole set. `nextTask` is awaited after each slice, so that other work can run. */
    async whole(nextTask: () => Promise<void>): Promise<TestLosses> {
      const all: LossSums = { recon: 0, kl: 0, count: 0 };
      const weights = objectiveWeights();
      for (let from = 0; from < test.count; from += SLICE) {
        if (latent > 0) await encode(from, test.count);
        const sums = await losses(from);
        all.recon += sums.recon;
        all.kl += sums.kl;
        all.count += sums.count;
        await nextTask();
      }
      return means(all, vote(test.count), 0, weights, await parametersNow());
    },
  };
}
