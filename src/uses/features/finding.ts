/** The finding of the features use: how well the code separates the classes. */
import type { WordsWith } from '../../i18n/words';
import type { Reading } from './measuring';
import type { Verdict } from './verdict';
import type { words } from './words';

/** Random weights are mentioned only if they exceed guessing by this much. */
const MORE_THAN_CHANCE = 0.05;

export interface FeatureFacts {
  verdict: Verdict;
  /** Null if there are no codes yet. */
  reading: Reading | null;
}

export function findingOf(
  { verdict, reading }: FeatureFacts,
  { t, number }: WordsWith<typeof words>,
): string {
  if (verdict === 'lost') return t('features.is.lost');
  if (!reading?.code) return t('features.finding.none');
  const { step, code, pca, pixels, nothing } = reading;
  const share = (value: number | undefined) => (value === undefined ? '–' : number.percent(value, 0));
  const slots = {
    code: share(code.knn),
    pca: share(pca?.knn),
    pixels: share(pixels?.knn),
    chance: share(nothing.knn),
  };
  if (step === 0)
    return t(
      code.knn > nothing.knn + MORE_THAN_CHANCE ? 'features.finding.random' : 'features.finding.untrained',
      slots,
    );
  if (verdict === 'conditional') return t('features.finding.conditional', slots);
  return t(pca && pixels ? 'features.finding' : 'features.finding.alone', slots);
}
