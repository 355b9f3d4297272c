/** A model is data: this is all that the rest of the house knows about it. */
import type { Activation, Config, Likelihood, ModelFamily } from '../experiment/config';

/** Pixels of an image, row by row. */
export const IMAGE_SIDE = 28;
export const INPUT_SIZE = IMAGE_SIDE * IMAGE_SIDE;

/** Slope of the leaky ReLU below zero, and of nothing else. */
export const LEAKY_SLOPE = 0.01;

export interface ModelSpec {
  family: ModelFamily;
  /** Hidden widths from the image to the latent. */
  encoder: readonly number[];
  /** Hidden widths from the latent to the image. */
  decoder: readonly number[];
  latent: number;
  activation: Activation;
  likelihood: Likelihood;
}

/** What may change from one step to the next without another model. */
export interface Hyper {
  learningRate: number;
  beta: number;
}

export function specOf(config: Config): ModelSpec {
  const { model: family, encoder, decoder, latent, activation, likelihood } = config;
  return { family, encoder: [...encoder], decoder: [...decoder], latent, activation, likelihood };
}

export function sameSpec(a: ModelSpec, b: ModelSpec): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

function normal(s: ModelSpec): unknown[] {
  return [s.family, s.encoder, s.decoder, s.latent, s.activation, s.likelihood];
}
