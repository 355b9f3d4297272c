/** A model as data: its structure, and the settings that may change during training. */

import type { ModelFamily } from './families';

export type { ModelFamily };
/** Dense layers, or strided convolutions with dense ones around the latent. */
export type Architecture = 'mlp' | 'conv';
export type Activation = 'relu' | 'tanh' | 'leakyRelu' | 'elu';
/** The activation of an AE's code. */
export type CodeActivation = 'linear' | 'sigmoid' | 'relu';
export type Likelihood = 'bernoulli' | 'gaussian';
/** The penalty on an AE's code, added to the reconstruction loss. */
export type Penalty = 'none' | 'l1' | 'l2' | 'sparsity';
/** How an image is corrupted before it is encoded (Vincent et al. 2008). */
export type Corruption = 'none' | 'gaussian' | 'masking' | 'saltPepper';
/** Extra input to encoder, decoder and discriminator: none, or the class label. */
export type Condition = 'none' | 'label';
/** How β grows: at once, linearly (Bowman et al. 2016), or cyclically (Fu et al. 2019). */
export type WarmUp = 'none' | 'linear' | 'cyclical';
/** How a convolutional decoder enlarges images: by transposed convolutions, or by repeating pixels before convolutions. */
export type Upsampling = 'transposed' | 'nearest';
/** Whether hidden layers are normalised before their activation: not at all, or per image (`normalisation.ts`). */
export type Normalisation = 'none' | 'group';
/** How the learning rate falls: not at all, along half a cosine, or in steps. */
export type Schedule = 'constant' | 'cosine' | 'step';
/** How a gradient becomes an update (`optimiser.ts`). */
export type Optimiser = 'sgd' | 'momentum' | 'rmsprop' | 'adam';
/** The generator's loss (Goodfellow et al. 2014): −log D(G(z)), or log(1 − D(G(z))). */
export type GanLoss = 'nonSaturating' | 'minimax';

/** What a data set decides of a model: the form of its images, and how many classes its labels name. */
export interface DataShape {
  /** Width and height of an image in pixels. */
  side: number;
  /** Numbers per pixel: grey, or red, green and blue. */
  channels: 1 | 3;
  /** Labels are 0 … classes − 1. */
  classes: number;
}

/** MNIST's, and that of every set with its form. */
export const DEFAULT_SHAPE: DataShape = { side: 28, channels: 1, classes: 10 };

/** Numbers of an image: row by row, the channels of a pixel beside each other. */
export const imageSize = ({ side, channels }: Pick<DataShape, 'side' | 'channels'>): number =>
  side * side * channels;

/** Side of an image in pixels, by default. */
export const IMAGE_SIDE = DEFAULT_SHAPE.side;
/** Numbers of an image, by default. */
export const INPUT_SIZE = imageSize(DEFAULT_SHAPE);
/** Slope of the leaky ReLU below zero. */
export const LEAKY_SLOPE = 0.01;

/**
 * Settings that do not apply to the family have their default here, so that equal models have equal specs.
 */
export interface ModelSpec {
  /** The images that it is made for. */
  readonly data: DataShape;
  readonly family: ModelFamily;
  readonly architecture: Architecture;
  /** Hidden widths from the image to the latent; channels where `architecture` is conv. All of MADE's. */
  readonly encoder: readonly number[];
  /** Hidden widths from the latent to the image; channels where `architecture` is conv. */
  readonly decoder: readonly number[];
  /** Hidden widths from the discriminator's input to the logit of "real". */
  readonly discriminator: readonly number[];
  /** 0 for a model without a latent (MADE). */
  readonly upsampling: Upsampling;
  readonly normalisation: Normalisation;
  readonly latent: number;
  readonly condition: Condition;
  readonly activation: Activation;
  readonly code: CodeActivation;
  readonly likelihood: Likelihood;
  readonly corruption: Corruption;
  readonly penalty: Penalty;
}

/** Which networks learn in a step of an adversarial model: both, or only one of the two. */
export type Turn = 'both' | 'discriminator' | 'generator';

/**
 * Settings that may change from one step to the next without changing the model; `Config` has them under the
 * same names.
 */
export interface HyperSettings {
  schedule: Schedule;
  /** Steps until the cosine reaches zero, or from one fall to the next. */
  scheduleSteps: number;
  optimiser: Optimiser;
  /**
   * λ: decoupled decay, w ← w − learning rate · λ w (Loshchilov & Hutter 2019). Applies to weights, not to
   * biases.
   */
  weightDecay: number;
  learningRate: number;
  /** Factor of the learning rate for the discriminator. */
  discriminatorRate: number;
  /** Weight of the KL term (Higgins et al. 2017). Has no effect where there is none. */
  beta: number;
  warmUp: WarmUp;
  /** Steps of the linear rise, or of one cycle. */
  warmUpSteps: number;
  /** λ in nats: the part of each coordinate's KL that is not penalised (Kingma et al. 2016). */
  freeBits: number;
  /**
   * λ, the weight of the penalty; in an adversarial autoencoder, of fooling the discriminator (Tolstikhin et
   * al. 2018).
   */
  penaltyWeight: number;
  /** ρ, the target mean activation of every unit of the code (Ng 2011). */
  sparsity: number;
  /** Strength of the corruption: σ of Gaussian noise, or the share of pixels. */
  noise: number;
  ganLoss: GanLoss;
  /** γ, the weight of reconstruction against the discriminator in a VAE-GAN's decoder (Larsen et al. 2016). */
  gamma: number;
}

/** All settings that a step depends on, besides the model, the images and the draws. */
export interface Hyper extends HyperSettings {
  turn: Turn;
}

/** For passes that only read, whose results do not depend on it. */
export const NO_HYPER: Hyper = {
  schedule: 'constant',
  scheduleSteps: 1,
  optimiser: 'adam',
  weightDecay: 0,
  learningRate: 0,
  discriminatorRate: 1,
  beta: 1,
  warmUp: 'none',
  warmUpSteps: 1,
  freeBits: 0,
  penaltyWeight: 0,
  sparsity: 0.5,
  noise: 0,
  ganLoss: 'nonSaturating',
  gamma: 1,
  turn: 'both',
};

export function sameSpec(a: ModelSpec, b: ModelSpec): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

function normal(s: ModelSpec): unknown[] {
  return [
    s.data.side,
    s.data.channels,
    s.data.classes,
    s.family,
    s.architecture,
    s.encoder,
    s.decoder,
    s.discriminator,
    s.upsampling,
    s.normalisation,
    s.latent,
    s.condition,
    s.activation,
    s.code,
    s.likelihood,
    s.corruption,
    s.penalty,
  ];
}
