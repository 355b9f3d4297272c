/** The finding of the drawing as a sentence: what its neighbours in latent space say it is. */
import type { WordsWith } from '../../i18n/words';
import type { Vote } from '../../math/nearestPoints';
import type { words } from './words';

export interface DrawingFacts {
  /** Nothing is drawn. */
  blank: boolean;
  /** The step of the codes that the drawing is compared with; null: there are none. */
  step: number | null;
  /** Of the test images nearest to the drawing; null: not known, or without labels. */
  vote: Vote | null;
  /** The name of the class that they vote for. */
  name: string;
  /** Of the reconstruction, in nats; null: there is none. */
  error: number | null;
}

export function findingOf(facts: DrawingFacts, { t, number }: WordsWith<typeof words>): string {
  const { blank, step, vote, name, error } = facts;
  if (blank) return t(step === 0 ? 'drawing.finding.untrained' : 'drawing.finding.none');
  if (error === null || !Number.isFinite(error)) return t('drawing.finding.lost');
  if (step === 0) return t('drawing.finding.untrained');
  const nats = number.fixed(error, 0);
  if (!vote) return t('drawing.finding.error', { nats });
  return t('drawing.finding', { votes: vote.votes, of: vote.of, name, nats });
}
