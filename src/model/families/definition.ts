/** The definition of a family of models; everything else about it is derived by `compile.ts`. */
import type { ModelBuilder } from '../builder';
import type { Equation } from '../notation';
import type { Phase, Term } from '../operations';
import type { Hyper, ModelSpec } from '../spec';

/** A setting of the model or of its training. */
export type ModelSetting = Exclude<keyof ModelSpec | keyof Hyper, 'family' | 'turn'>;

/** The networks of a family. */
export interface Networks {
  /**
   * The output of the encoder: a point, or μ and log σ² of a Gaussian; `masked`: the pixels themselves, each
   * computed from those before it, without a latent.
   */
  encoder: 'point' | 'gaussian' | 'masked' | null;
  decoder: boolean;
  /** The input of the discriminator. */
  discriminator: 'images' | 'codes' | null;
}

export interface FamilyDefinition {
  networks: Networks;
  /** The settings that apply; `learningRate` is among them where the family is trained by gradient steps. */
  settings: readonly ModelSetting[];
  /** Values that are fixed rather than settings. */
  fixed?: Partial<ModelSpec>;
  /** The most numbers that an image can have. */
  mostNumbers?: number;
  /** Whether codes are drawn from, or regularised towards, a standard normal prior. */
  prior: boolean;
  /** What a step records, in this order. `total`, if present, comes first. */
  terms(spec: ModelSpec): readonly Term[];
  /** The phases of a training step; empty where there is a closed form. */
  phases(model: ModelBuilder): readonly Phase[];
  /** The objectives as written: one equation per network that has its own. */
  objectives(spec: ModelSpec, hyper: Hyper): readonly Equation[];
  /** D(…) of the inputs that are real to the discriminator and of the others; null where there is none. */
  discriminatorSymbols(spec: ModelSpec): { dReal: string; dFake: string } | null;
}
