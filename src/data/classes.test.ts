import { expect, test } from 'vitest';
import { className } from './classes';

const labels = Array.from({ length: 10 }, (_, i) => i);

test.each(['fashion-mnist', 'kmnist'] as const)('%s has ten classes, each with its own name', (dataset) => {
  for (const language of ['en', 'zh'] as const) {
    const names = labels.map((label) => className(dataset, label)?.[language]);
    expect(new Set(names.filter(Boolean)).size).toBe(10);
  }
  expect(className(dataset, 10)).toBeNull();
});

test('the names stand where their labels are', () => {
  expect(className('fashion-mnist', 0)?.en).toBe('T-shirt/top');
  expect(className('fashion-mnist', 9)).toEqual({ en: 'ankle boot', zh: '短靴' });
  expect(className('kmnist', 3)).toEqual({ en: 'tsu つ', zh: 'つ（tsu）' });
});

test('digits, and what a reader brings, are numerals', () => {
  for (const dataset of ['mnist', 'drawn', 'own'] as const) expect(className(dataset, 7)).toBeNull();
});
