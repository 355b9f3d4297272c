/** The finding of the samples as a sentence. */
import type { Coverage } from '../../analysis/coverage';
import type { Source } from '../../analysis/draws';
import type { WordsWith } from '../../i18n/words';
import type { words } from './words';

export interface SampleFacts {
  source: Source;
  /** The model is given a label with each code. */
  conditional: boolean;
  /** The step of the decoder; null: not counted yet. */
  step: number | null;
  /** How many of `count` draws look like each class; null: the classes of the images are not known, or not counted. */
  coverage: Coverage | null;
  count: number;
  /** The names of the classes. */
  names: readonly string[];
}

export function findingOf(facts: SampleFacts, { t, number }: WordsWith<typeof words>): string {
  const { source, conditional, step, coverage, count, names } = facts;
  if (step === 0) return t('samples.finding.untrained');
  if (!coverage) return t('samples.finding.none', { source: t(`samples.source.${source}`) });
  if (conditional && coverage.matchingLabel !== null)
    return t('samples.finding.label', { share: number.percent(coverage.matchingLabel, 0), count });
  const { counts, covered } = coverage;
  const slots = { count, covered, all: counts.length, source: t(`samples.source.${source}`) };
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
