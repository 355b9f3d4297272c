/** Settings as a model and as what may change while it learns. */
import { familyOf } from '../model/families';
import type { Hyper, ModelSpec, Turn } from '../model/spec';
import { applies } from './applies';
import type { Config } from './config';
import { defaultConfig } from './schema';

export function specOf(config: Config): ModelSpec {
  const usual = defaultConfig();
  const of = <K extends keyof Config>(key: K, without: Config[K] = usual[key]): Config[K] =>
    applies(key, config) ? config[key] : without;
  return {
    family: config.model,
    architecture: of('architecture'),
    encoder: [...of('encoder', [])],
    decoder: [...of('decoder', [])],
    discriminator: [...of('discriminator', [])],
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

/** The default model with some settings of its own. */
export function specWith(settings: Partial<Config>): ModelSpec {
  return specOf({ ...defaultConfig(), ...settings });
}

export function hyperOf(config: Config, turn: Turn = 'both'): Hyper {
  const { learningRate, discriminatorRate, beta, warmUp, warmUpSteps, freeBits } = config;
  const { penaltyWeight, sparsity, noise, ganLoss, gamma } = config;
  return {
    learningRate,
    discriminatorRate,
    beta,
    warmUp,
    warmUpSteps,
    freeBits,
    penaltyWeight,
    sparsity,
    noise,
    ganLoss,
    gamma,
    turn,
  };
}

/** The default settings of learning with some of its own. */
export function hyperWith(settings: Partial<Hyper>): Hyper {
  return { ...hyperOf(defaultConfig()), ...settings };
}
