/**
 * The members of the family that have a name in the field, as data: the settings of each and its parent. Its name,
 * its caption and its difference from the parent are texts
 * (`presets.<id>.name`, `.line`, `.difference` in `i18n/<locale>/families/<family>.ts`); functions of the whole
 * family are in `members.ts`.
 */
import type { Config } from './config';

export interface Preset {
  id: string;
  /**
   * Only values that differ from the defaults; the other keys of PRESET_KEYS (`members.ts`) have their
   * defaults.
   */
  settings: Partial<Config>;
  /** Its place in the tree is below the first parent; a preset that joins two lines has a second. */
  parents: readonly string[];
  /** Authors and year; null where there is no single source. */
  source: string | null;
  /** Its position, from 1, among the members to start with. */
  start?: 1 | 2 | 3;
}

/**
 * Channels of convolutional models, from the image to the code and back; as many channels as dense layers
 * have units would take minutes per step.
 */
export const CHANNELS = { encoder: [16, 32], decoder: [32, 16], discriminator: [16, 32] };

/**
 * Down to images of 2 × 2, whose layers do what hidden dense layers would; so many layers learn fast only with
 * normalisation.
 */
const DEEP_CONVOLUTIONS: Partial<Config> = {
  architecture: 'conv',
  encoder: [16, 24, 32, 48],
  decoder: [48, 32, 24, 16],
  normalisation: 'group',
};

export const presets: readonly Preset[] = [
  {
    id: 'pca',
    settings: { model: 'pca' },
    parents: [],
    source: 'Pearson 1901',
  },
  {
    id: 'linear-ae',
    settings: { model: 'ae', encoder: [], decoder: [], likelihood: 'gaussian' },
    parents: ['pca'],
    source: 'Baldi & Hornik 1989',
  },
  {
    id: 'shallow-ae',
    settings: { model: 'ae', encoder: [], decoder: [], latent: 32, code: 'relu' },
    parents: ['linear-ae'],
    source: 'Rumelhart et al. 1986',
  },
  {
    id: 'sparse-l1',
    settings: {
      model: 'ae',
      encoder: [],
      decoder: [],
      latent: 32,
      code: 'relu',
      penalty: 'l1',
    },
    parents: ['shallow-ae'],
    source: 'Ng 2011',
  },
  {
    id: 'sparse-kl',
    settings: {
      model: 'ae',
      encoder: [],
      decoder: [],
      latent: 64,
      code: 'sigmoid',
      penalty: 'sparsity',
      penaltyWeight: 30,
      sparsity: 0.2,
    },
    parents: ['sparse-l1'],
    source: 'Ng 2011',
  },
  {
    id: 'denoising',
    settings: {
      model: 'ae',
      encoder: [],
      decoder: [],
      latent: 32,
      code: 'relu',
      corruption: 'masking',
      noise: 0.5,
    },
    parents: ['shallow-ae'],
    source: 'Vincent et al. 2008',
  },
  {
    id: 'contractive',
    settings: { model: 'contractive', latent: 64, penaltyWeight: 0.1 },
    parents: ['denoising'],
    source: 'Rifai et al. 2011',
  },
  {
    id: 'made',
    settings: { model: 'made', encoder: [512], pixels: 'binary' },
    parents: ['shallow-ae'],
    source: 'Germain et al. 2015',
  },
  {
    id: 'ae',
    settings: { model: 'ae' },
    parents: ['linear-ae'],
    source: 'Hinton & Zemel 1993',
    start: 1,
  },
  {
    id: 'deep-ae',
    settings: { model: 'ae', encoder: [1000, 500, 250], decoder: [250, 500, 1000] },
    parents: ['ae'],
    source: 'Hinton & Salakhutdinov 2006',
  },
  {
    id: 'l2-ae',
    settings: { model: 'ae', penalty: 'l2' },
    parents: ['ae'],
    source: 'Ghosh et al. 2020',
  },
  {
    id: 'conv-ae',
    settings: { model: 'ae', ...DEEP_CONVOLUTIONS },
    parents: ['ae'],
    source: 'Masci et al. 2011',
  },
  {
    id: 'vae',
    settings: {},
    parents: ['ae'],
    source: 'Kingma & Welling 2013',
    start: 2,
  },
  {
    id: 'conv-vae',
    settings: DEEP_CONVOLUTIONS,
    parents: ['vae', 'conv-ae'],
    source: 'Salimans et al. 2015',
  },
  {
    id: 'vae-10',
    settings: { latent: 10 },
    parents: ['vae'],
    source: 'Kingma & Welling 2013',
  },
  {
    id: 'beta-vae',
    settings: { latent: 10, beta: 4 },
    parents: ['vae-10'],
    source: 'Higgins et al. 2017',
  },
  {
    id: 'collapsed-vae',
    settings: { beta: 30 },
    parents: ['vae'],
    source: 'Bowman et al. 2016',
  },
  {
    id: 'free-bits',
    settings: { beta: 30, freeBits: 2 },
    parents: ['collapsed-vae'],
    source: 'Kingma et al. 2016',
  },
  {
    id: 'cvae',
    settings: { condition: 'label' },
    parents: ['vae'],
    source: 'Sohn et al. 2015',
  },
  {
    id: 'vaegan',
    // One wide layer, whose features represent the image well; a discriminator that learns more slowly than
    // the others, so that it does not win; and a feature loss that outweighs fooling it.
    settings: {
      model: 'vaegan',
      latent: 10,
      discriminator: [512],
      beta: 0.1,
      gamma: 3,
      discriminatorRate: 0.3,
    },
    parents: ['vae', 'gan'],
    source: 'Larsen et al. 2016',
  },
  {
    id: 'aae',
    // The discriminator learns faster than the encoder (Heusel et al. 2017), and the adversarial loss has a weight of
    // ten (λ of Tolstikhin et al. 2018 on MNIST).
    settings: { model: 'aae', discriminator: [128], discriminatorRate: 3, penaltyWeight: 10 },
    parents: ['ae', 'gan'],
    source: 'Makhzani et al. 2015',
  },
  {
    id: 'gan',
    settings: {
      model: 'gan',
      latent: 32,
      decoder: [128],
      discriminator: [128],
      activation: 'leakyRelu',
      learningRate: 3e-4,
    },
    parents: [],
    source: 'Goodfellow et al. 2014',
    start: 3,
  },
  {
    id: 'dcgan',
    settings: {
      model: 'gan',
      architecture: 'conv',
      latent: 32,
      decoder: [32, 16],
      discriminator: [16, 32],
      activation: 'leakyRelu',
      normalisation: 'group',
    },
    parents: ['gan'],
    source: 'Radford et al. 2015',
  },
  {
    id: 'cgan',
    settings: {
      model: 'gan',
      latent: 32,
      decoder: [128],
      discriminator: [128],
      activation: 'leakyRelu',
      condition: 'label',
    },
    parents: ['gan'],
    source: 'Mirza & Osindero 2014',
  },
];
