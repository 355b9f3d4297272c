/** The losses in words: what the terms of a model are called, what they are, and of which step. */

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
    // What a family holds small beside its reconstruction may have a name of its own.
    penalty: find(`loss.penalty.${spec.family}`, t('loss.penalty')),
    feature: t('loss.feature'),
    discriminator: t('loss.discriminator'),
    // In an adversarial autoencoder it is the encoder that plays against the discriminator.
    generator: t(discriminatorInput(spec) === 'codes' ? 'loss.encoder' : 'loss.generator'),
    ...(familyOf(spec).beliefs(spec) ?? { dReal: '', dFake: '' }),
  };
}

/** What is said shorter where two networks play, and so many terms stand in a row. */
export function shortNames(words: Pick<Words, 't' | 'find'>, spec: ModelSpec): Record<Term, string> {
  const { t } = words;
  return {
    ...termNames(words, spec),
    recon: t('loss.short.recon'),
    discriminator: t('loss.short.discriminator'),
    generator: t(discriminatorInput(spec) === 'codes' ? 'loss.short.encoder' : 'loss.short.generator'),
  };
}

/** What the numbers are, in sentences: true of this model under these settings. */
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

/** The two sets of images; of a denoising model, with what is done to each. */
export function setNames(t: Words['t'], { corruption }: ModelSpec): { train: string; test: string } {
  return corruption === 'none'
    ? { train: t('loss.train'), test: t('loss.test') }
    : { train: t('loss.train.corrupted'), test: t('loss.test.clean') };
}

/** Of which step, or of which steps a mean. */
export function whenOf({ from, to, count }: Reading, test: boolean, { t }: Words): string {
  if (from === 0 && count === 1) return t('loss.untrained');
  if (count === 1) return t('loss.at', { step: from });
  // Between two test losses lie as many steps as there was time for.
  return test ? t('loss.mean.from', { count, from }) : t('loss.mean', { from, to });
}
