/** The finding of the drawing use: the class of the drawing's neighbours in latent space. */
import type { WordsWith } from '../../i18n/words';
import type { Vote } from '../../math/nearestPoints';
import type { words } from './words';

export interface DrawingFacts {
  /** Whether the pad is blank. */
  blank: boolean;
  /** The step of the codes that the drawing is compared with; null without codes. */
  step: number | null;
  /** The vote of the nearest test images; null if unknown, or without labels. */
  vote: Vote | null;
  /** The name of the class with most votes. */
  name: string;
  /** The error of the reconstruction, in nats; null without one. */
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
