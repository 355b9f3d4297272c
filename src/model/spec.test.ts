/** From settings to a model: settings that do not apply change nothing, those that apply do. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { defaultConfig } from '../experiment/schema';
import { hyperOf, hyperWith, specOf, specWith } from '../experiment/specOf';
import { anyConfig } from '../experiment/testing';
import { layoutOf } from './compile';
import { hasEncoder, hasLatent, hasPrior, isAdversarial, isStochastic } from './predicates';
import { type ModelFamily, type ModelSpec, sameSpec } from './spec';

/** The settings that define the model, besides its family; all others leave it unchanged. */
const STRUCTURE: readonly (keyof Config & keyof ModelSpec)[] = [
  'architecture',
  'encoder',
  'decoder',
  'discriminator',
  'upsampling',
  'normalisation',
  'latent',
  'condition',
  'activation',
  'code',
  'likelihood',
  'corruption',
  'penalty',
];

const SHAPE: (keyof Config)[] = ['imageSide', 'imageChannels', 'classCount'];

describe('a spec', () => {
  test('does not depend on settings that do not apply, or that do not define the model', () => {
    fc.assert(
      fc.property(anyConfig, anyConfig, (config, other) => {
        const spec = specOf(config);
        for (const key of Object.keys(config) as (keyof Config)[]) {
          const makes = key === 'model' || SHAPE.includes(key) || STRUCTURE.some((k) => k === key);
          if (makes && applies(key, config)) continue;
          expect(specOf({ ...config, [key]: other[key] }), key).toEqual(spec);
        }
      }),
    );
  });

  test('is recovered from its settings, for every setting that applies', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        const spec = specOf(config);
        expect(spec.family).toBe(config.model);
        for (const key of STRUCTURE) {
          if (applies(key, config)) expect(spec[key], key).toEqual(config[key]);
        }
      }),
    );
  });

  test('is a copy', () => {
    const config = defaultConfig();
    const spec = specOf(config);
    config.encoder.push(3);
    expect(spec.encoder).toEqual([512, 256]);
  });

  it('has the default, or nothing, where a setting does not apply', () => {
    const own: Partial<Config> = {
      architecture: 'conv',
      encoder: [5],
      decoder: [6],
      discriminator: [7],
      upsampling: 'nearest',
      normalisation: 'group',
      latent: 9,
      condition: 'label',
      code: 'relu',
      likelihood: 'gaussian',
      corruption: 'masking',
      penalty: 'l1',
    };
    const defaults = {
      architecture: 'mlp',
      upsampling: 'transposed',
      normalisation: 'none',
      condition: 'none',
      code: 'linear',
      likelihood: 'bernoulli',
      corruption: 'none',
      penalty: 'none',
    };
    expect(specWith({ ...own, model: 'pca' })).toMatchObject({
      ...defaults,
      encoder: [],
      decoder: [],
      discriminator: [],
      latent: 9,
      likelihood: 'gaussian',
    });
    expect(specWith({ ...own, model: 'made' })).toMatchObject({
      ...defaults,
      encoder: [5],
      decoder: [],
      discriminator: [],
      latent: 0,
    });
    expect(specWith({ ...own, model: 'gan' })).toMatchObject({
      ...defaults,
      architecture: 'conv',
      upsampling: 'nearest',
      normalisation: 'group',
      condition: 'label',
      encoder: [],
      decoder: [6],
      discriminator: [7],
      latent: 9,
    });
    expect(specWith({ ...own, model: 'vae' })).toMatchObject({
      ...own,
      code: 'linear',
      penalty: 'none',
      discriminator: [],
    });
    expect(specWith({ ...own, model: 'ae' })).toMatchObject({ ...own, discriminator: [] });
  });

  it('differs from another by every one of its fields', () => {
    const spec = specWith({ model: 'ae' });
    const changed: Partial<ModelSpec>[] = [
      { data: { side: 32, channels: 1, classes: 10 } },
      { family: 'vae' },
      { architecture: 'conv' },
      { encoder: [512] },
      { decoder: [256, 511] },
      { discriminator: [1] },
      { upsampling: 'nearest' },
      { normalisation: 'group' },
      { latent: 3 },
      { condition: 'label' },
      { activation: 'elu' },
      { code: 'sigmoid' },
      { likelihood: 'gaussian' },
      { corruption: 'masking' },
      { penalty: 'l2' },
    ];
    expect(changed.flatMap((c) => Object.keys(c)).sort()).toEqual(Object.keys(spec).sort());
    changed.push(
      { data: { side: 28, channels: 3, classes: 10 } },
      { data: { side: 28, channels: 1, classes: 9 } },
    );
    expect(sameSpec(spec, { ...structuredClone(spec) })).toBe(true);
    for (const patch of changed) expect(sameSpec(spec, { ...spec, ...patch })).toBe(false);
  });
});

it.each([
  // encoder, latent, prior, distributions, adversary
  ['pca', true, true, false, false, false],
  ['ae', true, true, false, false, false],
  ['contractive', true, true, false, false, false],
  ['vae', true, true, true, true, false],
  ['gan', false, true, true, false, true],
  ['aae', true, true, true, false, true],
  ['vaegan', true, true, true, true, true],
  ['made', false, false, false, false, false],
] satisfies [ModelFamily, ...boolean[]][])('%s has the parts of its family', (model, ...expected) => {
  const spec = specWith({ model });
  expect([hasEncoder, hasLatent, hasPrior, isStochastic, isAdversarial].map((has) => has(spec))).toEqual(
    expected,
  );
  const layout = layoutOf(spec);
  expect(layout.mu !== null).toBe(hasEncoder(spec));
  expect(layout.decoder.length > 0).toBe(hasLatent(spec));
  expect(layout.logVar !== null).toBe(isStochastic(spec));
  expect(layout.discriminator.length > 0).toBe(isAdversarial(spec));
});

it('changeable settings are taken from the configuration, together with a turn', () => {
  const config: Config = { ...defaultConfig(), beta: 3, noise: 0.7, gamma: 2, discriminatorRate: 0.3 };
  expect(hyperOf(config)).toMatchObject({
    beta: 3,
    noise: 0.7,
    gamma: 2,
    discriminatorRate: 0.3,
    turn: 'both',
  });
  expect(hyperOf(config, 'generator').turn).toBe('generator');
  expect(hyperWith({ freeBits: 1 })).toEqual({ ...hyperOf(defaultConfig()), freeBits: 1 });
});
