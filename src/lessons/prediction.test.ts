import { expect, test } from 'vitest';
import { isPossible, isRight, numberIn } from './prediction';

test('a choice is right if it is the right one', () => {
  const step = { predict: { choices: ['rises', 'falls'], right: 'rises' } };
  expect(isRight(step, 'rises', Number.NaN)).toBe(true);
  expect(isRight(step, 'falls', Number.NaN)).toBe(false);
});

test('a number is right within its limit', () => {
  const step = { predict: { unit: 'nats', within: 5 } as const };
  expect(isRight(step, '540', 544)).toBe(true);
  expect(isRight(step, '549', 544)).toBe(true);
  expect(isRight(step, '549.1', 544)).toBe(false);
  expect(isRight(step, 'many', 544)).toBe(false);
});

test('numbers are read with a point, a comma, a sign or a percent sign, and nothing else is', () => {
  const read = { '12': 12, ' 12.5 ': 12.5, '12,5': 12.5, '-3': -3, '70 %': 70, '70%': 70 };
  for (const [written, value] of Object.entries(read)) expect(numberIn(written), written).toBe(value);
  for (const written of ['', 'abc', '1e3', '1.2.3', '1,234.5', '12 nats', '--3'])
    expect(numberIn(written), written).toBeNull();
});

test('a share beyond 100% is no guess; a loss may have any value', () => {
  const percent = { unit: 'percent', within: 5 } as const;
  for (const text of ['0', '75 %', '100']) expect(isPossible(percent, text), text).toBe(true);
  for (const text of ['150', '-1', 'half']) expect(isPossible(percent, text), text).toBe(false);
  const nats = { unit: 'nats', within: 5 } as const;
  for (const text of ['150', '-3']) expect(isPossible(nats, text), text).toBe(true);
  expect(isPossible(nats, 'much')).toBe(false);
});
