/**
 * The checks that every engine's tests run on a row of the table: training images, and the comparison with
 * the float64 reference.
 */
import { expect } from 'vitest';
import { fillNormal, Purpose, randomBits } from '../../math/random';
import { compileModel, layoutOf, termsOf } from '../../model/compile';
import { initialParameters } from '../../model/init';
import { type Learner, tensorsOf } from '../../model/layout';
import { extentOf, MOMENTS_OF, NO_UPDATES } from '../../model/optimiser';
import { hasEncoder, hasLatent, isAdversarial } from '../../model/predicates';
import { referenceDecode, referenceEncode, referenceEvaluate } from '../../model/reference';
import { DEFAULT_SHAPE, type Hyper, IMAGE_SIDE, imageSize, type ModelSpec } from '../../model/spec';
import type { Engine, EngineSetup, TrainingState } from '../engine';
import { referenceRun } from '../referenceRun';
import { type Case, caseOf, DECAYS, OPTIMISERS } from './table';

export type Create = (setup: EngineSetup) => Promise<Engine>;

export const COUNT = 40;
/** Batch size; three batches are nearly an epoch, so steps 3 and 6, counted from 0, begin the next. */
export const BATCH = 12;

export const IMAGES = stripes(COUNT);
export const LABELS = Uint8Array.from({ length: COUNT }, (_, n) => n % 10);
/** Of models of more than ten classes: all of them in some order, as far as there are images. */
const labelsOf = ({ data: { classes } }: ModelSpec): Uint8Array =>
  classes > 10 ? LABELS.map((_, n) => (7 * n + classes - 1) % classes) : LABELS;

/** Mostly paper, with stripes of ten kinds, so that there is something to learn. */
export function stripes(count: number, seed = 5, shape = DEFAULT_SHAPE): Uint8Array {
  const { side, channels } = shape;
  const size = imageSize(shape);
  const images = new Uint8Array(count * size);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < size; i++) {
      const bits = randomBits(seed, Purpose.selfTest, n, i);
      const pixel = Math.floor(i / channels);
      const inked = (Math.floor(pixel / side) + (pixel % side)) % 10 === n % 10;
      if (inked || (bits & 31) === 0) images[n * size + i] = bits >>> 24;
    }
  }
  return images;
}

const byShape = new Map<string, Uint8Array>();
/** The images for a model: `IMAGES`, or others of its shape. */
export function imagesOf({ data }: ModelSpec): Uint8Array {
  const key = JSON.stringify([data.side, data.channels]);
  const images = byShape.get(key) ?? stripes(COUNT, 5, data);
  byShape.set(key, images);
  return images;
}

export const setupOf = (spec: ModelSpec, patch: Partial<EngineSetup> = {}): EngineSetup => ({
  spec,
  seed: 7,
  batch: BATCH,
  images: imagesOf(spec),
  labels: labelsOf(spec),
  ...patch,
});

/**
 * ‖a − b‖₂ / ‖b‖₂, or ‖a‖₂ where b is zero; NaN where either contains one, infinite where the lengths differ.
 */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    norm += b[i] ** 2;
  }
  return Math.sqrt(difference / (norm || 1));
}

/** The distance of two numbers, relative to the second, or to 1 where that is smaller. */
const gap = (a: number, b: number) => Math.abs(a - b) / Math.max(1, Math.abs(b));

const runs = new Map<string, ReturnType<typeof referenceRun>>();

/** Runs of the reference, cached: several backends are compared with each. */
function reference({ spec, hyper }: Case, steps: number, batch: number): ReturnType<typeof referenceRun> {
  const key = JSON.stringify([spec, hyper, steps, batch]);
  const run = runs.get(key) ?? referenceRun(setupOf(spec, { batch }), steps, hyper);
  runs.set(key, run);
  return run;
}

/** Tolerance of float32 after one step. */
const ONE_STEP = 1e-5;

/** Relative errors: of the terms of the first step, of those of all steps, and then of all parameters. */
interface Errors {
  first: number;
  losses: number;
  state: number;
}

/**
 * Trains and compares with the reference. One number is the error of everything but the first step, which then has that
 * of float32.
 */
