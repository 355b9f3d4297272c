import { describe, expect, it } from 'vitest';
import type { ModelFamily } from '../model/spec';
import type { Config, EngineChoice } from './config';
import { conflictsOf, type Facts } from './conflicts';
import { defaultConfig } from './schema';

const found = (patch: Partial<Config>, facts?: Facts) => conflictsOf({ ...defaultConfig(), ...patch }, facts);
const keys = (patch: Partial<Config>, facts?: Facts) => found(patch, facts).map(({ key }) => key);
const convolutional = (patch: Partial<Config> = {}): Partial<Config> => ({
  architecture: 'conv',
  encoder: [16, 32],
  decoder: [32, 16],
  ...patch,
});

describe('no conflict', () => {
  it.each(['pca', 'ae', 'vae', 'gan', 'aae', 'vaegan', 'made'] as const)('in the default %s', (model) => {
    expect(found({ model })).toEqual([]);
    expect(found({ model }, { labels: false })).toEqual([]);
  });

  it.each([1, 2, 3])('in %i convolutions', (layers) => {
    const channels = [8, 16, 32].slice(0, layers);
    expect(keys(convolutional({ encoder: channels, decoder: channels }))).toEqual([]);
  });

  it('in settings that do not apply', () => {
    const other: ModelFamily[] = ['aae', 'made', 'pca'];
    for (const model of other) {
      expect(keys({ model, penalty: 'sparsity', architecture: 'conv', encoder: [], engine: 'simd' })).toEqual(
        [],
      );
    }
    expect(keys({ model: 'vae', penalty: 'sparsity' })).toEqual([]);
    expect(keys({ model: 'made', condition: 'label' }, { labels: false })).toEqual([]);
  });
});

describe('a conflict', () => {
  it('KL sparsity needs a code between 0 and 1', () => {
    const sparse = { model: 'ae', penalty: 'sparsity' } as const;
    expect(keys({ ...sparse, code: 'linear' })).toEqual(['penalty']);
    expect(keys({ ...sparse, code: 'relu' })).toEqual(['penalty']);
    expect(keys({ ...sparse, code: 'sigmoid' })).toEqual([]);
    for (const penalty of ['l1', 'l2'] as const) expect(keys({ model: 'ae', penalty })).toEqual([]);
  });

  it.each(['ae', 'vae', 'gan'] as const)('a %s with labels as a condition needs labels', (model) => {
    expect(keys({ model, condition: 'label' }, { labels: false })).toEqual(['condition']);
    expect(keys({ model, condition: 'label' }, { labels: true })).toEqual([]);
    // Unknown before the data has been loaded.
    expect(keys({ model, condition: 'label' })).toEqual([]);
  });

  it('convolutions can be conditional, and those of a discriminator count', () => {
    expect(keys(convolutional({ condition: 'label' }), { labels: true })).toEqual([]);
    const gan: Partial<Config> = { model: 'gan', architecture: 'conv', encoder: [] };
    expect(keys({ ...gan, decoder: [32, 16], discriminator: [16, 32] })).toEqual([]);
    expect(keys({ ...gan, decoder: [32, 16], discriminator: [512, 256] })).toEqual(['discriminator']);
  });

  it('there are one to five convolutions', () => {
    expect(keys(convolutional({ encoder: [] }))).toEqual(['encoder']);
    expect(keys(convolutional({ decoder: [] }))).toEqual(['decoder']);
    expect(keys(convolutional({ encoder: [1, 2, 3, 4, 5] }))).toEqual([]);
    expect(keys(convolutional({ encoder: [1, 2, 3, 4, 5, 6] }))).toEqual(['encoder']);
    expect(keys(convolutional({ encoder: [1, 2, 3, 4, 5, 6], decoder: [6, 5, 4, 3, 2, 1] }))).toEqual([
      'encoder',
      'decoder',
    ]);
  });

  it('only some engines have convolutions', () => {
    const able: EngineChoice[] = ['auto', 'webgpu', 'simd', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-cpu'];
    const unable: EngineChoice[] = ['tfjs-wasm'];
    for (const settings of [{}, { imageChannels: 3 }, { upsampling: 'nearest' }] as const)
      for (const engine of able) expect(keys(convolutional({ engine, ...settings })), engine).toEqual([]);
    for (const engine of unable) expect(keys(convolutional({ engine })), engine).toEqual(['engine']);
    for (const engine of [...able, ...unable]) expect(keys({ engine }), engine).toEqual([]);
  });

  it('PCA is computed for images of at most 32 × 32 in colour', () => {
    const large = { model: 'pca', imageSide: 36, imageChannels: 3 } as const;
    expect(found(large)).toEqual([{ key: 'model', reason: 'pcaSize', most: 3072 }]);
    expect(keys({ ...large, imageSide: 32 })).toEqual([]);
    expect(keys({ ...large, model: 'vae' })).toEqual([]);
  });

  it('has a reason, and several are all reported', () => {
    const all = [
      ...found({ model: 'ae', penalty: 'sparsity' }),
      ...found(convolutional({ condition: 'label', encoder: [], decoder: [], engine: 'tfjs-wasm' }), {
        labels: false,
      }),
    ];
    expect(all.map(({ key }) => key)).toEqual(['penalty', 'condition', 'encoder', 'decoder', 'engine']);
    expect(all.map(({ reason }) => reason)).toEqual([
      'sparsityWithoutSigmoid',
      'dataWithoutLabels',
      'convolutionCount',
      'convolutionCount',
      'engineWithoutConvolutions',
    ]);
  });

  it('classes cannot be chosen for data without labels', () => {
    const facts = { labels: false };
    expect(found({ classes: [1, 2] }, facts)).toEqual([{ key: 'classes', reason: 'classesWithoutLabels' }]);
    expect(found({ classes: [1, 2] })).toEqual([]);
    expect(found({ trainImages: 5 }, facts)).toEqual([]);
  });
});
