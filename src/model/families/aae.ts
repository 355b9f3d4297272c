/**
 * Adversarial autoencoders (Makhzani et al. 2015): a discriminator learns to distinguish codes from draws of
 * the prior, and the autoencoder to reconstruct while its encoder fools the discriminator. Both are one
 * objective with a weight λ, as in WAE-GAN (Tolstikhin et al. 2018, algorithm 1). With separate Adam steps
 * for each (Makhzani used SGD), the second step would be as long as the first however small its gradient, and
 * its noise would keep the classes mixed.
 */
import { Purpose } from '../../math/random';
import {
  applied,
  bracketed,
  discriminatorEquation,
  fooling,
  i,
  labelOf,
  loss,
  piece,
  reconstruction,
} from '../notation';
import type { ModelSpec } from '../spec';
import type { FamilyDefinition } from './definition';

const code = (spec: ModelSpec) => applied('E', [i('x')], labelOf(spec));

export const aae: FamilyDefinition = {
  networks: { encoder: 'point', decoder: true, discriminator: 'codes' },
  settings: [
    'encoder',
    'decoder',
    'normalisation',
    'discriminator',
    'latent',
    'activation',
    'likelihood',
    'penaltyWeight',
    'ganLoss',
    'learningRate',
    'discriminatorRate',
  ],
  prior: true,
  terms: () => ['recon', 'discriminator', 'generator', 'dReal', 'dFake'],
  phases: ({ phase }) => [
    phase('discriminator', ['discriminator'], (b) =>
      b.discrimination(b.normal(Purpose.prior), b.encoded(b.images()).mu),
    ),
    phase('generator', ['encoder', 'decoder'], (b) => {
      const target = b.images();
      const { mu } = b.encoded(target);
      const output = b.decoded(mu);
      const { logits } = b.discriminated(mu);
      return {
        losses: [
          { loss: 'recon', weight: 'one', term: 'recon', output, target },
          { loss: 'adversarial', weight: 'penalty', term: 'generator', logits, roles: ['fool'] },
        ],
      };
    }),
  ],
  discriminatorSymbols: () => ({ dReal: 'D(z)', dFake: 'D(E(x))' }),
  objectives: (spec, hyper) => [
    {
      side: 'autoencoder',
      left: { term: null, signs: loss('AE') },
      pieces: [
        piece('recon', reconstruction(spec, null, labelOf(spec))),
        piece('generator', bracketed(fooling(spec, hyper, code(spec))), { weight: 'penalty' }),
      ],
    },
    discriminatorEquation(spec, [i('z')], code(spec)),
  ],
};
