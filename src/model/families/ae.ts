/**
 * Autoencoders: reconstruction, with an optional penalty on the code (Ng 2011) or corrupted input (Vincent et
 * al. 2008).
 */
import { Purpose } from '../../math/random';
import type { ModelBuilder } from '../builder';
import {
  divergence,
  type Equation,
  labelOf,
  loss,
  type Piece,
  penaltyOf,
  piece,
  reconstruction,
  seenOf,
} from '../notation';
import type { Loss, Phase, Term } from '../operations';
import type { Hyper, ModelSpec } from '../spec';
import type { FamilyDefinition } from './definition';

export const ae: FamilyDefinition = {
  networks: { encoder: 'point', decoder: true, discriminator: null },
  settings: [
    'architecture',
    'encoder',
    'decoder',
    'upsampling',
    'normalisation',
    'latent',
    'condition',
    'activation',
    'code',
    'likelihood',
    'corruption',
    'noise',
    'penalty',
    'penaltyWeight',
    'sparsity',
    'learningRate',
  ],
  prior: false,
  terms: (spec) => autoencoderTerms(spec),
  phases: (model) => [autoencoderPhase(model)],
  discriminatorSymbols: () => null,
  objectives: (spec) => [
    autoencoderObjective(spec, [piece('recon', reconstruction(spec, seenOf(spec), labelOf(spec)))]),
  ],
};

/** The terms of an autoencoder, with `more` of its family among them. */
export const autoencoderTerms = ({ penalty }: ModelSpec, ...more: Term[]): Term[] => [
  'total',
  'recon',
  ...more,
  ...(penalty === 'none' ? [] : (['penalty'] as const)),
];

/** One phase: reconstruction, the KL where codes are distributions, and the penalty where there is one. */
export function autoencoderPhase({ spec, phase }: ModelBuilder): Phase {
  return phase('generator', ['encoder', 'decoder'], (b) => {
    const target = b.images();
    const codes = b.encoded(b.corrupted(target));
    const output = b.decoded(b.sampled(codes, Purpose.epsilon));
    const losses: Loss[] = [{ loss: 'recon', weight: 'one', term: 'recon', output, target }];
    const { mu, logVar } = codes;
    if (logVar) losses.push({ loss: 'kl', weight: 'beta', term: 'kl', mu, logVar });
    if (spec.penalty !== 'none')
      losses.push({ loss: 'penalty', weight: 'penalty', term: 'penalty', code: mu });
    return { losses };
  });
}

export function autoencoderObjective(spec: ModelSpec, pieces: readonly Piece[]): Equation {
  const penalty = spec.penalty === 'none' ? [] : [piece('penalty', penaltyOf(spec), { weight: 'penalty' })];
  return { side: 'model', left: { term: 'total', signs: loss(null) }, pieces: [...pieces, ...penalty] };
}

/** β KL(q(z | x) ‖ p(z)). */
export const divergencePiece = (spec: ModelSpec, hyper: Hyper): Piece =>
  piece('kl', divergence(seenOf(spec), labelOf(spec), hyper), {
    weight: 'beta',
    clamped: hyper.freeBits > 0,
  });