export async function followsReference(
  create: Create,
  one: Case,
  steps: number,
  tolerance: number | Errors,
  batch = BATCH,
): Promise<void> {
  const { first, losses, state } =
    typeof tolerance === 'number' ? { first: ONE_STEP, losses: tolerance, state: tolerance } : tolerance;
  const { spec, hyper } = one;
  const expected = reference(one, steps, batch);
  const engine = await create(setupOf(spec, { batch }));
  try {
    const recorded = await engine.train(0, steps, hyper);
    const terms = termsOf(spec);
    expect(recorded).toHaveLength(steps * terms.length);
    expected.losses.forEach((wanted, s) => {
      const allowed = s === 0 ? first : losses;
      // A term may be near zero while the objective that it is part of is not.
      const scale = Math.max(1, Math.abs(wanted[terms[0]] ?? 0));
      terms.forEach((term, k) => {
        const value = wanted[term] ?? Number.NaN;
        const off = Math.abs(recorded[s * terms.length + k] - value) / Math.max(scale, Math.abs(value));
        expect(off, `${term} of step ${s + 1}`).toBeLessThan(allowed);
      });
    });
    const saved = await engine.save();
    expect(saved.updates).toEqual(expected.state.updates);
    for (const { name, offset, size } of tensorsOf(layoutOf(spec))) {
      const part = (all: ArrayLike<number>) => Array.prototype.slice.call(all, offset, offset + size);
      expect(distance(part(saved.parameters), part(expected.state.parameters)), name).toBeLessThan(state);
    }
    expect(saved.optimiser).toBe(hyper.optimiser);
    // Moments sum up many noisy gradients: ten times as much, for all of them together.
    for (const moment of MOMENTS_OF[hyper.optimiser])
      expect(distance(saved[moment], expected.state[moment]), moment).toBeLessThan(10 * state);
  } finally {
    engine.dispose();
  }
}

/**
 * The steps for which a case is compared. In adversarial training, rounding errors grow; and images of the real size
 * show in few steps that they are read, as small ones show in many that errors stay small.
 */
export const stepsOf = ({ spec }: Case, most: number): number =>
  Math.min(most, isAdversarial(spec) ? 10 : spec.data.side >= IMAGE_SIDE ? 20 : most);

/**
 * Encodes, decodes and evaluates like the reference, in slices of any size, after a few steps of training.
 */
export async function reads(create: Create, { spec, hyper }: Case, tolerance = ONE_STEP): Promise<void> {
  const images = imagesOf(spec);
  const engine = await create(setupOf(spec));
  try {
    await engine.train(0, 5, hyper);
    const p = Float64Array.from(await engine.readParameters());
    if (hasLatent(spec)) {
      // More than one slice of codes, the last one of odd length.
      const n = 300;
      const z = new Float32Array(n * spec.latent);
      fillNormal(z, 1, Purpose.prior, 0);
      const labels = Uint8Array.from({ length: n }, (_, i) => i % 10);
      const pixels = await engine.decode(z, n, labels);
      expect(distance(pixels, referenceDecode(spec, p, Float64Array.from(z), labels))).toBeLessThan(
        tolerance,
      );
      expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);
    }
    if (hasEncoder(spec)) {
      const codes = referenceEncode(spec, p, images, labelsOf(spec));
      const { mu, logVar } = await engine.encode(images, COUNT, labelsOf(spec));
      expect(distance(mu, codes.mu)).toBeLessThan(tolerance);
      expect(logVar === null).toBe(codes.logVar === null);
      expect(distance(logVar ?? [], codes.logVar ?? [])).toBeLessThan(tolerance);
    }
    if (!compileModel(spec).evaluate) return;
    const batch = { images, labels: labelsOf(spec), seed: 7, step: 0 };
    const expected = referenceEvaluate(spec, p, batch);
    const whole = await engine.evaluate(images, COUNT, 0, labelsOf(spec));
    expect(whole.count).toBe(COUNT);
    expect(gap(whole.recon / COUNT, expected.recon)).toBeLessThan(tolerance);
    expect(gap(whole.kl / COUNT, expected.kl)).toBeLessThan(tolerance);
    // Odd cuts: with a latent of 3, ε starts in the middle of a pair.
    const cut = 11;
    const at = cut * imageSize(spec.data);
    const a = await engine.evaluate(images.subarray(0, at), cut, 0, labelsOf(spec).subarray(0, cut));
    const rest = images.subarray(at);
    const b = await engine.evaluate(rest, COUNT - cut, cut, labelsOf(spec).subarray(cut));
    expect(gap(a.recon + b.recon, whole.recon)).toBeLessThan(tolerance);
  } finally {
    engine.dispose();
  }
}

/**
 * The same seed gives the same bits, however the steps are divided and whatever is read in between; another
 * seed does not.
 */
