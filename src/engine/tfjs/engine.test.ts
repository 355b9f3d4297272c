/** The tfjs engine on plain JavaScript against the float64 reference: every model, without a browser. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { specWith } from '../../experiment/specOf';
import {
  type Create,
  changesOptimiser,
  flushes,
  followsReference,
  reads,
  repeats,
  resumes,
  setupOf,
  stepsOf,
} from '../conformance/checks';
import {
  type Case,
  CONVOLUTION_CASES,
  CONVOLUTION_FAMILY_CASES,
  caseOf,
  EACH_OPTIMISER,
  FAMILY_CASES,
  NORMALISATION_CASES,
  OPTIMISER_CASES,
  PLAIN_CASES,
  SATURATED_CASES,
  SETTING_CASES,
  SHAPE_CASES,
  UPSAMPLING_CASES,
} from '../conformance/table';
import { createTfjsEngine } from './engine';

// Silences tfjs's advice to use another library in Node.
tf.env().set('IS_TEST', true);
const create: Create = (setup) => createTfjsEngine('cpu', setup);
const PCA: Case = {
  ...caseOf('ae bernoulli relu'),
  name: 'pca',
  spec: specWith({ model: 'pca', latent: 3 }),
};
const VAE = caseOf('vae bernoulli relu');
const LONG = caseOf('vae bernoulli tanh');
const CONVOLUTIONAL = caseOf('convolutional vae');

describe('tfjs on the CPU', { timeout: 120_000 }, () => {
  it.each([...PLAIN_CASES, ...SETTING_CASES, ...FAMILY_CASES])('learns as the reference does: $name', (one) =>
    // The SIMD engine's tests compare all cases for 100 steps; here one VAE runs that long, the others into their second epoch.
    followsReference(create, one, stepsOf(one, one === LONG ? 100 : 5), 1e-3),
  );

  it.each([...CONVOLUTION_CASES, ...CONVOLUTION_FAMILY_CASES, ...UPSAMPLING_CASES, ...NORMALISATION_CASES])(
    'learns as the reference does: $name',
    (one) => followsReference(create, one, 5, 1e-3),
  );

  it.each([
    VAE,
    PCA,
    ...SETTING_CASES,
    ...FAMILY_CASES,
    ...CONVOLUTION_CASES,
    ...UPSAMPLING_CASES,
    ...NORMALISATION_CASES,
  ])('encodes, decodes and evaluates as the reference does: $name', (one) => reads(create, one));

  it.each(SHAPE_CASES.filter(({ spec }) => spec.family === 'vae'))(
    'learns and reads as the reference does: $name',
    async (one) => {
      await followsReference(create, one, 3, 1e-3);
      await reads(create, one);
    },
  );

  it.each([VAE, ...FAMILY_CASES, CONVOLUTIONAL])('gives the same bits for the same seed: $name', (one) =>
    repeats(create, one),
  );

  it.each([VAE, ...FAMILY_CASES, CONVOLUTIONAL])('resumes from a saved state: $name', (one) =>
    resumes(create, one),
  );

  it.each([CONVOLUTIONAL])('learns as the reference does while weights decay: $name', (one) =>
    followsReference(create, { ...one, hyper: { ...one.hyper, weightDecay: 5 } }, 3, 1e-3),
  );

  it.each(OPTIMISER_CASES)('takes the steps of its optimiser: $name', (one) =>
    followsReference(create, one, 6, 1e-4),
  );

  it.each(EACH_OPTIMISER)('resumes from a saved state: $name', (one) => resumes(create, one));

  it('resets the moments when the optimiser changes', () => changesOptimiser(create));

  it.each(SATURATED_CASES)('makes tiny gradients and moments zero: $name', (one) => flushes(create, one));

  it('records no losses for a model without training steps', async () => {
    const engine = await create(setupOf(PCA.spec));
    expect(Array.from(await engine.train(0, 2, PCA.hyper))).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    engine.dispose();
  });
});
