/** The finding of the comparison: which run reconstructs better, or how many settings differ. */
import type { WordsWith } from '../../i18n/words';
import type { Value } from './numbers';
import type { words } from './words';

export interface ComparedRun {
  /** Model and step. */
  name: string;
  /** The error of reconstruction in nats, where it is known. */
  recon: Value | undefined;
  /** How many test images it is a mean over; undefined: not known. */
  images: number | undefined;
}

export interface ComparisonFacts {
  /** Nothing has been trained or chosen since the run was pinned. */
  same: boolean;
  pinned: ComparedRun;
  present: ComparedRun;
  /** How many settings differ. */
  differing: number;
}

export function findingOf(
  { same, pinned, present, differing }: ComparisonFacts,
  { t, number }: WordsWith<typeof words>,
): string {
  if (same) return t('comparison.finding.same');
  if (!pinned.recon || !present.recon)
    return differing === 0
      ? t('comparison.finding.sameSettings')
      : t('comparison.finding.settings', { count: differing });
  const [better, worse] = pinned.recon.value <= present.recon.value ? [pinned, present] : [present, pinned];
  const [less, more] = [better, worse].map(({ recon }) => number.fixed(recon?.value ?? Number.NaN, 1));
  const names = { better: better.name, worse: worse.name };
  const compared =
    less === more
      ? t('comparison.finding.equal', { less })
      : t('comparison.finding.better', { ...names, less, more });
  const [a, b] = [better.images, worse.images];
  if (a !== undefined && a === b) return compared;
  const unlike =
    a === undefined || b === undefined
      ? t('comparison.finding.someImages')
      : t('comparison.finding.images', { a, b });
  return `${compared}${t('text.betweenSentences')}${unlike}`;
}
