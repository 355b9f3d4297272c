import { describe, expect, test } from 'vitest';
import { settingsOf } from '../controls/rows';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { configOf } from '../experiment/members';
import { presets } from '../experiment/presets';
import { defaultConfig, schema } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { diagramOf, stagesOf } from './diagram';

const defaults = defaultConfig();
/** They follow from the data set, and have no control. */
const OF_THE_DATA = ['imageSide', 'imageChannels', 'classCount'];
const partsOf = (config: Config) => stagesOf(diagramOf(specOf(config)));

describe('the settings of a model', () => {
  test.each([
    [{}, 'latent', ['latent', 'beta', 'warmUp', 'freeBits']],
    [{ model: 'ae' }, 'latent', ['latent', 'code', 'penalty']],
    [{ model: 'ae', penalty: 'l1' }, 'latent', ['latent', 'code', 'penalty', 'penaltyWeight']],
    [
      { model: 'ae', corruption: 'masking' },
      'image',
      ['dataset', 'pixels', 'trainImages', 'classes', 'corruption', 'noise'],
    ],
    [{ model: 'pca' }, 'training', []],
    [{ model: 'gan' }, 'discriminator', ['ganLoss', 'discriminatorRate']],
    [{ model: 'gan' }, 'output', ['dataset', 'pixels', 'trainImages', 'classes', 'likelihood']],
    [{ model: 'made', pixels: 'binary' }, 'latent', []],
  ] as const)('%o: %s', (config, stage, keys) => {
    const whole: Config = { ...defaults, ...config };
    const expected = keys.filter((key) => applies(key, whole));
    expect(settingsOf(stage, partsOf(whole), whole).map(({ key }) => key)).toEqual(expected);
    // Otherwise the comparison above would be empty.
    expect(expected.length).toBeGreaterThanOrEqual(keys.length - 1);
  });

  test('each setting that applies to a model is at exactly one part of its diagram', () => {
    for (const preset of presets) {
      const config = configOf(preset);
      const parts = partsOf(config);
      const placed = parts.flatMap((stage) => settingsOf(stage, parts, config).map(({ key }) => key));
      const meant = schema
        .filter(({ key, kind, group }) => kind !== 'widths' && group !== 'machine' && applies(key, config))
        .map(({ key }) => key)
        .filter((key) => key !== 'model' && key !== 'speed' && !OF_THE_DATA.includes(key));
      expect(placed.toSorted(), preset.id).toEqual(meant.toSorted());
    }
  });
});
