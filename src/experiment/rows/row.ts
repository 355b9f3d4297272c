/**
 * What a setting's row says, by the kind of control that it needs. Its words are in `i18n/<locale>/settings/`, under
 * its key: `settings.beta.label`, `.help`, `.options.<value>`, `.value` (a number with its unit), `.special.<value>`.
 */
import type { Config } from '../config';

/** When a change takes effect: at once, with the next reset, or by opening something anew. */
export type TakesEffect = 'live' | 'restart' | 'engine' | 'data';

interface Common<K extends keyof Config> {
  key: K;
  default: Config[K];
  takesEffect: TakesEffect;
  /** It says how long or how fast a run learns, not what it learns: the same weights come of any value. */
  paces?: true;
  /** It has no effect while another setting has this value. */
  unless?: { readonly [O in keyof Config]?: Config[O] };
  /** Where the value persists beyond the session. */
  persists: { url: boolean; checkpoint: boolean };
  /** Which part of the screen the control belongs to. */
  group: 'data' | 'model' | 'training' | 'machine';
}

export interface ChoiceRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'choice';
  options: readonly (Config[K] & string)[];
}

export interface NumberRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'number';
  min: number;
  max: number;
  integer: boolean;
  /** What the control offers, in order; any other number in range may come from a link or a script. */
  stops: number[];
  /** Numbers that have a word in their place, e.g. 0 steps/s = full speed. */
  special?: readonly number[];
}

export interface WidthsRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'widths';
  maxLayers: number;
  min: number;
  max: number;
}

/** Some of the labels 0 … `of` − 1, ascending, and at least one; in a link their numerals side by side. */
export interface SubsetRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'subset';
  /** At most ten, so that each has one numeral. */
  of: number;
}

export type Row = ChoiceRow | NumberRow | WidthsRow | SubsetRow;

export const saved = { url: true, checkpoint: true };
export const linked = { url: true, checkpoint: false };
