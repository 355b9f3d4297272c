/**
 * Codes of the first test images for the plane. All codes of one copy are of the same parameters: a plane of dots from
 * several steps would show clouds, and centres of classes, that no model ever had.
 */
import type { ImageSet } from '../data/images';
import { isStochastic } from '../model/predicates';
import { imageSize } from '../model/spec';
import type { Encoded, EngineReader } from './engine';

export const MAX_POINTS = 2000;
/** Encoded at once, to bound the memory of the activations. */
const SLICE = 250;

export function createEmbedding(engine: EngineReader, test: ImageSet) {
  const count = Math.min(MAX_POINTS, test.count);
  const { latent, data } = engine.spec;
  const size = imageSize(data);
  const mu = new Float32Array(count * latent);
  const logVar = isStochastic(engine.spec) ? new Float32Array(count * latent) : null;
  let next = 0;

  async function slice(): Promise<void> {
    const n = Math.min(SLICE, count - next);
    const images = test.images.subarray(next * size, (next + n) * size);
    const codes = await engine.encode(images, n, test.labels?.subarray(next, next + n));
    mu.set(codes.mu, next * latent);
    if (codes.logVar) logVar?.set(codes.logVar, next * latent);
    next = (next + n) % count;
  }

  const copy = (): Encoded => ({ mu: mu.slice(), logVar: logVar?.slice() ?? null });

  return {
    count,
    /** A copy of all codes, as `renewAll` left them. */
    all: (): Encoded & { count: number } => ({ count, ...copy() }),
    /** The codes of the first images, at most `most` of them, all of the present parameters. */
    async renewFirst(most: number): Promise<Encoded & { count: number }> {
      next = 0;
      do await slice();
      while (next !== 0 && next < most);
      const n = next === 0 ? count : next;
      const codes = (values: Float32Array) => values.slice(0, n * latent);
      return { count: n, mu: codes(mu), logVar: logVar && codes(logVar) };
    },
    /** A copy of all codes, all updated. */
    async renewAll(): Promise<Encoded> {
      next = 0;
      do await slice();
      while (next !== 0);
      return copy();
    },
  };
}
