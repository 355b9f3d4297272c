/**
 * How good the model is on images that it does not learn from: a slice each time while it trains, or
 * the whole set at once on demand. Codes of the slices are kept, so that each pass over the set ends
 * with a kNN vote.
 */
import type { ImageSet } from '../data/images';
import { knnAccuracy } from '../math/knn';
import { INPUT_SIZE } from '../model/spec';
import type { EngineReader, LossSums } from './engine';

/** Nats per image, and kNN accuracy (k = 10 on μ; the first half votes on the rest) or null. */
export interface TestLosses {
  negElbo: number;
  recon: number;
  kl: number;
  knn: number | null;
  /** Images that the losses are averaged over. */
  count: number;
}

const SLICE = 500;

export function createEvaluation(engine: EngineReader, test: ImageSet) {
  const { latent } = engine.spec;
  const codes = new Float32Array(test.count * latent);
  let next = 0;

  async function slice(from: number): Promise<LossSums> {
    const count = Math.min(SLICE, test.count - from);
    const images = test.images.subarray(from * INPUT_SIZE, (from + count) * INPUT_SIZE);
    const { mu } = await engine.encode(images, count);
    codes.set(mu, from * latent);
    return engine.evaluate(images, count, from);
  }

  const knn = (): number | null => {
    const half = Math.floor(test.count / 2);
    return test.labels && half > 0 ? knnAccuracy(codes, test.labels, latent, half) : null;
  };

  return {
    /** The next slice; kNN with the last of a pass. */
    async nextSlice(): Promise<TestLosses> {
      const sums = await slice(next);
      next += sums.count;
      const passed = next >= test.count;
      if (passed) next = 0;
      return means(sums, passed ? knn() : null);
    },
    /** The whole set. `between` is awaited after each slice, so that other work can go on. */
    async whole(between: () => Promise<void>): Promise<TestLosses> {
      const all: LossSums = { recon: 0, kl: 0, count: 0 };
      for (let from = 0; from < test.count; from += SLICE) {
        const sums = await slice(from);
        all.recon += sums.recon;
        all.kl += sums.kl;
        all.count += sums.count;
        await between();
      }
      return means(all, knn());
    },
  };
}

/** −ELBO is recon + KL whatever β the run trains with. */
function means({ recon, kl, count }: LossSums, knn: number | null): TestLosses {
  return { negElbo: (recon + kl) / count, recon: recon / count, kl: kl / count, knn, count };
}
