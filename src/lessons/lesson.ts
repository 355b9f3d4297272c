/**
 * A lesson as data: an introduction, then steps. In each step the reader predicts something, changes something, and the
 * page checks the outcome on its own numbers; then it explains, in one sentence for right predictions and another for
 * wrong ones. The words of a lesson are in its file under `title`, `intro`, and for each step `<step>.question`,
 * `<step>.<choice>`, `<step>.task`, `<step>.reading`, `<step>.right` and `<step>.wrong`.
 */
import type { Config } from '../experiment/config';
import type { PartWords } from '../i18n/words';
import type { LessonFacts } from './lessonFacts';

export type { LessonFacts } from './lessonFacts';

export interface Lesson {
  /** Its name in links: `#lesson=kl-rises`. */
  id: string;
  steps: readonly LessonStep[];
  words: PartWords<string>;
}

export interface LessonStep {
  id: string;
  predict: Choice | Guess;
  /** The model that the step is about; without one, that of the step before. */
  setup?: Setup;
  /** The use that shows its numbers, by its id in `uses/registry`. */
  use?: string;
  /** Its check needs the losses of the whole test set, which the page then measures. */
  wholeTest?: true;
  /** Its check needs how well the model restores half-masked test images (`restoration.ts`). */
  restoration?: true;
  check(facts: LessonFacts): Reading;
  /** The condition on its value, for scripts and for the record of `npm run lessons`: '≤ 1.01'. */
  target: string;
  /** The step that it compares with, by what that one keeps. */
  needs?: string;
  /** Whether the words have an introduction of its own under `<step>.intro`, as in a composed lesson. */
  introduced?: true;
  /** What later steps of the lesson compare with, once the check has passed. */
  keep?(facts: LessonFacts): Record<string, readonly number[]>;
}

/** One of several answers. */
export interface Choice {
  choices: readonly string[];
  right: string;
}

/** A number, which is compared with the step's value. */
export interface Guess {
  unit: 'nats' | 'percent';
  /** Right if it differs from the value by at most this. */
  within: number;
}

export const isChoice = (predict: Choice | Guess): predict is Choice => 'choices' in predict;

export interface Setup {
  preset: string;
  /** Settings that differ from the preset's. */
  settings?: Partial<Config>;
  /** Settings that the reader may change in this step. */
  free?: readonly (keyof Config)[];
}

/** A number in a sentence, with its decimals. */
export type Shown = readonly [value: number, decimals: number];

export interface Reading {
  passed: boolean;
  /** The number that decides; null while it is not known. */
  value: number | null;
  /** The numbers in `<step>.reading`. */
  shown?: Record<string, Shown>;
}

export const NOT_YET: Reading = { passed: false, value: null };
