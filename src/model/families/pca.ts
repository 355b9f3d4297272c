/** Principal component analysis (Pearson 1901): the best linear autoencoder, in closed form (`model/pca.ts`). */
import { halfSquare, i, o, piece, row } from '../notation';
import type { FamilyDefinition } from './definition';

export const pca: FamilyDefinition = {
  networks: { encoder: 'point', decoder: true, discriminator: null },
  settings: ['latent'],
  fixed: { likelihood: 'gaussian' },
  // The covariance of more takes hundreds of megabytes, and minutes.
  mostNumbers: 3072,
  prior: false,
  terms: () => ['total', 'recon'],
  phases: () => [],
  discriminatorSymbols: () => null,
  objectives() {
    const centred = [i('x'), o('−'), i('m')];
    const projection = [i('V'), { tag: 'msup', of: [i('V'), i('T')] } as const, o('('), ...centred, o(')')];
    return [
      {
        side: 'closed',
        left: { term: 'total', signs: [{ tag: 'munder', of: [i('min'), row(i('m'), o(','), i('V'))] }] },
        pieces: [piece('recon', halfSquare(...centred, o('−'), ...projection))],
      },
    ];
  },
};
