/** How losses are shown wherever they are drawn: their colours, and which share an axis. */
import type { Term } from '../state/series';

/** Design tokens, by term. */
export const TERM_COLOURS: Record<Term, string> = {
  total: '--ink',
  recon: '--recon',
  nll: '--recon',
  kl: '--kl',
  penalty: '--latent',
  feature: '--decoder',
  discriminator: '--discriminator',
  generator: '--decoder',
  dReal: '--input',
  dFake: '--decoder',
};

/** Terms that share an axis: of one size and, but for the probabilities at the end, in nats. */
export const GROUPS: readonly (readonly Term[])[] = [
  ['total', 'recon', 'nll'],
  ['kl', 'penalty', 'feature'],
  ['discriminator', 'generator'],
  ['dReal', 'dFake'],
];
