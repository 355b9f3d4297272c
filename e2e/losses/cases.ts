/**
 * The runs whose losses are recorded: every preset, and for every family a small model with each setting that
 * affects training at a value other than its default. Generated from the table of settings, so that a new
 * setting brings its own cases.
 */
import { applies } from '../../src/experiment/applies';
import type { Config } from '../../src/experiment/config';
import { conflictsOf } from '../../src/experiment/conflicts';
import { presets } from '../../src/experiment/presets';
import { defaultConfig, type Row, sameValue, schema } from '../../src/experiment/schema';
import { isModelSetting } from '../../src/model/families';

export interface LossCase {
  name: string;
  config: Config;
}

/** Batch size in all cases: the reference is slow. */
export const BATCH = 16;
export const STEPS = 30;

const small: Partial<Config> = {
  encoder: [33, 7],
  decoder: [3, 50],
  discriminator: [17, 5],
  latent: 3,
  batch: BATCH,
};

/** Settings that do not affect the numbers of a step, or are set in all cases. */
const LEFT_OUT: readonly (keyof Config)[] = ['model', 'batch', 'stopAfter', 'speed'];

/**
 * Settings that no family names work the same in all; they are recorded for one family with one network and
 * one with two.
 */
const FOR_ALL: readonly string[] = ['vae', 'gan'];

const configOf = (settings: Partial<Config>): Config => ({ ...defaultConfig(), ...settings });

/** Values of a setting other than its default. */
function others(row: Row): Config[keyof Config][] {
  switch (row.kind) {
    case 'choice':
      return row.options.filter((option) => option !== row.default);
    case 'number': {
      const stops = (row.stops ?? []).filter((v) => v !== row.default);
      return [stops[0], stops[Math.floor(stops.length / 2)]].filter((v) => v !== undefined);
    }
    default:
      return [];
  }
}

function settingCases(): LossCase[] {
  const families = schema.find((row) => row.key === 'model');
  if (families?.kind !== 'choice') throw new Error('no families');
  return families.options.flatMap((model) => {
    const base = configOf({ ...small, model: model as Config['model'] });
    const rows = schema.filter(
      ({ key, group }) =>
        (group === 'model' || group === 'training') &&
        !LEFT_OUT.includes(key) &&
        (isModelSetting(key) || FOR_ALL.includes(model)),
    );
    const changed = rows.flatMap((row) =>
      others(row).flatMap((value): LossCase[] => {
        const config: Config = { ...base, [row.key]: value };
        // A strength has an effect only together with what it is the strength of.
        if (row.key === 'sparsity') Object.assign(config, { penalty: 'sparsity', code: 'sigmoid' });
        if (row.key === 'penalty' && value === 'sparsity') config.code = 'sigmoid';
        if (row.key === 'noise' && applies('corruption', config)) config.corruption = 'masking';
        if (row.key === 'warmUpSteps') config.warmUp = 'linear';
        if (row.key === 'scheduleSteps') config.schedule = 'cosine';
        if (row.key === 'schedule') config.scheduleSteps = 20;
        if (row.key === 'upsampling') config.architecture = 'conv';
        if (row.key === 'architecture' || row.key === 'upsampling')
          Object.assign(config, { encoder: [3, 4], decoder: [4, 2] });
        const valid = applies(row.key, config) && conflictsOf(config).length === 0;
        return valid ? [{ name: `${model}, ${row.key} = ${value}`, config }] : [];
      }),
    );
    return [{ name: `${model}, small`, config: base }, ...changed];
  });
}

/** Keeps one case where another value of a setting gives the same model. */
const different = (cases: readonly LossCase[]): LossCase[] =>
  cases.filter(({ config }, i) =>
    cases
      .slice(0, i)
      .every((other) =>
        (Object.keys(config) as (keyof Config)[]).some((key) => !sameValue(config[key], other.config[key])),
      ),
  );

export const lossCases: readonly LossCase[] = different([
  ...presets.map(({ id, settings }) => ({
    name: `preset ${id}`,
    config: configOf({ ...settings, batch: BATCH }),
  })),
  ...settingCases(),
]);
