/** A model is data: this is all that the rest of the house knows about it. */

import { applies } from '../experiment/applies';
import type {
  Activation,
  Architecture,
  CodeActivation,
  Condition,
  Config,
  Corruption,
  GanLoss,
  Likelihood,
  ModelFamily,
  Penalty,
  WarmUp,
} from '../experiment/config';
import { defaultConfig } from '../experiment/schema';

/** Pixels of an image, row by row. */
export const IMAGE_SIDE = 28;
export const INPUT_SIZE = IMAGE_SIDE * IMAGE_SIDE;
/** Classes that a condition tells apart, one-hot. */
export const CLASSES = 10;

/** Slope of the leaky ReLU below zero, and of nothing else. */
export const LEAKY_SLOPE = 0.01;

/** Settings that mean nothing to a family have their default here, so that equal models have equal specs. */
export interface ModelSpec {
  family: ModelFamily;
  architecture: Architecture;
  /** Hidden widths from the image to the latent; channels where `architecture` is conv. All of MADE's. */
  encoder: readonly number[];
  /** Hidden widths from the latent to the image; channels where `architecture` is conv. */
  decoder: readonly number[];
  /** Hidden widths from what is judged to the logit of "real". */
  discriminator: readonly number[];
  /** 0 for a model without a latent (MADE). */
  latent: number;
  condition: Condition;
  activation: Activation;
  code: CodeActivation;
  likelihood: Likelihood;
  corruption: Corruption;
  penalty: Penalty;
}

/** Who learns in a step of an adversarial model; both, or one of the two while the other looks on. */
export type Turn = 'both' | 'discriminator' | 'generator';

/** What may change from one step to the next without another model. */
export interface Hyper {
  learningRate: number;
  /** What the learning rate is multiplied by where the discriminator learns. */
  discriminatorRate: number;
  beta: number;
  warmUp: WarmUp;
  warmUpSteps: number;
  freeBits: number;
  penaltyWeight: number;
  sparsity: number;
  noise: number;
  ganLoss: GanLoss;
  gamma: number;
  turn: Turn;
}

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
    likelihood: config.model === 'pca' ? 'gaussian' : of('likelihood'),
    corruption: of('corruption'),
    penalty: of('penalty'),
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

export function sameSpec(a: ModelSpec, b: ModelSpec): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

function normal(s: ModelSpec): unknown[] {
  return [
    s.family,
    s.architecture,
    s.encoder,
    s.decoder,
    s.discriminator,
    s.latent,
    s.condition,
    s.activation,
    s.code,
    s.likelihood,
    s.corruption,
    s.penalty,
  ];
}
