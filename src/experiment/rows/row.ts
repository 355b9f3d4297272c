/** What a setting's row says, by the kind of control that it needs. */
import type { Config } from '../config';

export interface Text {
  en: string;
  zh: string;
}

/** When a change takes hold: at once, with the next reset, or by opening something anew. */
export type Applies = 'live' | 'restart' | 'engine' | 'data';

interface Common<K extends keyof Config> {
  key: K;
  label: Text;
  /** One line for the reader under the control. */
  help: Text;
  default: Config[K];
  applies: Applies;
  /** It says how long or how fast a run learns, not what it learns: the same weights come of any value. */
  paces?: true;
  /** Where the value persists beyond the session. */
  persists: { url: boolean; checkpoint: boolean };
  /** Which part of the screen the control belongs to. */
  group: 'data' | 'model' | 'training' | 'machine';
}

export interface ChoiceRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'choice';
  options: { value: Config[K] & string; label: Text }[];
}

export interface NumberRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'number';
  min: number;
  max: number;
  integer: boolean;
  /** What the control offers, in order; any other number in range may come from a link or a script. */
  stops: number[];
  /** A word in place of a special number, e.g. 0 steps/s = full speed. */
  words?: { value: number; label: Text }[];
  unit?: Text;
  /** The unit of exactly one. */
  unitOfOne?: Text;
}

export interface WidthsRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'widths';
  maxLayers: number;
  min: number;
  max: number;
}

export type Row = ChoiceRow | NumberRow | WidthsRow;

export const saved = { url: true, checkpoint: true };
export const linked = { url: true, checkpoint: false };
