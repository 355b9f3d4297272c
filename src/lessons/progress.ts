/**
 * What the reader has predicted and reached in each lesson. Kept in the browser, where it has storage; nothing is sent.
 * Stored text is not trusted: whatever does not have the expected form is left out.
 */
import { create } from 'zustand';

export interface LessonProgress {
  /** Predictions by step: a choice, or a number as the reader wrote it. */
  predictions: Record<string, string>;
  /** The value with which each step's check passed. */
  passed: Record<string, number>;
  /** See `LessonStep.keep`. */
  kept: Record<string, readonly number[]>;
}

export const NOTHING: LessonProgress = { predictions: {}, passed: {}, kept: {} };

const KEY = 'latent-playground.lessons';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entries<T>(value: unknown, is: (one: unknown) => one is T): Record<string, T> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, T] => is(entry[1])));
}
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isList = (value: unknown): value is number[] => Array.isArray(value) && value.every(isNumber);

/** The progress by lesson in a stored text; nothing where it is damaged. */
export function readProgress(text: string | null): Record<string, LessonProgress> {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? 'null');
  } catch {
    return {};
  }
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored)
      .filter((entry): entry is [string, Record<string, unknown>] => isRecord(entry[1]))
      .map(([id, { predictions, passed, kept }]) => [
        id,
        {
          predictions: entries(predictions, isText),
          passed: entries(passed, isNumber),
          kept: entries(kept, isList),
        },
      ]),
  );
}

/** A frame or a private window may have no storage; progress then lasts as long as the page. */
function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const useProgress = create<Record<string, LessonProgress>>()(() => readProgress(stored()));

export function change(id: string, patch: (before: LessonProgress) => Partial<LessonProgress>): void {
  const before = useProgress.getState()[id] ?? NOTHING;
  useProgress.setState({ [id]: { ...before, ...patch(before) } });
  try {
    window.localStorage.setItem(KEY, JSON.stringify(useProgress.getState()));
  } catch {
    // As above.
  }
}

/** Forgets what the reader has done in a lesson. */
export const startAgain = (id: string): void => change(id, () => NOTHING);
