/** The finding of the reconstructions use: the error, compared with that of the mean image. */
import type { WordsWith } from '../../i18n/words';
import type { words } from './words';

export interface ReconstructionFacts {
  latent: number;
  /** The step after which `loss` was measured; null if it has not been measured yet. */
  step: number | null;
  /** Mean over test images, in nats per image. */
  loss: number;
  /** The same for the mean image in place of every reconstruction; null if unknown. */
  baseline: number | null;
  /** The least loss that there can be: the entropy of grey pixels; 0 where they cost nothing. */
  floor: number;
  /** The mean loss of training batches, over the steps from … to, and that of test images at `step`; null if unknown. */
  training: { from: number; to: number; loss: number } | null;
  /** The errors of the images shown, in nats, with their names; empty if unknown. */
  shown: readonly { name: string; error: number }[];
}

/** A test loss so many times that of training batches is of other images, or of images learned by heart. */
const FAR_ABOVE = 1.5;
/** A floor of this share of the loss is worth a sentence. */
const MOSTLY = 0.5;

export function findingOf(facts: ReconstructionFacts, { t, number }: WordsWith<typeof words>): string {
  const { latent, step, loss, baseline, floor, training, shown } = facts;
  const nats = (value: number) => number.fixed(value, 0);
  if (step !== null && !Number.isFinite(loss)) return t('recon.finding.lost');
  const count = { value: latent, text: number.plain(latent) };
  if (step === 0)
    return baseline === null
      ? t('recon.finding.untrained')
      : t('recon.finding.untrained.baseline', { baseline: nats(baseline) });
  if (step === null || baseline === null) return t('recon.finding.none', { latent: count });
  const main = t(loss < baseline ? 'recon.finding' : 'recon.finding.useless', {
    latent: count,
    loss: nats(loss),
    baseline: nats(baseline),
  });
  // What explains the number is said before details of it.
  if (training && loss > FAR_ABOVE * training.loss) {
    const { from, to } = training;
    return [main, t('recon.finding.above', { loss: nats(training.loss), from, to })].join(
      t('text.betweenSentences'),
    );
  }
  if (floor > MOSTLY * loss)
    return [main, t('recon.finding.floor', { floor: number.fixed(floor, 1) })].join(
      t('text.betweenSentences'),
    );
  const worst = shown.reduce((a, b) => (b.error > a.error ? b : a), { name: '', error: 0 });
  if (worst.error === 0) return main;
  return [main, t('recon.finding.worst', { name: worst.name, error: nats(worst.error) })].join(
    t('text.betweenSentences'),
  );
}
