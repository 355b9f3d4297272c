/**
 * Damaged and odd data files, as in `npm run abuse`, given to the readers: the result is data or a problem of
 * files.
 */
import { expect, test } from 'vitest';
import { mutatedData } from '../../e2e/abuse/mutations.mjs';
import { Random } from '../../e2e/abuse/random.mjs';
import { openParts } from './formats/open';
import { codeOf } from './testing';

const COUNT = 200;

test('damaged files of images and labels are read, or refused with a problem of files', async () => {
  const seed = 1;
  const codes = new Set<string>();
  for (let n = 0; n < COUNT; n++) {
    const { what, ...parts } = mutatedData(new Random(seed, n));
    const code = await codeOf(() => openParts(parts));
    expect(code, `case ${n} of seed ${seed}, ${what}`).toMatch(/^(none|idx\.|data\.|file\.unknown$)/);
    codes.add(code);
  }
  expect(codes, `seed ${seed}`).toContain('none');
  expect(codes.size, `seed ${seed}`).toBeGreaterThan(5);
});
