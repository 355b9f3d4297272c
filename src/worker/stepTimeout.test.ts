import { expect, test } from 'vitest';
import { defaultConfig } from '../experiment/schema';
import { specOf, specWith } from '../experiment/spec';
import { stepTimeout } from './stepTimeout';

const seconds = (spec: Parameters<typeof stepTimeout>[0]) => stepTimeout(spec, 128) / 1000;

test('a worker that ended without a word is missed within a minute, with the model that the page opens with too', () => {
  expect(seconds(specOf(defaultConfig()))).toBeLessThan(60);
  expect(seconds(specWith({ encoder: [8], decoder: [8] }))).toBe(20);
});

test('a model whose steps have been seen to take minutes is given more than that', () => {
  const wide = new Array<number>(6).fill(2048);
  expect(seconds(specWith({ encoder: wide, decoder: wide }))).toBeGreaterThan(400);
});
