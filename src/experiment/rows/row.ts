/**
 * The row of a setting, by the kind of its control. Its words are in `i18n/<locale>/settings/`, under its
 * key: `settings.beta.label`, `.help`, `.options.<value>`, `.value` (a number with its unit),
 * `.special.<value>`.
 */
import type { Config } from '../config';

/** When a change takes effect: at once, at the next reset, or when it is opened again. */
export type TakesEffect = 'live' | 'restart' | 'engine' | 'data';

interface Common<K extends keyof Config> {
  key: K;
  default: Config[K];
  takesEffect: TakesEffect;
  /**
   * It determines how long or how fast a run learns, not what it learns: any value gives the same weights.
   */
  paces?: true;
  /** It has no effect while another setting has this value. */
  unless?: { readonly [O in keyof Config]?: Config[O] };
  /** Where the value persists beyond the session. */
  persists: { url: boolean; checkpoint: boolean };
  /** The part of the screen with its control. */
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
  /** The only values in range that there are. */
  only?: readonly number[];
  /**
   * The values that the control offers, in order; any other number in range may come from a link or a script.
   */
  stops: number[];
  /** Numbers that are shown as a word, e.g. 0 steps/s = full speed. */
  special?: readonly number[];
}

export interface WidthsRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'widths';
  maxLayers: number;
  min: number;
  max: number;
}

/** A nonempty subset of the labels 0 … `of` − 1, ascending; written as in `labels.ts` in a link. */
export interface SubsetRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'subset';
  of: number;
}

export type Row = ChoiceRow | NumberRow | WidthsRow | SubsetRow;

export const saved = { url: true, checkpoint: true };
/** With the model alone: a link says it by naming the data set. */
export const kept = { url: false, checkpoint: true };
export const linked = { url: true, checkpoint: false };