export async function repeats(create: Create, { spec, hyper }: Case): Promise<void> {
  const one = await create(setupOf(spec));
  const two = await create(setupOf(spec));
  const other = await create(setupOf(spec, { seed: 8 }));
  try {
    const losses = await one.train(0, 7, hyper);
    const first = await two.train(0, 3, hyper);
    if (hasEncoder(spec)) await two.encode(imagesOf(spec), COUNT, labelsOf(spec));
    if (hasLatent(spec)) await two.decode(new Float32Array(10 * spec.latent), 10);
    const rest = await two.train(3, 4, hyper);
    expect(Float32Array.of(...first, ...rest)).toEqual(losses);
    expect(await two.readParameters()).toEqual(await one.readParameters());
    expect(await other.train(0, 2, hyper)).not.toEqual(losses.subarray(0, 2 * termsOf(spec).length));
  } finally {
    for (const engine of [one, two, other]) engine.dispose();
  }
}

/** Another optimiser in mid-run continues with the weights, from moments of zero. */
export async function changesOptimiser(
  create: Create,
  { spec, hyper } = caseOf('vae, sgd, constant'),
): Promise<void> {
  const beside: Partial<Hyper> = { schedule: 'cosine', scheduleSteps: 20, ...DECAYS };
  const hyperAt = (step: number): Hyper => ({ ...hyper, ...beside, optimiser: OPTIMISERS[(step >> 1) % 4] });
  // Each of them for two steps, and then the first again.
  const steps = 10;
  const expected = referenceRun(setupOf(spec), steps, hyperAt);
  const engine = await create(setupOf(spec));
  try {
    for (let s = 0; s < steps; s++) await engine.train(s, 1, hyperAt(s));
    const saved = await engine.save();
    expect(saved.optimiser).toBe(hyperAt(steps - 1).optimiser);
    expect(saved.updates).toEqual({ ...NO_UPDATES, encoder: 2, decoder: 2 });
    expect(distance(saved.parameters, expected.state.parameters)).toBeLessThan(1e-4);
  } finally {
    engine.dispose();
  }
}

/** A saved state continues as if uninterrupted, in another engine and in the same. */
export async function resumes(create: Create, { spec, hyper }: Case): Promise<void> {
  const one = await create(setupOf(spec));
  const two = await create(setupOf(spec));
  try {
    await one.train(0, 4, hyper);
    const saved = await one.save();
    const losses = await one.train(4, 3, hyper);
    await two.load(saved);
    expect(await two.train(4, 3, hyper)).toEqual(losses);
    expect(await two.save()).toEqual(await one.save());
    // So does the engine that has gone on meanwhile, as after a look at the next step (`pull.ts`).
    await one.load(saved);
    expect(await one.train(4, 3, hyper)).toEqual(losses);
    expect(await one.save()).toEqual(await two.save());
  } finally {
    for (const engine of [one, two]) engine.dispose();
  }
}

/**
 * A model so saturated on blank images that all gradients of its decoder are tiny: each output has the bias
 * −45, a probability of 3e-20, and reads units of 1e7 with weights of zero. Its moments are those of units
 * that stopped learning long ago. A GAN's discriminator is as certain that all images are fake.
 */
export function saturatedState(spec: ModelSpec): TrainingState {
  const { layers, size } = layoutOf(spec);
  const parameters = initialParameters(spec, 1);
  layers.forEach(({ learner, weight, bias, biasSize }, i) => {
    const next = layers[i + 1];
    const last = next?.learner !== learner;
    if (last) parameters.fill(0, weight, bias);
    parameters.fill(last ? -45 : 1e7, bias, bias + biasSize);
  });
  return {
    parameters,
    optimiser: 'adam',
    m: new Float32Array(size).fill(1e-20),
    v: new Float32Array(size).fill(1e-36),
    updates: { ...NO_UPDATES },
  };
}

/** Tiny gradients and moments of the network that generates the images become exactly zero. */
export async function flushes(
  create: Create,
  { spec, hyper, makes }: Case & { makes: Learner },
): Promise<void> {
  const engine = await create(setupOf(spec, { images: new Uint8Array(COUNT * imageSize(spec.data)) }));
  try {
    await engine.load(saturatedState(spec));
    await engine.train(0, 1, hyper);
    const after = await engine.save();
    const { start, end } = extentOf(layoutOf(spec).layers, makes);
    const nonZero = (all: Float32Array) => all.slice(start, end).filter((x) => x !== 0);
    expect(nonZero(after.m)).toEqual(new Float32Array());
    expect(nonZero(after.v)).toEqual(new Float32Array());
  } finally {
    engine.dispose();
  }
}
