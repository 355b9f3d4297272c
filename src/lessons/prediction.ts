/** Whether a prediction was right. Pure. */
import { isChoice, type LessonStep } from './lesson';

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

/** The number in a text; null where there is none. */
export function numberIn(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace(/\s*%$/, '');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
