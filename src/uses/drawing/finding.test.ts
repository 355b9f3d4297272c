import { expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { type DrawingFacts, findingOf } from './finding';
import { words as ofUse } from './words';

const facts: DrawingFacts = {
  blank: false,
  step: 900,
  vote: { votes: 8, of: 10, label: 4 },
  name: '4',
  error: 151.6,
};
const said = (patch: Partial<DrawingFacts> = {}) => findingOf({ ...facts, ...patch }, wordsOf('en', ofUse));

test('the class of the neighbours, and the error of the reconstruction', () => {
  expect(said()).toBe('8 of its 10 nearest test images are labelled 4; error 152 nats.');
  expect(said({ vote: null })).toBe('The reconstruction has an error of 152 nats.');
});

test('a hint for a blank pad; no conclusion from random weights or lost codes', () => {
  expect(said({ blank: true, error: null, vote: null })).toMatch(/^Draw a digit/);
  expect(said({ blank: true, step: 0 })).toMatch(/^Random weights/);
  expect(said({ step: 0 })).toMatch(/^Random weights/);
  expect(said({ error: Number.NaN })).toMatch(/no code/);
});
