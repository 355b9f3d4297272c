import { expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { findingOf, type RestorationFacts } from './finding';
import { words as ofUse } from './words';

const facts: RestorationFacts = { step: 300, damaged: 104.2, errors: [38.4, 37.9, 37.2, 38, 40] };
const said = (patch: Partial<RestorationFacts> = {}) =>
  findingOf({ ...facts, ...patch }, wordsOf('en', ofUse));

test('the error after one pass, and whether further passes help', () => {
  expect(said()).toBe('One pass brings the squared error from 104 down to 38; more passes hardly help.');
  expect(said({ errors: [38.4, 30, 21.4, 22, 24] })).toBe(
    'One pass brings the squared error from 104 down to 38, 4 passes to 21.',
  );
});

test('a pass that increases the error', () => {
  expect(said({ damaged: 20 })).toMatch(/from 20 to 38\.$/);
  expect(said({ damaged: 0, errors: [8.24] })).toMatch(/undamaged; .* 8\.2\.$/);
});

test('random weights, a run that has diverged, and nothing yet', () => {
  expect(said({ step: 0 })).toMatch(/^Random weights/);
  expect(said({ errors: [Number.NaN] })).toMatch(/diverged/);
  expect(said({ step: null })).toBe(said({ errors: [] }));
});
