/**
 * VAE-GAN (Larsen et al. 2016, algorithm 1), its three updates one after another: the encoder minimises the
 * KL and the feature loss in the discriminator's last hidden layer; the decoder minimises γ times the feature
 * loss and fools the discriminator; the discriminator separates real images from reconstructions and samples
 * of the prior.
 */
import { Purpose } from '../../math/random';
import type { PassBuilder } from '../builder';
import {
  applied,
  discriminatorEquation,
  fooling,
  generated,
  halfSquare,
  hat,
  i,
  labelOf,
  loss,
  o,
  piece,
  reconstruction,
  summed,
} from '../notation';
import type { Value } from '../operations';
import { divergencePiece } from './ae';
import type { FamilyDefinition } from './definition';

/** Reconstructions of the images and, stacked below them, samples of the prior. */
function reconstructedAndSampled(b: PassBuilder, target: Value): Value {
  const z = b.sampled(b.encoded(target), Purpose.epsilon);
  return b.pixels(b.decoded(b.stack(z, b.normal(Purpose.prior))));
}

export const vaegan: FamilyDefinition = {
  networks: { encoder: 'gaussian', decoder: true, discriminator: 'images' },
  settings: [
    'architecture',
    'encoder',
    'decoder',
    'upsampling',
    'normalisation',
    'discriminator',
    'latent',
    'activation',
    'beta',
    'warmUp',
    'warmUpSteps',
    'freeBits',
    'ganLoss',
    'gamma',
    'learningRate',
    'discriminatorRate',
  ],
  prior: true,
  terms: () => ['recon', 'kl', 'feature', 'discriminator', 'generator', 'dReal', 'dFake'],
  phases: ({ phase }) => [
    phase('generator', ['encoder'], (b) => {
      const target = b.images();
      const { mu, logVar } = b.encoded(target);
      const output = b.decoded(b.sampled({ mu, logVar }, Purpose.epsilon));
      const features = b.features(b.stack(target, b.pixels(output)));
      if (!logVar) throw new Error('a VAE-GAN needs log σ²');
      return {
        losses: [
          { loss: 'recon', weight: 'none', term: 'recon', output, target },
          { loss: 'kl', weight: 'beta', term: 'kl', mu, logVar },
          { loss: 'feature', weight: 'one', term: 'feature', features, of: 1, like: 0 },
        ],
      };
    }),
    phase('generator', ['decoder'], (b) => {
      const target = b.images();
      const { features, logits } = b.discriminated(b.stack(target, reconstructedAndSampled(b, target)));
      return {
        losses: [
          { loss: 'feature', weight: 'gamma', term: null, features, of: 1, like: 0 },
          { loss: 'adversarial', weight: 'one', term: 'generator', logits, roles: [null, 'fool', 'fool'] },
        ],
      };
    }),
    phase('discriminator', ['discriminator'], (b) => {
      const target = b.images();
      return b.discrimination(target, reconstructedAndSampled(b, target));
    }),
  ],
  discriminatorSymbols: () => ({ dReal: 'D(x)', dFake: 'D(x̂), D(G(z))' }),
  objectives(spec, hyper) {
    const likeness = halfSquare(...applied('f', [i('x')]), o('−'), ...applied('f', [hat('x')]));
    return [
      {
        side: 'encoder',
        left: { term: null, signs: loss('E') },
        pieces: [divergencePiece(spec, hyper), piece('feature', likeness)],
      },
      {
        side: 'generator',
        left: { term: null, signs: loss('G') },
        pieces: [
          piece('feature', likeness, { weight: 'gamma', live: false }),
          piece('generator', summed(fooling(spec, hyper, [hat('x')]), fooling(spec, hyper, generated(spec)))),
        ],
      },
      discriminatorEquation(spec, [i('x')], [hat('x')], generated(spec)),
      {
        side: 'watched',
        left: null,
        pieces: [piece('recon', reconstruction(spec, null, labelOf(spec)), { weight: 'none' })],
      },
    ];
  },
};
