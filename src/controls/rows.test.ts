import { describe, expect, test } from 'vitest';
import type { Config } from '../experiment/config';
import { configOf } from '../experiment/members';
import { presets } from '../experiment/presets';
import { defaultConfig, schema } from '../experiment/schema';
import { settingRows } from './rows';

const usual = defaultConfig();
const shown = (config: Partial<Config>, more = false) =>
  settingRows({ ...usual, ...config }, ['data', 'model', 'training'], ['dataset', 'model', 'latent'], more)
    .filter(({ rests }) => !rests)
    .map(({ row }) => row.key);

describe('the settings of a model', () => {
  test.each([
    [{}, ['beta', 'learningRate', 'batch', 'seed']],
    [{ model: 'ae' }, ['learningRate', 'batch', 'seed']],
    [{ model: 'pca' }, []],
    [{ model: 'gan' }, ['ganLoss', 'learningRate', 'discriminatorRate', 'batch', 'seed']],
    [{ model: 'vaegan' }, ['beta', 'ganLoss', 'gamma', 'learningRate', 'discriminatorRate', 'batch', 'seed']],
    [{ model: 'made', pixels: 'binary' }, ['pixels', 'learningRate', 'batch', 'seed']],
  ] satisfies [Partial<Config>, string[]][])('%o', (config, keys) => {
    expect(shown(config)).toEqual(keys);
  });

  test('what has been changed does not rest, nor what hangs on it', () => {
    expect(shown({ model: 'ae', corruption: 'masking' })).toEqual(
      expect.arrayContaining(['corruption', 'noise']),
    );
    expect(shown({ warmUp: 'linear' })).toEqual(expect.arrayContaining(['warmUp']));
    expect(shown({ condition: 'label' })).toContain('condition');
    expect(shown({})).not.toContain('condition');
  });

  test('what a conflict is about does not rest', () => {
    const refused = { model: 'ae', penalty: 'sparsity', code: 'linear' } as const;
    expect(shown(refused)).toContain('penalty');
  });

  test('with more, every setting that means something is there', () => {
    expect(shown({ model: 'ae' }, true)).toEqual(
      expect.arrayContaining([
        'pixels',
        'architecture',
        'activation',
        'code',
        'corruption',
        'penalty',
        'stopAfter',
      ]),
    );
    expect(shown({ model: 'ae' }, true)).not.toContain('beta');
  });

  test('every member shows the settings that it is about', () => {
    for (const preset of presets) {
      const config = configOf(preset);
      const rows = settingRows(config, ['data', 'model', 'training'], [], false);
      const rests = rows.filter((r) => r.rests).map((r) => r.row.key);
      const hidden = Object.keys(preset.settings).filter(
        (key) => schema.some((r) => r.key === key && r.kind !== 'widths') && rests.some((k) => k === key),
      );
      expect(hidden, preset.id).toEqual([]);
    }
  });
});
