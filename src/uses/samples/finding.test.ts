import { expect, test } from 'vitest';
import { coverageOf } from '../../analysis/coverage';
import { wordsOf } from '../../i18n/words';
import { findingOf, type SampleFacts } from './finding';
import { words as ofUse } from './words';

/** 300 draws: ten of each class but the last, which gets the rest. */
const found = Uint8Array.from({ length: 300 }, (_, i) => Math.min(9, Math.floor(i / 10)));
const facts: SampleFacts = {
  source: 'prior',
  condition: null,
  conditional: false,
  step: 500,
  coverage: coverageOf(found, null, 10),
  count: 300,
  names: [...'0123456789'],
};
const said = (patch: Partial<SampleFacts> = {}, locale: 'en' | 'zh-CN' = 'en') =>
  findingOf({ ...facts, ...patch }, wordsOf(locale, ofUse)).replaceAll('\u00a0', ' ');

test('all classes are covered: the least and the most frequent one', () => {
  expect(said()).toBe('300 draws from the prior N(0, 1) cover every class, with 10 (0) to 210 (9) each.');
  expect(said({ source: 'posterior' })).toContain('from the codes of test images');
  expect(said({ source: 'learned' })).toContain('draws from the learned prior cover every class');
  expect(said({ source: 'learned', condition: '3' })).toContain(
    'draws from the learned prior, class 3, cover',
  );
});

test('mode collapse: how many classes are left, and which', () => {
  const coverage = coverageOf(new Uint8Array(300).fill(1), null, 10);
  expect(said({ coverage })).toBe(
    '300 draws from the prior N(0, 1) cover 1 of 10 classes: 300 look like 1, 0 like 0.',
  );
  expect(said({ coverage }, 'zh-CN')).toContain('10 类中的 1 类');
});

test('a conditional model: how many samples match their label', () => {
  const coverage = coverageOf(
    found,
    found.map((label, i) => (i < 75 ? 9 - label : label)),
    10,
  );
  expect(said({ conditional: true, coverage })).toBe(
    '75% of 300 draws look like the label that they were decoded with.',
  );
});

test('random weights, and draws that have not been counted', () => {
  expect(said({ step: 0 })).toMatch(/^Random weights/);
  expect(said({ step: null, coverage: null })).toBe(
    'New images: codes drawn from the prior N(0, 1), decoded.',
  );
});
