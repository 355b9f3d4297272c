/** Whether a prediction was right. Pure. */
import { type Guess, isChoice, type LessonStep } from './lesson';

/**
 * `prediction`: a choice, or a number as the reader wrote it, with a decimal point or a comma. `value`: the number with
 * which the step was passed.
 */
export function isRight(
  { predict }: Pick<LessonStep, 'predict'>,
  prediction: string,
  value: number,
): boolean {
  if (isChoice(predict)) return prediction === predict.right;
  const guess = numberIn(prediction);
  return guess !== null && Math.abs(guess - value) <= predict.within;
}

/** Whether a text is a number that the quantity can have: a share is from 0 to 100%. */
export function isPossible({ unit }: Guess, text: string): boolean {
  const value = numberIn(text);
  return value !== null && (unit !== 'percent' || (value >= 0 && value <= 100));
}

/** The number in a text; null where there is none. */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace(/\s*%$/, '');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
