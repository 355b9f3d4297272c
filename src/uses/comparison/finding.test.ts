import { expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { findingOf } from './finding';
import { words } from './words';

const en = wordsOf('en', words) as Parameters<typeof findingOf>[1];
const run = (name: string, recon?: number, images?: number) => ({
  name,
  images,
  recon: recon === undefined ? undefined : { value: recon, step: 3 },
});
const facts = {
  same: false,
  differing: 2,
  pinned: run('VAE (step 9)', 133.2, 10_000),
  present: run('AE (step 3)', 187, 10_000),
};

test('names the run with the lower error first, whichever it is', () => {
  const sentence =
    'VAE (step 9) reconstructs test images with an error of 133.2 nats, AE (step 3) with 187.0.';
  expect(findingOf(facts, en)).toBe(sentence);
  expect(findingOf({ ...facts, pinned: facts.present, present: facts.pinned }, en)).toBe(sentence);
  const close = { ...facts, present: run('AE (step 3)', 133.21, 10_000) };
  expect(findingOf(close, en)).toBe('Both reconstruct test images with an error of 133.2 nats.');
});

test('means over different test images are not compared without saying so', () => {
  const fewer = { ...facts, present: run('AE (step 3)', 120, 500) };
  expect(findingOf(fewer, en)).toBe(
    'AE (step 3) reconstructs test images with an error of 120.0 nats, VAE (step 9) with 133.2. ' +
      'These are means over 500 and 10,000 test images, respectively.',
  );
  const unknown = { ...facts, present: run('AE (step 3)', 133.21) };
  expect(findingOf(unknown, en)).toBe(
    'Both reconstruct test images with an error of 133.2 nats. ' +
      'They may be means over different numbers of test images.',
  );
});

test('without the two errors it counts the settings that differ', () => {
  const gan = { ...facts, present: run('GAN (step 3)') };
  expect(findingOf(gan, en)).toBe('2 settings differ.');
  expect(findingOf({ ...gan, differing: 1 }, en)).toBe('1 setting differs.');
  expect(findingOf({ ...gan, differing: 0 }, en)).toBe('Both runs have the same settings.');
});

test('right after pinning it says what to do', () => {
  expect(findingOf({ ...facts, same: true }, en)).toMatch(/^Both are the same run at the same step\./);
});
