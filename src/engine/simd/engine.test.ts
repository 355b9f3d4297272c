/**
 * The SIMD engine against the float64 reference. Node tests the plain build of the kernels, Chromium the
 * relaxed one.
 */
import { describe, expect, it } from 'vitest';
import { specWith } from '../../experiment/specOf';
import {
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
import { selfTest, selfTestSetup } from '../selftest';
import { createSimdEngine as create } from './engine';

const CASES = [
  ...PLAIN_CASES,
  ...SETTING_CASES,
  ...FAMILY_CASES,
  ...CONVOLUTION_CASES,
  ...CONVOLUTION_FAMILY_CASES,
  ...UPSAMPLING_CASES,
  ...NORMALISATION_CASES,
];
const VAE = caseOf('vae bernoulli relu');

describe('the SIMD engine', { timeout: 60_000 }, () => {
  it('passes the self-test', async () => {
    expect(await selfTest(await create(selfTestSetup()))).toBeNull();
  });

  it.each(CASES)('learns as the reference does: $name', (one) =>
    followsReference(create, one, stepsOf(one, 100), 1e-3),
  );

  it.each([1, 5, 128])('learns as the reference does with a batch of %i', async (batch) => {
    for (const one of [
      VAE,
      caseOf('ae, KL sparsity'),
      caseOf('conditional gan'),
      caseOf('convolutional vae'),
      caseOf('convolutional vae, repeated pixels'),
      caseOf('convolutional vae, normalised'),
    ])
      await followsReference(create, one, 5, 1e-3, batch);
  });

  it.each([
    ...SETTING_CASES,
    ...FAMILY_CASES,
    ...CONVOLUTION_CASES,
    ...CONVOLUTION_FAMILY_CASES,
    ...UPSAMPLING_CASES,
    ...NORMALISATION_CASES,
    VAE,
  ])('encodes, decodes and evaluates as the reference does: $name', (one) => reads(create, one));

  it.each(SHAPE_CASES)('learns and reads as the reference does: $name', async (one) => {
    await followsReference(create, one, 3, 1e-3);
    await reads(create, one);
  });

  it.each([
    VAE,
    ...FAMILY_CASES,
    ...CONVOLUTION_CASES,
    ...CONVOLUTION_FAMILY_CASES,
    ...UPSAMPLING_CASES,
    ...NORMALISATION_CASES,
  ])('gives the same bits for the same seed: $name', (one) => repeats(create, one));

  it.each([
    VAE,
    ...FAMILY_CASES,
    ...CONVOLUTION_CASES,
    ...CONVOLUTION_FAMILY_CASES,
    ...UPSAMPLING_CASES,
    ...NORMALISATION_CASES,
  ])('resumes from a saved state: $name', (one) => resumes(create, one));

  it.each(OPTIMISER_CASES)('takes the steps of its optimiser: $name', (one) =>
    followsReference(create, one, 6, 1e-4),
  );

  it.each(EACH_OPTIMISER)('resumes from a saved state: $name', (one) => resumes(create, one));

  it('resets the moments when the optimiser changes', () => changesOptimiser(create));

  it.each(SATURATED_CASES)('makes tiny gradients and moments zero: $name', (one) => flushes(create, one));

  it('reports that a model does not fit into memory', async () => {
    const huge = create(setupOf(specWith({ encoder: [2048, 2048] }), { batch: 200_000 }));
    await expect(huge).rejects.toMatchObject({ problem: { code: 'engine.memory' } });
  });
});
