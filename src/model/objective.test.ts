/**
 * The objective of any images equals what a training step records for them, under every setting that shapes
 * it.
 */
import { expect, test } from 'vitest';
import { drawDigits } from '../data/glyphs';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { hyperOf, specOf } from '../experiment/specOf';
import { initialParameters } from './init';
import { codeMeans, countedKl, NO_CODES, needsCodes, objectiveOf } from './objective';
import { referenceEncode, referenceGradient } from './reference';

const COUNT = 12;
const STEP = 150;
const images = drawDigits(COUNT, 1, 0).images;

test.each<[string, Partial<Config>]>([
  ['VAE', {}],
  ['β-VAE', { latent: 4, beta: 4 }],
  ['a VAE whose β warms up', { warmUp: 'linear', warmUpSteps: 400, beta: 2 }],
  ['a VAE whose β comes and goes', { warmUp: 'cyclical', warmUpSteps: 400, beta: 2 }],
  ['free bits that hold every coordinate', { latent: 3, beta: 30, freeBits: 2 }],
  ['free bits that hold some', { latent: 4, beta: 3, freeBits: 0.1 }],
  ['free bits without β', { beta: 0, freeBits: 1 }],
  ['conditional VAE', { condition: 'label' }],
  ['Gaussian VAE', { likelihood: 'gaussian' }],
  ['AE', { model: 'ae' }],
  ['L1', { model: 'ae', latent: 5, code: 'relu', penalty: 'l1', penaltyWeight: 3 }],
  ['L2', { model: 'ae', penalty: 'l2', penaltyWeight: 0.3 }],
  ['contraction', { model: 'contractive', latent: 5, penaltyWeight: 0.3 }],
  [
    'sparsity',
    { model: 'ae', latent: 5, code: 'sigmoid', penalty: 'sparsity', penaltyWeight: 30, sparsity: 0.2 },
  ],
])('%s', (_, settings) => {
  const config: Config = { ...defaultConfig(), encoder: [6], decoder: [6], ...settings };
  const [spec, hyper] = [specOf(config), hyperOf(config)];
  const parameters = Float64Array.from(initialParameters(spec, 3));
  const labels = Uint8Array.from({ length: COUNT }, (_, i) => i % 10);
  const { recorded } = referenceGradient(spec, 0, parameters, { images, labels, seed: 3, step: STEP }, hyper);
  const { mu, logVar } = referenceEncode(spec, parameters, images, labels);
  const codes = codeMeans(spec, mu, logVar, parameters);
  const recon = recorded.recon ?? Number.NaN;
  const objective = objectiveOf(spec, hyper, STEP, recon, codes);
  expect(objective.total).toBeCloseTo(recorded.total ?? Number.NaN, 9);
  expect(objective.penalty).toBeCloseTo(recorded.penalty ?? 0, 9);
  if (!needsCodes(spec, hyper)) {
    const kl = { ...NO_CODES, kl: [recorded.kl ?? 0] };
    expect(objectiveOf(spec, hyper, STEP, recon, kl).total).toBeCloseTo(recorded.total ?? Number.NaN, 9);
  } else if (config.freeBits > 0) expect(objective.kl).toBeGreaterThan(recorded.kl ?? Number.NaN);
  if (spec.family !== 'vae') return;
  // The recorded terms give the same KL, unless its weight is zero.
  const counted = countedKl(recorded, hyper, STEP);
  if (config.beta === 0) expect(counted).toBeUndefined();
  else expect(counted).toBeCloseTo(objective.kl, 9);
});
