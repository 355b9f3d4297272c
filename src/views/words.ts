/** Numbers and names as the views of the plane show them. */

import { classKey } from '../data/namedClasses';
import { signOf } from '../experiment/labels';
import type { Numbers } from '../i18n/numbers';
import type { Words } from '../i18n/words';
import { isFlat } from '../latent/slice';
import { type Vote, voteAt } from '../math/nearestPoints';
import { live } from '../state/live';
import { type ShownSlice, useStore } from '../state/store';

export const coordinate = (value: number, { fixed }: Numbers): string => fixed(value, 2);

/** For number fields: an ASCII minus sign, and no more digits than fit. */
export function fieldText(value: number): string {
  const size = Math.abs(value);
  const text = value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A pair stays on one line; a longer code may break between its numbers. */
export function coordinates(z: readonly number[], number: Numbers): string {
  const text = `(${number.row(z.map((value) => coordinate(value, number)))})`;
  return z.length > 2 ? text : text.replaceAll(' ', '\u00a0');
}

/** A place of the plane; its numbers have names where they are not simply those of the code. */
export function placeText(place: readonly number[], words: Words): string {
  const { run, slice } = useStore.getState();
  if (run.spec.latent <= 2) return coordinates(place, words.number);
  const names = directionNames(slice, words);
  return `(${words.number.row(place.map((value, i) => unbroken(`${names[i]} = ${coordinate(value, words.number)}`)))})`;
}

/** On one line: with no-break spaces, and word joiners between Chinese characters. */
const unbroken = (text: string): string =>
  text.replaceAll(' ', '\u00a0').replaceAll(/(?<=\p{sc=Han})(?=\p{sc=Han})/gu, '\u2060');

/** z₁ for coordinate 0, z₁₂ for coordinate 11. */
export function axisName(index: number): string {
  return `z${[...String(index + 1)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]).join('')}`;
}

/** The names of the plane's directions; null for the second where there is only one. */
export function directionNames(
  slice: Pick<ShownSlice, 'shown' | 'u' | 'v'>,
  { t }: Words,
): [string, string | null] {
  const { shown: choice } = slice;
  if (isFlat(slice)) return [axisName(0), null];
  if (choice.by === 'axes') return [axisName(choice.axes[0]), axisName(choice.axes[1])];
  if (choice.by === 'principal') {
    const [a, b] = choice.components;
    return [t('slice.component', { n: a + 1 }), t('slice.component', { n: b + 1 })];
  }
  if (choice.by === 'probes') {
    const [from, to, third] = choice.names;
    return [`${from} → ${to}`, `⊥ → ${third}`];
  }
  const first = choice.by === 'classes' ? choice.classes.join(' → ') : t(`slice.${choice.by}.axis`);
  return [first, t('slice.orthogonal')];
}

/** The names of a probe's two sliders, without subscripts, as scripts and screen readers know them. */
export function sliderNames(slice: ShownSlice, words: Words): [string, string] {
  const { shown: choice } = slice;
  if (choice.by === 'axes') {
    const [a, b] = choice.axes;
    return [`z${a + 1}`, `z${(a === b ? a + 1 : b) + 1}`];
  }
  const [first, second] = directionNames(slice, words);
  return [first, second ?? ''];
}

/** Labels of the points on the plane; null if unknown. */
export function pointLabels(): Uint8Array | null {
  return live.get().points?.labels ?? null;
}

/** The latest published code of a test image. */
export function codeOf(image: number): number[] | null {
  const { points } = live.get();
  const { latent } = useStore.getState().run.spec;
  if (!points || image >= points.count) return null;
  const code = [...points.mu.subarray(image * latent, (image + 1) * latent)];
  return code.every(Number.isFinite) ? code : null;
}

/** The name of a class of the points on the plane, or its numeral. */
export function labelName(label: number, { t }: Words): string {
  const { data, run } = useStore.getState();
  // The pretrained model has points before any data is loaded.
  const key = classKey(data.id ?? run.config.dataset, label);
  return key ? t(key) : (data.names?.[label] ?? String(label));
}

/** A class in a mark on the plane or in the legend: its name where that is short enough, otherwise its numeral. */
export const classSign = (label: number): string => signOf(label, useStore.getState().data.names);

/** The majority class of the ten test points nearest to z. */
export function voteNear(z: readonly number[]): Vote | null {
  const { points } = live.get();
  const labels = pointLabels();
  if (!points || !labels || points.mu.length < points.count * z.length) return null;
  return voteAt(z, points.mu, Math.min(points.count, labels.length), labels);
}

/** The vote as a sentence; empty without a vote. */
export function neighbourhood(vote: Vote | null, words: Words): string {
  if (!vote) return '';
  const { votes, of, label } = vote;
  return words.t('plane.vote', { votes, of, label: labelName(label, words) });
}

/** The vote of the test images near a decoded digit, with the reason why the digit may look like another class. */
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
