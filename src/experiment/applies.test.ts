import { describe, expect, it } from 'vitest';
import type { ModelFamily } from '../model/spec';
import { applies } from './applies';
import type { Config } from './config';
import { defaultConfig, schema } from './schema';

const config = (patch: Partial<Config>): Config => ({ ...defaultConfig(), ...patch });
const shown = (patch: Partial<Config>) =>
  schema.map((row) => row.key).filter((key) => applies(key, config(patch)));

/** Settings that apply to every model. */
const ALWAYS = [
  'dataset',
  'imageSide',
  'imageChannels',
  'classCount',
  'pixels',
  'trainImages',
  'classes',
  'model',
  'engine',
];
/** Settings that apply to every model that is trained in steps. */
const STEPS = [
  'activation',
  'optimiser',
  'learningRate',
  'schedule',
  'weightDecay',
  'batch',
  'seed',
  'stopAfter',
  'speed',
];
/** Settings that apply to every model with a discriminator. */
const TWO_PLAYERS = ['discriminator', 'ganLoss', 'discriminatorRate'];

describe('the settings of', () => {
  const families: [ModelFamily, string[]][] = [
    ['pca', ['latent']],
    [
      'ae',
      [
        ...STEPS,
        'architecture',
        'encoder',
        'latent',
        'decoder',
        'normalisation',
        'condition',
        'likelihood',
        'code',
        'corruption',
        'penalty',
      ],
    ],
    [
      'contractive',
      [...STEPS.filter((key) => key !== 'activation'), 'latent', 'likelihood', 'penaltyWeight'],
    ],
    [
      'vae',
      [
        ...STEPS,
        'architecture',
        'encoder',
        'latent',
        'decoder',
        'normalisation',
        'condition',
        'likelihood',
        'corruption',
        'beta',
        'warmUp',
        'freeBits',
      ],
    ],
    ['gan', [...STEPS, ...TWO_PLAYERS, 'architecture', 'latent', 'decoder', 'normalisation', 'condition']],
    [
      'aae',
      [
        ...STEPS,
        ...TWO_PLAYERS,
        'encoder',
        'latent',
        'decoder',
        'normalisation',
        'likelihood',
        'penaltyWeight',
      ],
    ],
    [
      'vaegan',
      [
        ...STEPS,
        ...TWO_PLAYERS,
        'architecture',
        'encoder',
        'latent',
        'decoder',
        'normalisation',
        'gamma',
        'beta',
        'warmUp',
        'freeBits',
      ],
    ],
    ['made', [...STEPS, 'encoder']],
  ];

  it.each(families)('%s are those that apply to it', (model, keys) => {
    expect(shown({ model }).sort()).toEqual([...ALWAYS, ...keys].sort());
  });
});

describe('a setting that depends on another', () => {
  it('applies together with it', () => {
    expect(applies('noise', config({ corruption: 'none' }))).toBe(false);
    expect(applies('noise', config({ corruption: 'masking' }))).toBe(true);
    expect(applies('penaltyWeight', config({ model: 'ae', penalty: 'none' }))).toBe(false);
    expect(applies('penaltyWeight', config({ model: 'ae', penalty: 'l2' }))).toBe(true);
    expect(applies('sparsity', config({ model: 'ae', penalty: 'l1' }))).toBe(false);
    expect(applies('sparsity', config({ model: 'ae', penalty: 'sparsity' }))).toBe(true);
    expect(applies('warmUpSteps', config({ warmUp: 'none' }))).toBe(false);
    expect(applies('warmUpSteps', config({ warmUp: 'cyclical' }))).toBe(true);
  });

  it('does not apply in a family that has neither', () => {
    const all = config({ model: 'made', corruption: 'masking', penalty: 'sparsity', warmUp: 'linear' });
    for (const key of ['noise', 'penaltyWeight', 'sparsity', 'warmUpSteps'] as const) {
      expect(applies(key, all)).toBe(false);
    }
  });
});
