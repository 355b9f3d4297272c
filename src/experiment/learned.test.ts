import { describe, expect, test } from 'vitest';
import type { Config } from './config';
import { learningWith, trainsSameModel } from './learned';
import { defaultConfig, schema } from './schema';

const defaults = defaultConfig();
const other = (key: keyof Config) => {
  const row = schema.find((r) => r.key === key);
  if (row?.kind === 'choice') return row.options.find((option) => option !== row.default);
  if (row?.kind === 'widths' || row?.kind === 'subset') return [7];
  return row?.default === row?.max ? (row?.min ?? 0) : (row?.max ?? 0);
};

describe('what a model learns', () => {
  test('depends on the settings of the model and of its training, not on pace and machine', () => {
    const indifferent = schema
      .map(({ key }) => key)
      .filter((key) => trainsSameModel(defaults, { ...defaults, [key]: other(key) }));
    // For a plain VAE: settings of other families, of convolutions, settings of warm-up and corruption, which it does not use,
    // and settings of pace and engine.
    expect(indifferent.sort()).toEqual(
      [
        ...[
          'discriminator',
          'upsampling',
          'code',
          'penalty',
          'penaltyWeight',
          'sparsity',
          'ganLoss',
          'gamma',
        ],
        ...['discriminatorRate', 'noise', 'warmUpSteps', 'scheduleSteps', 'stopAfter', 'speed', 'engine'],
      ].sort(),
    );
  });

  test('a setting counts as soon as it applies', () => {
    const warm: Config = { ...defaults, warmUp: 'linear' };
    expect(trainsSameModel(warm, { ...warm, warmUpSteps: 10 })).toBe(false);
  });

  test('adopts the live settings, and no others', () => {
    const now: Config = {
      ...defaults,
      beta: 30,
      learningRate: 0.01,
      seed: 9,
      latent: 3,
      stopAfter: 2,
      speed: 5,
    };
    expect(learningWith(defaults, now)).toEqual({ ...defaults, beta: 30, learningRate: 0.01 });
    const same = { ...defaults, seed: 4 };
    expect(learningWith(defaults, same)).toBe(defaults);
  });
});
