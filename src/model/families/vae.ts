/** Variational autoencoders (Kingma & Welling 2013); with β (Higgins et al. 2017), with labels (Sohn et al. 2015). */
import { labelOf, piece, reconstruction } from '../notation';
import { autoencoderObjective, autoencoderPhase, autoencoderTerms, divergencePiece } from './ae';
import type { FamilyDefinition } from './definition';

export const vae: FamilyDefinition = {
  networks: { encoder: 'gaussian', decoder: true, discriminator: null },
  settings: [
    'architecture',
    'encoder',
    'decoder',
    'upsampling',
    'normalisation',
    'latent',
    'condition',
    'activation',
    'likelihood',
    'corruption',
    'noise',
    'beta',
    'warmUp',
    'warmUpSteps',
    'freeBits',
    'learningRate',
  ],
  prior: true,
  terms: (spec) => autoencoderTerms(spec, 'kl'),
  phases: (model) => [autoencoderPhase(model)],
  discriminatorSymbols: () => null,
  objectives: (spec, hyper) => [
    autoencoderObjective(spec, [
      piece('recon', reconstruction(spec, null, labelOf(spec))),
      divergencePiece(spec, hyper),
    ]),
  ],
};
