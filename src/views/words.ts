/** Numbers and names as the plane's views write them. */

import { classKey } from '../data/namedClasses';
import type { Numbers } from '../i18n/numbers';
import type { Words } from '../i18n/words';
import { type Vote, voteAt } from '../math/nearestPoints';
import { live } from '../state/live';
import { useStore } from '../state/store';

export const coordinate = (value: number, { fixed }: Numbers): string => fixed(value, 2);

/** As a number field writes it: a plain minus, and no more digits than the field has room for. */
export function fieldText(value: number): string {
  const size = Math.abs(value);
  const text = value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

export function coordinates(z: readonly number[], number: Numbers): string {
  return `(${number.row(z.map((value) => coordinate(value, number)))})`;
}

/** z₁ for coordinate 0, z₁₂ for coordinate 11. */
export function axisName(index: number): string {
  return `z${[...String(index + 1)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]).join('')}`;
}

/** Labels of the points on the plane, where known. */
export function pointLabels(): Uint8Array | null {
  return live.get().points?.labels ?? null;
}

/** The code of a test image, as it was published last. */
export function codeOf(image: number): number[] | null {
  const { points } = live.get();
  const { latent } = useStore.getState().run.spec;
  if (!points || image >= points.count) return null;
  const code = [...points.mu.subarray(image * latent, (image + 1) * latent)];
  return code.every(Number.isFinite) ? code : null;
}

/** What a class of the points on the plane is called: its name, or its numeral. */
export function labelName(label: number, { t }: Words): string {
  const { data, run } = useStore.getState();
  // The model that the page opens with brings its points before there is data.
  const key = classKey(data.id ?? run.config.dataset, label);
  return key ? t(key) : String(label);
}

/** What the ten test points nearest to z say it is. */
export function voteNear(z: readonly number[]): Vote | null {
  const { points } = live.get();
  const labels = pointLabels();
  if (!points || !labels || points.mu.length < points.count * z.length) return null;
  return voteAt(z, points.mu, Math.min(points.count, labels.length), labels);
}

/** The vote as a sentence, or nothing. */
export function neighbourhood(vote: Vote | null, words: Words): string {
  if (!vote) return '';
  const { votes, of, label } = vote;
  return words.t('plane.vote', { votes, of, label: labelName(label, words) });
}

/** The vote of the test images near a decoded digit, and why the digit may look like another class. */
export function neighbourhoodOfDigit(vote: Vote | null, words: Words): string {
  if (!vote) return '';
  const { run, label } = useStore.getState();
  const { t } = words;
  const why =
    run.spec.condition === 'label'
      ? t('plane.vote.label', { label: labelName(label, words) })
      : vote.votes < vote.of && t('plane.vote.blend');
  return [neighbourhood(vote, words), ...(why ? [why] : [])].join(t('text.betweenSentences'));
}
