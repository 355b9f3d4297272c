/** Numbers and names as the plane's views write them. */

import type { Words } from '../app/i18n';
import { className } from '../data/classes';
import { fixed } from '../math/fixed';
import { type Vote, voteAt } from '../math/nearest';
import { live } from '../state/live';
import { useStore } from '../state/store';

export const coordinate = (value: number): string => fixed(value, 2);

/** As a number field writes it: a plain minus, and no more digits than the field has room for. */
export function fieldText(value: number): string {
  const size = Math.abs(value);
  const text = value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

export function coordinates(z: readonly number[]): string {
  return `(${z.map(coordinate).join(', ')})`;
}

/** z₁ for coordinate 0, z₁₂ for coordinate 11. */
export function axisName(index: number): string {
  return `z${[...String(index + 1)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]).join('')}`;
}

/** Labels of the points on the plane, where known. */
export function pointLabels(): Uint8Array | null {
  return live.get().points?.labels ?? null;
}

/** What a class of the points on the plane is called: its name, or its numeral. */
export function labelName(label: number, say: Words['say']): string {
  const { data, run } = useStore.getState();
  // The model that the page opens with brings its points before there is data.
  const name = className(data.id ?? run.config.dataset, label);
  return name ? say(name) : String(label);
}

/** What the ten test points nearest to z say it is. */
export function voteNear(z: readonly number[]): Vote | null {
  const { points } = live.get();
  const labels = pointLabels();
  if (!points || !labels || points.mu.length < points.count * z.length) return null;
  return voteAt(z, points.mu, Math.min(points.count, labels.length), labels);
}

/** The vote as a sentence, or nothing. */
export function neighbourhood(vote: Vote | null, { t, say }: Words): string {
  return vote ? t('plane.vote', { votes: vote.votes, of: vote.of, label: labelName(vote.label, say) }) : '';
}

/** The vote of the test images near a decoded digit, and why the digit may look like another class. */
export function neighbourhoodOfDigit(vote: Vote | null, words: Words): string {
  if (!vote) return '';
  const { run, label } = useStore.getState();
  const { t, say } = words;
  const why =
    run.spec.condition === 'label'
      ? t('plane.vote.label', { label: labelName(label, say) })
      : vote.votes < vote.of && t('plane.vote.blend');
  const said = neighbourhood(vote, words);
  if (!why) return said;
  return said.endsWith('。') ? said + why : `${said} ${why}`;
}
