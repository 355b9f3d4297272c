/** The finding of the reconstructions as a sentence. */
import type { WordsWith } from '../../i18n/words';
import type { words } from './words';

export interface ReconstructionFacts {
  /** False: the model has no codes, and `loss` is −log p(x). */
  encodes: boolean;
  latent: number;
  /** The step that `loss` was measured after; null: nothing is measured yet. */
  step: number | null;
  /** Mean over test images, nats per image. */
  loss: number;
  /** The same for the mean image as the reconstruction of every image; null: not known. */
  baseline: number | null;
  /** Errors of the images shown, in nats, and what each is called; empty: not known yet. */
  shown: readonly { name: string; error: number }[];
}

export function findingOf(facts: ReconstructionFacts, { t, number }: WordsWith<typeof words>): string {
  const { encodes, latent, step, loss, baseline, shown } = facts;
  const nats = (value: number) => number.fixed(value, 0);
  if (step !== null && !Number.isFinite(loss)) return t('recon.finding.lost');
  if (!encodes)
    return step === null || step === 0
      ? t('recon.finding.noCodes')
      : t('recon.finding.likelihood', { loss: number.fixed(loss, 1) });
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
  const worst = shown.reduce((a, b) => (b.error > a.error ? b : a), { name: '', error: 0 });
  if (worst.error === 0) return main;
  return [main, t('recon.finding.worst', { name: worst.name, error: nats(worst.error) })].join(
    t('text.betweenSentences'),
  );
}
