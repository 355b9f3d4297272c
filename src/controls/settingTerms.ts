/** The glossary entry of a setting, where there is one that says more than its help text. */
import type { Config } from '../experiment/config';
import type { TermId } from '../i18n/en/glossary';

export const SETTING_TERMS: Partial<Record<keyof Config, TermId>> = {
  architecture: 'convolution',
  upsampling: 'nearest-upsampling',
  normalisation: 'group-normalisation',
  latent: 'latent-space',
  condition: 'conditional-model',
  activation: 'activation',
  likelihood: 'likelihood',
  code: 'code',
  corruption: 'denoising',
  penalty: 'sparse-code',
  sparsity: 'sparse-code',
  beta: 'beta',
  warmUp: 'warm-up',
  freeBits: 'free-bits',
  ganLoss: 'generator',
  gamma: 'vae-gan',
  optimiser: 'optimiser',
  learningRate: 'learning-rate',
  schedule: 'schedule',
  weightDecay: 'weight-decay',
  batch: 'batch',
  seed: 'seed',
  stopAfter: 'epoch',
  trainImages: 'overfitting',
};
