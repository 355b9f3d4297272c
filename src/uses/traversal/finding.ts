/** The finding of the traversal: how many coordinates carry information, and which carries most. */
import type { WordsWith } from '../../i18n/words';
import { axisName } from '../../views/words';
import type { Component, Ranking } from './rank';
import type { words } from './words';

export function findingOf(
  ranking: Ranking | readonly Component[] | null,
  untrained: boolean,
  { t, number }: WordsWith<typeof words>,
): string {
  if (untrained) return t('traversal.finding.untrained');
  if (!ranking) return t('traversal.finding.none');
  if (!('by' in ranking)) {
    const [first, second] = ranking.map(({ share }) => share);
    const two = number.percent(first + second, 0);
    return t('traversal.finding.components', { all: ranking.length, first: number.percent(first, 0), two });
  }
  const { by, active, coordinates } = ranking;
  const [first] = coordinates;
  const slots = {
    all: coordinates.length,
    name: axisName(first.coordinate),
    value: inDigits(first.value, number),
  };
  if (active === null) return t('traversal.finding.change', slots);
  if (active === 0) return t('traversal.finding.collapsed', slots);
  return t(`traversal.finding.${by}`, { ...slots, active });
}

/** Two digits are enough to compare. */
export const inDigits = (value: number, number: WordsWith<typeof words>['number']): string =>
  number.significant(value, 2);
