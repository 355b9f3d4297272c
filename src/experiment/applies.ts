/** Which settings mean anything to which model. A setting that does not apply is not shown, and changes nothing. */
import type { Config, ModelFamily } from './config';

const FAMILIES: Partial<Record<keyof Config, readonly ModelFamily[]>> = {
  architecture: ['ae', 'vae'],
  encoder: ['ae', 'vae', 'aae', 'vaegan', 'made'],
  decoder: ['ae', 'vae', 'gan', 'aae', 'vaegan'],
  discriminator: ['gan', 'aae', 'vaegan'],
  latent: ['pca', 'ae', 'vae', 'gan', 'aae', 'vaegan'],
  condition: ['ae', 'vae', 'gan'],
  activation: ['ae', 'vae', 'gan', 'aae', 'vaegan', 'made'],
  code: ['ae'],
  likelihood: ['ae', 'vae', 'aae'],
  corruption: ['ae', 'vae'],
  noise: ['ae', 'vae'],
  penalty: ['ae'],
  penaltyWeight: ['ae', 'aae'],
  sparsity: ['ae'],
  beta: ['vae', 'vaegan'],
  warmUp: ['vae', 'vaegan'],
  warmUpSteps: ['vae', 'vaegan'],
  freeBits: ['vae', 'vaegan'],
  ganLoss: ['gan', 'aae', 'vaegan'],
  gamma: ['vaegan'],
  learningRate: ['ae', 'vae', 'gan', 'aae', 'vaegan', 'made'],
  discriminatorRate: ['gan', 'aae', 'vaegan'],
  batch: ['ae', 'vae', 'gan', 'aae', 'vaegan', 'made'],
  seed: ['ae', 'vae', 'gan', 'aae', 'vaegan', 'made'],
  stopAfter: ['ae', 'vae', 'gan', 'aae', 'vaegan', 'made'],
  speed: ['ae', 'vae', 'gan', 'aae', 'vaegan', 'made'],
};

/** Settings that only have a meaning while another one has not this value. */
const UNLESS: Partial<Record<keyof Config, [keyof Config, Config[keyof Config]]>> = {
  noise: ['corruption', 'none'],
  warmUpSteps: ['warmUp', 'none'],
};

export function applies(key: keyof Config, config: Config): boolean {
  const families = FAMILIES[key];
  if (families && !families.includes(config.model)) return false;
  if (key === 'sparsity') return config.penalty === 'sparsity';
  // An adversarial autoencoder holds its codes in any case.
  if (key === 'penaltyWeight') return config.model === 'aae' || config.penalty !== 'none';
  const [other, value] = UNLESS[key] ?? [];
  return other === undefined || config[other] !== value;
}
