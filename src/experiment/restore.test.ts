import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Config } from './config';
import { conflictsOf } from './conflicts';
import { contextualDefaults } from './contextualDefaults';
import { withShape } from './dataShape';
import { isValid, restore } from './restore';
import { defaultConfig, pendingKeys, rowOf, sameValue, schema } from './schema';
import { anyConfig, keyOf } from './testing';

describe('restore', () => {
  test('accepts every valid configuration as it is, without changing its input', () => {
    fc.assert(
      fc.property(anyConfig, (patch) => {
        const base = defaultConfig();
        const { config, problems } = restore(base, patch);
        expect(problems).toEqual([]);
        expect(config).toEqual(patch);
        expect(config.encoder).not.toBe(patch.encoder);
        expect(base).toEqual(defaultConfig());
      }),
    );
  });

  test('checks each setting alone, and keeps the others', () => {
    fc.assert(
      fc.property(
        anyConfig,
        fc.constantFrom(...schema.filter((r) => r.persists.url).map((r) => r.key)),
        (other, key) => {
          const { config, problems } = restore(defaultConfig(), { [key]: other[key] });
          expect(problems).toEqual([]);
          const chosen = { [key]: other[key] };
          const usual = contextualDefaults({ ...defaultConfig(), ...chosen });
          // A data set brings the form of its images.
          expect(config).toEqual(withShape(defaultConfig(), { ...usual, ...chosen }));
        },
      ),
    );
  });

  test('convolutions bring their channels, and dense layers their units, unless these are named', () => {
    const channels = { encoder: [16, 32], decoder: [32, 16] };
    const { config } = restore(defaultConfig(), { architecture: 'conv' });
    expect(config).toMatchObject({ architecture: 'conv', ...channels });
    expect(conflictsOf(config)).toEqual([]);
    expect(restore(config, { architecture: 'mlp' }).config).toEqual(defaultConfig());
    expect(restore(config, { beta: 2 }).config).toMatchObject(channels);
    const named = restore(defaultConfig(), { architecture: 'conv', encoder: [8] }).config;
    expect(named).toMatchObject({ encoder: [8], decoder: [32, 16] });
    // A family without convolutions has the usual units.
    expect(restore(config, { model: 'aae' }).config).toMatchObject({ decoder: defaultConfig().decoder });
    expect(restore(config, { model: 'gan' }).config).toMatchObject({
      decoder: [32, 16],
      discriminator: [16, 32],
    });
  });

  test('a family brings its own settings, and takes them away again, unless these are named', () => {
    const aae = restore(defaultConfig(), { model: 'aae' }).config;
    expect(aae).toMatchObject({ discriminator: [128], discriminatorRate: 3, penaltyWeight: 10 });
    expect(restore(aae, { model: 'vae' }).config).toEqual(defaultConfig());
    expect(restore(aae, { seed: 5 }).config).toEqual({ ...aae, seed: 5 });
    const named = restore({ ...defaultConfig(), batch: 64 }, { model: 'vaegan', latent: 2 }).config;
    expect(named).toMatchObject({ latent: 2, gamma: 3, batch: 64 });
    // Settings that were chosen stay as they are.
    const chosen: Config = { ...defaultConfig(), decoder: [8], learningRate: 0.01 };
    const gan = restore(chosen, { model: 'gan' }).config;
    expect(gan).toMatchObject({ decoder: [8], learningRate: 0.01, latent: 32, discriminator: [128] });
    expect(restore(gan, { model: 'vae' }).config).toEqual(chosen);
  });

  test('whatever the input, the result is valid, and each refused key is named', () => {
    const key = fc.oneof(fc.constantFrom(...schema.map((r) => r.key)), fc.string());
    fc.assert(
      fc.property(fc.dictionary(key, fc.anything()), (patch) => {
        const { config, problems } = restore(defaultConfig(), patch);
        for (const row of schema) expect(isValid(row, config[row.key])).toBe(true);
        const named = new Set(problems.map(keyOf));
        for (const [k, value] of Object.entries(patch)) {
          const row = schema.find((r) => r.key === k);
          expect(named.has(k.slice(0, 40))).toBe(!row || !isValid(row, value));
        }
      }),
    );
  });

  test('a value that is not an object is one problem', () => {
    for (const patch of [null, 3, 'x', [], undefined])
      expect(restore(defaultConfig(), patch).problems).toHaveLength(1);
  });

  test('refuses numbers out of range, fractions of integers, and too many layers', () => {
    const bad: [keyof Config, unknown][] = [
      ['latent', 0],
      ['latent', 65],
      ['latent', 2.5],
      ['learningRate', Number.NaN],
      ['seed', '1'],
      ['encoder', [1, 2, 3, 4, 5, 6, 7]],
      ['encoder', [0]],
      ['encoder', 512],
      ['model', 'transformer'],
      ['pixels', 'colour'],
      ['architecture', 'dense'],
      ['discriminator', [2049]],
      ['discriminator', [12.5]],
      ['condition', true],
      ['code', 'tanh'],
      ['corruption', 'blur'],
      ['noise', 1.01],
      ['noise', -0.1],
      ['penalty', 'l3'],
      ['penaltyWeight', -1],
      ['sparsity', 0],
      ['sparsity', 1],
      ['warmUp', 'sudden'],
      ['warmUpSteps', 0],
      ['warmUpSteps', 1.5],
      ['freeBits', 11],
      ['ganLoss', 'wasserstein'],
      ['gamma', Number.POSITIVE_INFINITY],
    ];
    for (const [key, value] of bad) expect(isValid(rowOf(key), value), `${key} ${value}`).toBe(false);
  });
});

describe('the schema', () => {
  test('has one row per setting, with a valid default and valid stops', () => {
    expect(new Set(schema.map((r) => r.key)).size).toBe(schema.length);
    for (const row of schema) {
      expect(isValid(row, row.default), row.key).toBe(true);
      if (row.kind === 'number') for (const stop of row.stops) expect(isValid(row, stop)).toBe(true);
    }
  });

  test('gives fresh defaults each time', () => {
    defaultConfig().encoder.push(1);
    expect(defaultConfig().encoder).toEqual([512, 256]);
  });

  test('names the settings that wait for a reset, and no others', () => {
    const run = defaultConfig();
    const next: Config = { ...run, latent: 3, encoder: [512, 256], decoder: [256], beta: 4, speed: 5 };
    expect(pendingKeys(run, next)).toEqual(['latent', 'decoder']);
  });

  test('compares widths by value', () => {
    expect(sameValue([1, 2], [1, 2])).toBe(true);
    expect(sameValue([1, 2], [1, 2, 3])).toBe(false);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
  });
});
