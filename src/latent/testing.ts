/** For tests only: the pretrained VAE with real codes of MNIST, and seeded pairs of them. */
import { readFileSync } from 'node:fs';
import { createDecoder } from '../decode/decoder';
import { readPretrained } from '../engine/pretrainedFile';
import { specOf } from '../experiment/specOf';
import { permutation } from '../math/random';
import { layoutOf } from '../model/compile';

export async function pretrainedVae() {
  const file = readFileSync(new URL('../../public/pretrained/vae-mnist.safetensors', import.meta.url));
  const { config, parameters, preview } = readPretrained(new Uint8Array(file));
  if (!preview) throw new Error('the file has no codes');
  const spec = specOf(config);
  const decoder = createDecoder(spec);
  await decoder.upgraded;
  const weights = parameters.slice(layoutOf(spec).decoderStart);
  decoder.load(weights);
  return { latent: spec.latent, codes: preview.points, decode: decoder.decode, weights };
}

/** Pairs of different numbers below `below`, by a seed. */
export function seededPairs(count: number, below: number, seed: number): [number, number][] {
  const order = permutation(below, seed, 0);
  return Array.from({ length: count }, (_, i) => [order(2 * i), order(2 * i + 1)]);
}

/** Runs a generator to its end. */
export function finished<T>(work: Generator<void, T>): T {
  for (let next = work.next(); ; next = work.next()) if (next.done) return next.value;
}
