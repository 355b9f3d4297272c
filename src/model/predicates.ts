/** Properties of a model, derived from its compiled form. */
import { compileModel } from './compile';
import { familyOf } from './families';
import type { ModelSpec } from './spec';

/** Whether images have codes in this model: a GAN only generates, MADE has no latent at all. */
export const hasEncoder = (spec: ModelSpec): boolean => compileModel(spec).encode !== null;
/** Whether there is a plane of codes to decode. */
export const hasLatent = (spec: ModelSpec): boolean => compileModel(spec).decode !== null;
/** Whether codes are drawn from, or regularised towards, a standard normal prior. */
export const hasPrior = (spec: ModelSpec): boolean => familyOf(spec).prior;
/** Whether each image's code is a distribution: μ and log σ². */
export const isStochastic = (spec: ModelSpec): boolean => compileModel(spec).layout.logVar !== null;
export const isAdversarial = (spec: ModelSpec): boolean => compileModel(spec).layout.discriminator.length > 0;
/** Whether the model is computed in closed form, without training steps. */
export const hasClosedForm = (spec: ModelSpec): boolean => compileModel(spec).phases.length === 0;
/** Whether pixels are generated one after another, each from those before it. */
export const isAutoregressive = (spec: ModelSpec): boolean =>
  compileModel(spec).layout.layers.some(({ kind }) => kind === 'masked');
/** The input of the discriminator; null where there is none. */
export const discriminatorInput = (spec: ModelSpec): 'images' | 'codes' | null =>
  familyOf(spec).networks.discriminator;
