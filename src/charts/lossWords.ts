/** The losses in words: the names of a model's terms, their meaning, and the steps that they belong to. */

import type { Numbers } from '../i18n/numbers';
import type { Words } from '../i18n/words';
import { familyOf } from '../model/families';
import { discriminatorInput, isStochastic } from '../model/predicates';
import type { Hyper, ModelSpec } from '../model/spec';
import type { Term } from '../state/series';
import type { Reading } from './readOut';

export function termNames({ t, find }: Pick<Words, 't' | 'find'>, spec: ModelSpec): Record<Term, string> {
  return {
    total: t('loss.total'),
    recon: t('loss.recon'),
    nll: t('loss.nll'),
    kl: t('loss.kl'),
    // The penalty of a family may have a name of its own.
    penalty: find(`loss.penalty.${spec.family}`, t('loss.penalty')),
    feature: t('loss.feature'),
    discriminator: t('loss.discriminator'),
    // In an adversarial autoencoder the encoder is the discriminator's opponent.
    generator: t(discriminatorInput(spec) === 'codes' ? 'loss.encoder' : 'loss.generator'),
    ...(familyOf(spec).discriminatorSymbols(spec) ?? { dReal: '', dFake: '' }),
  };
}

/** Shorter names for models of two networks, which have many terms in a row. */
export function shortNames(words: Pick<Words, 't' | 'find'>, spec: ModelSpec): Record<Term, string> {
  const { t } = words;
  return {
    ...termNames(words, spec),
    recon: t('loss.short.recon'),
    discriminator: t('loss.short.discriminator'),
    generator: t(discriminatorInput(spec) === 'codes' ? 'loss.short.encoder' : 'loss.short.generator'),
  };
}

/** Sentences about the numbers that are true of this model with these settings. */
export function lossSentence({ t, find }: Words, spec: ModelSpec, hyper: Hyper): string {
  const { family, penalty, corruption } = spec;
  const weighsKl = isStochastic(spec);
  return [
    find(penalty !== 'none' ? 'loss.sentence.ae.penalty' : `loss.sentence.${family}`, ''),
    weighsKl && hyper.warmUp !== 'none' && t('loss.sentence.warmUp'),
    weighsKl && hyper.freeBits > 0 && t('loss.sentence.freeBits', { free: hyper.freeBits }),
    corruption !== 'none' && t('loss.sentence.corrupted'),
  ]
    .filter((sentence) => sentence !== false)
    .join(t('text.betweenSentences'));
}

/** The names of the two sets of images; for a denoising model, with what is done to each. */
export function setNames(t: Words['t'], { corruption }: ModelSpec): { train: string; test: string } {
  return corruption === 'none'
    ? { train: t('loss.train'), test: t('loss.test') }
    : { train: t('loss.train.corrupted'), test: t('loss.test.clean') };
}

/** The step, or the steps of a mean. */
export function whenOf({ from, to, count }: Reading, test: boolean, { t }: Words): string {
  if (from === 0 && count === 1) return t('loss.untrained');
  if (count === 1) return t('loss.at', { step: from });
  // The number of steps between two test losses depends on the time available.
  return test ? t('loss.mean.from', { count, from }) : t('loss.mean', { from, to });
}

/** Values that need more digits than nats. */
const FINE: readonly Term[] = ['discriminator', 'generator', 'dReal', 'dFake'];
export const inDigits = (term: Term, value: number, { fixed }: Numbers) =>
  fixed(value, FINE.includes(term) ? 2 : 1);
