/** The finding of the anomalies use: how well the threshold separates the samples. */
import type { Numbers } from '../../i18n/numbers';
import type { WordsWith } from '../../i18n/words';
import type { Detection } from './scoreStatistics';
import type { words } from './words';

export interface AnomalyFacts {
  /** The step of the model that computed the scores; null if unknown. */
  step: number | null;
  /** Nats. */
  threshold: number;
  /** NaN before there are scores. */
  detection: Detection;
  /** The name of the images that are compared with the test images. */
  other: string;
}

/** Below this area under the ROC curve, no threshold separates the two samples well. */
const SEPARATES = 0.75;

export const percent = (share: number, number: Numbers) =>
  Number.isNaN(share) ? '–' : number.percent(share, share > 0 && share < 0.1 ? 1 : 0);
export const inNats = (score: number, { fixed }: Numbers) => fixed(score, score < 10 ? 1 : 0);

export function findingOf(facts: AnomalyFacts, { t, number }: WordsWith<typeof words>): string {
  const { step, threshold, detection, other } = facts;
  const { caught, falseAlarms, area } = detection;
  if (step === 0) return t('anomalies.finding.untrained');
  if (![threshold, caught, falseAlarms, area].every(Number.isFinite))
    return t('anomalies.finding.none', { other });
  const slots = {
    other,
    caught: percent(caught, number),
    alarms: percent(falseAlarms, number),
    nats: inNats(threshold, number),
    area: number.fixed(area, 2),
  };
  return t(area < SEPARATES ? 'anomalies.finding.hardly' : 'anomalies.finding', slots);
}
