/**
 * Contractive autoencoders (Rifai, Vincent, Muller, Glorot & Bengio 2011): reconstruction, and a penalty on
 * the squared Frobenius norm of the encoder's Jacobian, which makes the code insensitive to small changes of
 * the image.
 *
 * The norm has a closed form for an encoder of one layer, here with sigmoids as in the paper; so there are no
 * hidden layers. The decoder has weights of its own, whereas the paper ties them to the encoder's. Without
 * tied weights, scale alone can make the norm small: weights near zero in the encoder and large ones in the
 * decoder. The trial in `e2e/models` therefore also measures the norm relative to the variance of the codes.
 */
import { i, n, o, piece, reconstruction, row, type Sign, sub } from '../notation';
import type { Loss } from '../operations';
import { autoencoderObjective } from './ae';
import type { FamilyDefinition } from './definition';

/** ‖∂z/∂x‖²_F. */
const jacobian: Sign = {
  tag: 'msup',
  of: [
    sub(row(o('‖'), { tag: 'mfrac', of: [row(o('∂'), i('z')), row(o('∂'), i('x'))] }, o('‖')), i('F')),
    n('2'),
  ],
};

export const contractive: FamilyDefinition = {
  networks: { encoder: 'point', decoder: true, discriminator: null },
  settings: ['latent', 'likelihood', 'penaltyWeight', 'learningRate'],
  fixed: { code: 'sigmoid' },
  prior: false,
  terms: () => ['total', 'recon', 'penalty'],
  phases: ({ phase }) => [
    phase('generator', ['encoder', 'decoder'], (b) => {
      const target = b.images();
      const { mu } = b.encoded(target);
      const output = b.decoded(mu);
      const losses: Loss[] = [
        { loss: 'recon', weight: 'one', term: 'recon', output, target },
        { ...b.contraction(mu), weight: 'penalty', term: 'penalty' },
      ];
      return { losses };
    }),
  ],
  discriminatorSymbols: () => null,
  objectives: (spec) => [
    autoencoderObjective(spec, [
      piece('recon', reconstruction(spec, null, [])),
      piece('penalty', [jacobian], { weight: 'penalty' }),
    ]),
  ],
};
