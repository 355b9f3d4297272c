/** Shared by the tests of this folder: a model, and the relative distance of two arrays. */

import { specWith } from '../../experiment/specOf';
import type { ModelSpec } from '../../model/spec';

export const VAE: ModelSpec = specWith({
  model: 'vae',
  encoder: [13, 7],
  decoder: [7, 13],
  latent: 3,
  activation: 'relu',
  likelihood: 'bernoulli',
});

export function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}
