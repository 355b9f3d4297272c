import { expect, test } from 'vitest';
import { wordsOf } from '../i18n/words';
import { classKey } from './namedClasses';

const labels = Array.from({ length: 10 }, (_, i) => i);
const { t: en } = wordsOf('en');
const { t: zh } = wordsOf('zh-CN');

test.each(['fashion-mnist', 'kmnist'] as const)('%s has ten classes, each with its own name', (dataset) => {
  for (const t of [en, zh]) {
    const names = labels.map((label) => {
      const key = classKey(dataset, label);
      return key && t(key);
    });
    expect(new Set(names.filter(Boolean)).size).toBe(10);
  }
  expect(classKey(dataset, 10)).toBeNull();
});

test('the names are in the order of the labels', () => {
  expect(en('classes.fashion-mnist.0')).toBe('T-shirt/top');
  expect(en('classes.fashion-mnist.9')).toBe('ankle boot');
  expect(zh('classes.fashion-mnist.9')).toBe('短靴');
  expect(en('classes.kmnist.3')).toBe('tsu つ');
  expect(zh('classes.kmnist.3')).toBe('つ（tsu）');
});

test('digits, and the reader’s own data, have numerals', () => {
  for (const dataset of ['mnist', 'drawn', 'own'] as const) expect(classKey(dataset, 7)).toBeNull();
});
