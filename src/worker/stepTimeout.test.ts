import { expect, test } from 'vitest';
import { defaultConfig } from '../experiment/schema';
import { specOf, specWith } from '../experiment/specOf';
import { stepTimeout } from './stepTimeout';

const seconds = (spec: Parameters<typeof stepTimeout>[0]) => stepTimeout(spec, 128) / 1000;

test('a worker that stopped silently is noticed within a minute, even with the page’s first model', () => {
  expect(seconds(specOf(defaultConfig()))).toBeLessThan(60);
  expect(seconds(specWith({ encoder: [8], decoder: [8] }))).toBe(20);
});

test('a model whose steps are known to take minutes gets more time than that', () => {
  const wide = new Array<number>(6).fill(2048);
  expect(seconds(specWith({ encoder: wide, decoder: wide }))).toBeGreaterThan(400);
});
