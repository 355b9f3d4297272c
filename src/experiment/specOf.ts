/** Derives the model and its changeable settings from a configuration. */
import { familyOf } from '../model/families';
import {
  DEFAULT_SHAPE,
  type Hyper,
  type HyperSettings,
  type ModelSpec,
  NO_HYPER,
  type Turn,
} from '../model/spec';
import { applies } from './applies';
import type { Config } from './config';
import { shapeOf } from './dataShape';
import { defaultConfig } from './schema';

export function specOf(config: Config): ModelSpec {
  const defaults = defaultConfig();
  const of = <K extends keyof Config>(key: K, without: Config[K] = defaults[key]): Config[K] =>
    applies(key, config) ? config[key] : without;
  return {
    data: { ...shapeOf(config), ...(of('condition') === 'none' && { classes: DEFAULT_SHAPE.classes }) },
    family: config.model,
    architecture: of('architecture'),
    encoder: [...of('encoder', [])],
    decoder: [...of('decoder', [])],
    discriminator: [...of('discriminator', [])],
    upsampling: of('upsampling'),
    normalisation: of('normalisation'),
    latent: of('latent', 0),
    condition: of('condition'),
    activation: of('activation'),
    code: of('code'),
    likelihood: of('likelihood'),
    corruption: of('corruption'),
    penalty: of('penalty'),
    ...familyOf({ family: config.model }).fixed,
  };
}

/** The default model with some settings changed. */
export function specWith(settings: Partial<Config>): ModelSpec {
  return specOf({ ...defaultConfig(), ...settings });
}

export function hyperOf(config: Config, turn: Turn = 'both'): Hyper {
  const settings = Object.fromEntries(HYPER_KEYS.map((key) => [key, config[key]]));
  return { ...(settings as unknown as HyperSettings), turn };
}

const { turn: _, ...SETTINGS } = NO_HYPER;
const HYPER_KEYS = Object.keys(SETTINGS) as (keyof HyperSettings)[];

/** The default training settings with some changed. */
export function hyperWith(settings: Partial<Hyper>): Hyper {
  return { ...hyperOf(defaultConfig()), ...settings };
}
