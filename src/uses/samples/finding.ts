/** The finding of the samples use: how many classes the samples cover. */
import type { Coverage } from '../../analysis/coverage';
import type { Source } from '../../analysis/draws';
import type { WordsWith } from '../../i18n/words';
import type { words } from './words';

export interface SampleFacts {
  source: Source | 'learned';
  /** The name of the class that a learned prior is conditioned on; null: none. */
  condition: string | null;
  /** Whether the model gets a label with each code. */
  conditional: boolean;
  /** The step of the decoder; null if nothing has been counted yet. */
  step: number | null;
  /**
   * How many of `count` draws look like each class; null if the classes of the images are unknown, or nothing was
   * counted.
   */
  coverage: Coverage | null;
  count: number;
  /** The names of the classes. */
  names: readonly string[];
}

export function findingOf(facts: SampleFacts, { t, number }: WordsWith<typeof words>): string {
  const { condition, conditional, step, coverage, count, names } = facts;
  const source =
    condition === null
      ? t(`samples.source.${facts.source}`)
      : t('samples.source.conditioned', { label: condition });
  if (step === 0) return t('samples.finding.untrained');
  if (!coverage) return t('samples.finding.none', { source });
  if (conditional && coverage.matchingLabel !== null)
    return t('samples.finding.label', { share: number.percent(coverage.matchingLabel, 0), count });
  const { counts, covered } = coverage;
  const slots = { count, covered, all: counts.length, source };
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const extremes = {
    most: names[counts.indexOf(most)],
    least: names[counts.indexOf(least)],
    mostCount: most,
    leastCount: least,
  };
  return covered === counts.length
    ? t('samples.finding.all', { ...slots, ...extremes })
    : t('samples.finding.some', { ...slots, ...extremes });
}
