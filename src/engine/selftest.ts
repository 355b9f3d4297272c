/**
 * Before an engine is trusted it computes a tiny run whose answer is known: browsers have shipped
 * WebGPU and WebGL that give wrong numbers without a word.
 */
import { Purpose, randomBits } from '../math/random';
import { termsOf } from '../model/program';
import { referenceDecode, referenceEncode } from '../model/reference';
import { type Hyper, hyperWith, INPUT_SIZE, type ModelSpec, specWith } from '../model/spec';
import type { Engine, EngineSetup } from './engine';
import { referenceRun } from './reference-run';

const SPEC: ModelSpec = specWith({
  model: 'vae',
  encoder: [24, 17],
  decoder: [17, 24],
  latent: 2,
  activation: 'relu',
  likelihood: 'bernoulli',
});
const STEPS = 4;
const COUNT = 24;
const HYPER: Hyper = hyperWith({ learningRate: 3e-3, beta: 1 });
/** Relative to the larger of the two numbers and 1. Float32 comes out near 1e-6, float16 beyond 1e-2. */
const TOLERANCE = 1e-3;

/** What to build an engine with for `selfTest`. Widths that are no multiples of four, on purpose. */
export function selfTestSetup(): EngineSetup {
  const seed = 20;
  const images = new Uint8Array(COUNT * INPUT_SIZE);
  for (let i = 0; i < images.length; i++) {
    const bits = randomBits(seed, Purpose.selfTest, 0, i);
    if ((bits & 3) === 0) images[i] = bits >>> 24;
  }
  return { spec: SPEC, seed, batch: 9, images };
}

/** Answers null if the engine, built from `selfTestSetup()`, computes what it should; else what is wrong. */
export async function selfTest(engine: Engine): Promise<string | null> {
  const setup = selfTestSetup();
  const expected = reference(setup);

  const losses = await engine.train(0, STEPS, HYPER);
  for (let s = 0; s < STEPS; s++) {
    const terms = termsOf(SPEC);
    const actual = losses.subarray(s * terms.length, (s + 1) * terms.length);
    const wanted = terms.map((term) => expected.losses[s][term] ?? Number.NaN);
    if (!close(actual, wanted)) return `loss of step ${s + 1}: ${actual[0]} instead of ${wanted[0]}`;
  }
  const { mu, logVar } = await engine.encode(setup.images, COUNT);
  if (!close(mu, expected.mu)) return 'encode: mu';
  if (!logVar || !close(logVar, expected.logVar)) return 'encode: logVar';
  const pixels = await engine.decode(Float32Array.from(expected.z), expected.z.length / SPEC.latent);
  if (!close(pixels, expected.pixels)) return 'decode';
  return null;
}

function reference(setup: EngineSetup) {
  const { losses, state } = referenceRun(setup, STEPS, HYPER);
  const { mu, logVar } = referenceEncode(setup.spec, state.parameters, setup.images);
  const z = Float64Array.of(0, 0, 1.5, -1, -2, 0.25);
  const pixels = referenceDecode(setup.spec, state.parameters, z);
  return { losses, mu, logVar: logVar ?? new Float64Array(0), z, pixels };
}

/** Also false where a number is missing or is none. */
function close(actual: ArrayLike<number>, expected: ArrayLike<number>): boolean {
  if (actual.length !== expected.length) return false;
  for (let i = 0; i < expected.length; i++) {
    const scale = Math.max(1, Math.abs(expected[i]));
    if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * scale)) return false;
  }
  return true;
}
