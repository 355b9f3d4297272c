/**
 * Reads odd links, generated as in `npm run abuse`: the settings must be valid, and everything else reported in whole
 * sentences.
 */
import { expect, test } from 'vitest';
import { oddLink } from '../../e2e/abuse/mutations.mjs';
import { Random } from '../../e2e/abuse/random.mjs';
import { isValid } from '../experiment/restore';
import { schema } from '../experiment/schema';
import { decodeUrl } from '../experiment/url';
import { wordsOf } from '../i18n/words';
import { describeProblem } from './problemWords';

const COUNT = 500;

test('an odd link gives valid settings and whole sentences', () => {
  const seed = 1;
  const keys = schema.map((row) => row.key);
  for (let n = 0; n < COUNT; n++) {
    const link = oddLink(keys, new Random(seed, n));
    const { config, problems } = decodeUrl(link);
    for (const row of schema) expect(isValid(row, config[row.key]), `${link} (seed ${seed})`).toBe(true);
    for (const problem of problems)
      for (const locale of ['en', 'zh-CN'] as const) {
        const bare = describeProblem(wordsOf(locale), problem).replace(/“.*”/g, '“…”');
        expect(bare, `${link} (seed ${seed})`).not.toMatch(/[{}]|undefined|NaN|\[object/);
        expect(bare.length, link).toBeLessThan(250);
      }
  }
});
