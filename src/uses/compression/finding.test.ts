import { expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { type CompressionFacts, enoughOf, findingOf } from './finding';
import { words as ofUse } from './words';

const facts: CompressionFacts = {
  latent: 2,
  labelled: false,
  step: 14_070,
  rates: [
    { bits: 2, psnr: 11.4 },
    { bits: 3, psnr: 13.1 },
    { bits: 4, psnr: 13.5 },
    { bits: 32, psnr: 13.56 },
  ],
};
const said = (patch: Partial<CompressionFacts> = {}) =>
  findingOf({ ...facts, ...patch }, wordsOf('en', ofUse));

test('the lowest rate that costs less than half a decibel', () => {
  expect(enoughOf(facts.rates)).toEqual({ bits: 3, lost: expect.closeTo(0.46, 9) });
  expect(said()).toBe(
    '3 bits are enough for each number: 0.75 bytes instead of 784, 1,045 : 1, and only 0.5 dB below the unrounded code.',
  );
  // The label takes four more bits.
  expect(said({ labelled: true })).toMatch(/1\.25 bytes instead of 784, 627 : 1/);
  const rising = facts.rates.map((rate) => ({ ...rate, psnr: rate.bits }));
  expect(enoughOf(rising)).toEqual({ bits: 32, lost: 0 });
  expect(enoughOf([])).toBeNull();
});

test('without rates, or with random weights, there is no conclusion', () => {
  expect(said({ rates: [] })).toMatch(/^How few/);
  expect(said({ step: null })).toMatch(/^How few/);
  expect(said({ step: 0 })).toMatch(/^Random weights/);
});
