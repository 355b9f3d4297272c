/** Generative adversarial networks (Goodfellow et al. 2014, algorithm 1 with k = 1); with labels, Mirza & Osindero 2014. */
import { Purpose } from '../../math/random';
import { discriminatorEquation, fooling, generated, i, loss, piece } from '../notation';
import type { FamilyDefinition } from './definition';

export const gan: FamilyDefinition = {
  networks: { encoder: null, decoder: true, discriminator: 'images' },
  settings: [
    'architecture',
    'decoder',
    'upsampling',
    'normalisation',
    'discriminator',
    'latent',
    'condition',
    'activation',
    'ganLoss',
    'learningRate',
    'discriminatorRate',
  ],
  prior: true,
  terms: () => ['discriminator', 'generator', 'dReal', 'dFake'],
  phases: ({ phase }) => [
    phase('discriminator', ['discriminator'], (b) =>
      b.discrimination(b.images(), b.pixels(b.decoded(b.normal(Purpose.prior)))),
    ),
    phase('generator', ['decoder'], (b) => {
      const { logits } = b.discriminated(b.pixels(b.decoded(b.normal(Purpose.prior, 1))));
      return {
        losses: [{ loss: 'adversarial', weight: 'one', term: 'generator', logits, roles: ['fool'] }],
      };
    }),
  ],
  discriminatorSymbols: ({ condition }) =>
    condition === 'label' ? { dReal: 'D(x|y)', dFake: 'D(G(z|y)|y)' } : { dReal: 'D(x)', dFake: 'D(G(z))' },
  objectives: (spec, hyper) => [
    discriminatorEquation(spec, [i('x')], generated(spec)),
    {
      side: 'generator',
      left: { term: null, signs: loss('G') },
      pieces: [piece('generator', fooling(spec, hyper, generated(spec)))],
    },
  ],
};
