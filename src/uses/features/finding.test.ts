import { expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { type FeatureFacts, findingOf } from './finding';
import type { Reading } from './measuring';
import { words as ofUse } from './words';

const measured = (knn: number) => ({ knn, probe: 0.5, nmi: 0.5, purity: 0.5 });
const reading: Reading = {
  count: 2000,
  width: 2,
  step: 900,
  code: measured(0.764),
  pca: measured(0.451),
  pixels: measured(0.93),
  nothing: measured(0.114),
};
const said = (patch: Partial<Reading> | null, verdict: FeatureFacts['verdict'] = 'ahead') =>
  findingOf({ verdict, reading: patch && { ...reading, ...patch } }, wordsOf('en', ofUse));

test('compares the code with PCA and pixels, or with guessing if they are unknown', () => {
  expect(said({})).toBe(
    'The nearest codes tell the class of 76% of images; with PCA of the same size it is 45%, with all pixels 93%.',
  );
  expect(said({ pca: null, pixels: null }, 'waiting')).toBe(
    'The nearest codes tell the class of 76% of images; guessing, 11%.',
  );
});

test('conditional models, lost codes, and no codes yet', () => {
  expect(said({ code: measured(0.2) }, 'conditional')).toMatch(/only 20%: the decoder gets the label/);
  expect(said({ code: null }, 'lost')).toMatch(/no longer numbers/);
  expect(said({ code: null }, 'waiting')).toBe(said(null, 'waiting'));
});

test('random weights: how much better than guessing, if at all', () => {
  expect(said({ step: 0, code: measured(0.3) })).toMatch(/^Random weights already tell .* 30% .*11%/);
  expect(said({ step: 0, code: measured(0.12) })).toMatch(/hardly better than guessing \(11%\)/);
});
