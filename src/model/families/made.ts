/** The masked autoencoder for distribution estimation (Germain et al. 2015): p(x) = Π p(xᵢ | x₍<ᵢ₎), without a latent. */
import { applied, i, loss, o, piece, row, sub } from '../notation';
import type { FamilyDefinition } from './definition';

export const made: FamilyDefinition = {
  networks: { encoder: 'masked', decoder: false, discriminator: null },
  settings: ['encoder', 'activation', 'learningRate'],
  prior: false,
  terms: () => ['nll'],
  phases: ({ phase }) => [
    phase('generator', ['encoder'], (b) => {
      const target = b.images();
      const output = b.autoregressed(target);
      return { losses: [{ loss: 'recon', weight: 'one', term: 'nll', output, target }] };
    }),
  ],
  discriminatorSymbols: () => null,
  objectives() {
    const pixel = applied('p', [sub(i('x'), i('i'))], [sub(i('x'), row(o('<'), i('i')))]);
    const nll = [o('−'), sub(o('∑'), i('i')), i('log'), ...pixel];
    return [{ side: 'model', left: { term: null, signs: loss(null) }, pieces: [piece('nll', nll)] }];
  },
};
