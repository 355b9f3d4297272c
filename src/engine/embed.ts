/**
 * Codes of the first test images for the plane, kept fresh a slice at a time so that the points
 * drift while the model learns and no step waits long for them.
 */
import type { ImageSet } from '../data/images';
import { INPUT_SIZE } from '../model/spec';
import type { EngineReader } from './engine';

export const MAX_POINTS = 2000;
const SLICE = 250;

export function createEmbedding(engine: EngineReader, test: ImageSet) {
  const count = Math.min(MAX_POINTS, test.count);
  const { latent } = engine.spec;
  const mu = new Float32Array(count * latent);
  let next = 0;

  async function slice(): Promise<void> {
    const n = Math.min(SLICE, count - next);
    const images = test.images.subarray(next * INPUT_SIZE, (next + n) * INPUT_SIZE);
    const codes = await engine.encode(images, n, test.labels?.subarray(next, next + n));
    mu.set(codes.mu, next * latent);
    next = (next + n) % count;
  }

  return {
    count,
    /** A copy of all codes after one slice has been renewed. */
    async renewSlice(): Promise<Float32Array<ArrayBuffer>> {
      await slice();
      return mu.slice();
    },
    /** A copy of all codes, all new. */
    async renewAll(): Promise<Float32Array<ArrayBuffer>> {
      next = 0;
      do await slice();
      while (next !== 0);
      return mu.slice();
    },
  };
}
