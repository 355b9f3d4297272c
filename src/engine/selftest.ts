/**
 * Before an engine is trusted it computes a tiny run whose result is known: browsers have shipped WebGPU and
 * WebGL that silently give wrong numbers. The run is of a small model of the kind that is to be trained: the
 * same operations, on a few units.
 */

import { hyperWith, specWith } from '../experiment/specOf';
import { Purpose, randomBits } from '../math/random';
import { compileModel, termsOf } from '../model/compile';
import { hasEncoder, hasLatent } from '../model/predicates';
import { referenceDecode, referenceEncode } from '../model/reference';
import { type Hyper, imageSize, type ModelSpec } from '../model/spec';
import type { Engine, EngineSetup } from './engine';
import { referenceRun } from './referenceRun';

const PLAIN = specWith({ model: 'vae' });
const STEPS = 4;
const COUNT = 24;
const HYPER: Hyper = hyperWith({ learningRate: 3e-3, beta: 1 });
/** Coordinates of a few codes. */
const POINTS = Float64Array.of(0, 0, 1.5, -1, -2, 0.25);
/**
 * Relative to the larger of the two numbers and 1. Errors are near 1e-6 in float32, at most 5e-4 where only the factors of
 * products are rounded to float16 (webgpu/half.ts), and above 1e-2 where everything is.
 */
const TOLERANCE = 1e-3;

/** The same kind of model with few units; widths are deliberately not multiples of four. */
function small(spec: ModelSpec): ModelSpec {
  const widths = spec.architecture === 'conv' ? [3, 2, 5] : [24, 17];
  const of = (list: readonly number[]) => widths.slice(0, list.length);
  return {
    ...spec,
    encoder: of(spec.encoder),
    decoder: of(spec.decoder).reverse(),
    discriminator: of(spec.discriminator),
    latent: Math.min(spec.latent, 2),
  };
}

/** The setup of an engine for `selfTest`, before it is trusted with a model. */
export function selfTestSetup(model: ModelSpec = PLAIN): EngineSetup {
  const seed = 20;
  const images = new Uint8Array(COUNT * imageSize(model.data));
  for (let i = 0; i < images.length; i++) {
    const bits = randomBits(seed, Purpose.selfTest, 0, i);
    if ((bits & 3) === 0) images[i] = bits >>> 24;
  }
  const labels = Uint8Array.from({ length: COUNT }, (_, n) => n % model.data.classes);
  return { spec: small(model), seed, batch: 9, images, labels };
}

/** Returns null if the engine, built from `selfTestSetup(…)`, computes correctly; otherwise what is wrong. */
export async function selfTest(engine: Engine): Promise<string | null> {
  const { spec } = engine;
  const { images, labels, ...setup } = selfTestSetup(spec);
  // A model in closed form (PCA) has no steps.
  const terms = compileModel(spec).phases.length > 0 ? termsOf(spec) : [];
  const { losses: expected, state } = referenceRun({ ...setup, images, labels }, STEPS, HYPER);

  const losses = await engine.train(0, STEPS, HYPER);
  for (let s = 0; s < STEPS && terms.length > 0; s++) {
    const actual = losses.subarray(s * terms.length, (s + 1) * terms.length);
    const wanted = terms.map((term) => expected[s][term] ?? Number.NaN);
    if (!close(actual, wanted)) return `loss of step ${s + 1}: ${actual[0]} instead of ${wanted[0]}`;
  }
  // Half precision is only for learning: the losses show what it does to the weights, from which the rest follows in
  // float32.
  const parameters = engine.half ? Float64Array.from(await engine.readParameters()) : state.parameters;
  if (hasEncoder(spec)) {
    const codes = referenceEncode(spec, parameters, images, labels);
    const { mu, logVar } = await engine.encode(images, COUNT, labels);
    if (!close(mu, codes.mu)) return 'encode: mu';
    if (!close(logVar ?? [], codes.logVar ?? [])) return 'encode: logVar';
  }
  if (hasLatent(spec)) {
    const z = POINTS.subarray(0, POINTS.length - (POINTS.length % spec.latent));
    const pixels = await engine.decode(Float32Array.from(z), z.length / spec.latent);
    if (!close(pixels, referenceDecode(spec, parameters, z))) return 'decode';
  }
  return null;
}

/** Also false where a number is missing or NaN. */
function close(actual: ArrayLike<number>, expected: ArrayLike<number>): boolean {
  if (actual.length !== expected.length) return false;
  for (let i = 0; i < expected.length; i++) {
    const scale = Math.max(1, Math.abs(expected[i]));
    if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * scale)) return false;
  }
  return true;
}
