/** What a family of models says of itself; everything else about it is derived by `compile.ts`. */
import type { ModelBuilder } from '../builder';
import type { Equation } from '../notation';
import type { Phase, Term } from '../operations';
import type { Hyper, ModelSpec } from '../spec';

/** A setting that belongs to the model or to how it learns. */
export type ModelSetting = Exclude<keyof ModelSpec | keyof Hyper, 'family' | 'turn'>;

/** The networks of a family. */
export interface Networks {
  /**
   * What the encoder makes of an image: a point, or μ and log σ² of a Gaussian; `masked`: the pixels themselves, each
   * from those before it, and then there is no latent.
   */
  encoder: 'point' | 'gaussian' | 'masked' | null;
  decoder: boolean;
  /** What the discriminator sees. */
  discriminator: 'images' | 'codes' | null;
}

export interface FamilyDefinition {
  networks: Networks;
  /** The settings that mean something to it; `learningRate` is among them where it learns step by step. */
  settings: readonly ModelSetting[];
  /** What is no setting but always so. */
  fixed?: Partial<ModelSpec>;
  /** Whether codes are drawn from, or pulled towards, a standard normal prior. */
  prior: boolean;
  /** What a step records, in this order. `total`, where it is there, comes first. */
  terms(spec: ModelSpec): readonly Term[];
  /** A step of learning; none where there is a closed form. */
  phases(model: ModelBuilder): readonly Phase[];
  /** What is minimised, as it is written: a line for each player. */
  objectives(spec: ModelSpec, hyper: Hyper): readonly Equation[];
  /** D(…) of what is real to the discriminator and of what is not; null where there is none. */
  beliefs(spec: ModelSpec): { dReal: string; dFake: string } | null;
}
