/** The finding of the restoration use: the error after one pass and after more. */
import type { WordsWith } from '../../i18n/words';
import { SHOWN } from './passes';
import type { words } from './words';

export interface RestorationFacts {
  /** The step of the model; null if nothing has been restored yet. */
  step: number | null;
  /** Squared errors from the clean digit: of the damaged one, and after each number of passes in `SHOWN`. */
  damaged: number;
  errors: readonly number[];
}

/** Further passes help if the error is below this share of the error after one. */
const BETTER = 0.95;

export function findingOf(facts: RestorationFacts, { t, number }: WordsWith<typeof words>): string {
  const { step, damaged, errors } = facts;
  if (step === null || errors.length === 0) return t('restoration.finding.none');
  if (!errors.every(Number.isFinite)) return t('restoration.finding.lost');
  if (step === 0) return t('restoration.finding.untrained');
  const round = (error: number) => number.fixed(error, error < 10 ? 1 : 0);
  const [first] = errors;
  if (damaged === 0) return t('restoration.finding.clean', { after: round(first) });
  const slots = { before: round(damaged), after: round(first) };
  if (first >= damaged) return t('restoration.finding.worse', slots);
  const least = Math.min(...errors);
  const passes = SHOWN[errors.indexOf(least)];
  return least < BETTER * first
    ? t('restoration.finding.further', { ...slots, least: round(least), passes })
    : t('restoration.finding', slots);
}
