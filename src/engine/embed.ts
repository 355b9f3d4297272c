/**
 * Codes of the first test images for the plane, updated a slice at a time, so that the points move while the
 * model learns and no step is delayed for long.
 */
import type { ImageSet } from '../data/images';
import { isStochastic } from '../model/predicates';
import { INPUT_SIZE } from '../model/spec';
import type { Encoded, EngineReader } from './engine';

export const MAX_POINTS = 2000;
const SLICE = 250;

export function createEmbedding(engine: EngineReader, test: ImageSet) {
  const count = Math.min(MAX_POINTS, test.count);
  const { latent } = engine.spec;
  const mu = new Float32Array(count * latent);
  const logVar = isStochastic(engine.spec) ? new Float32Array(count * latent) : null;
  let next = 0;

  async function slice(): Promise<void> {
    const n = Math.min(SLICE, count - next);
    const images = test.images.subarray(next * INPUT_SIZE, (next + n) * INPUT_SIZE);
    const codes = await engine.encode(images, n, test.labels?.subarray(next, next + n));
    mu.set(codes.mu, next * latent);
    if (codes.logVar) logVar?.set(codes.logVar, next * latent);
    next = (next + n) % count;
  }

  const copy = (): Encoded => ({ mu: mu.slice(), logVar: logVar?.slice() ?? null });

  return {
    count,
    /** A copy of all codes, as they are. */
    all: (): Encoded & { count: number } => ({ count, ...copy() }),
    /** A copy of all codes, after updating one slice. */
    async renewSlice(): Promise<Encoded> {
      await slice();
      return copy();
    },
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
