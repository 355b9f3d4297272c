/** Adam's constants (Kingma & Ba 2014): the same for all models but one. */
import { isAdversarial, type ModelSpec } from './spec';

/**
 * β₁, how slowly the mean gradient forgets. Two players that answer each other must not run on for long on what
 * the other did before: ½ for them, as in Radford, Metz & Chintala 2015, where 0.9 was found to oscillate.
 */
export const beta1Of = (spec: ModelSpec): number => (isAdversarial(spec) ? 0.5 : BETA1);
export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-8;
