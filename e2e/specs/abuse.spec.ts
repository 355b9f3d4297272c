/**
 * A small part of every stress test; `npm run abuse` runs them all. The seed is fixed here, so that a failure
 * is reproducible.
 */
import { expect, test } from '@playwright/test';
import { listed } from '../abuse/part.mjs';
import { PARTS } from '../abuse/parts.mjs';
import { Random } from '../abuse/random.mjs';
import { shrunk } from '../abuse/shrink.mjs';

const SEED = 1;

for (const { name, few, run } of PARTS) {
  test(`abuse: ${name}, ${few} cases of seed ${SEED}`, async ({ browser, baseURL }) => {
    const {
      cases,
      failures,
      untried = 0,
    } = await run(
      { url: `${baseURL}`, browser, log: (text) => console.log(`  ${text}`) },
      { count: few, seed: SEED },
    );
    expect(listed(failures)).toBe('');
    expect(cases - untried).toBeGreaterThan(0);
  });
}

test('abuse: a failing sequence is shortened to the calls that it needs', async () => {
  const random = new Random(SEED);
  for (let i = 0; i < 20; i++) {
    const all = Array.from({ length: random.between(2, 12) }, (_, place) => place);
    const guilty = random.sample(all, 2);
    const fails = async (some: readonly number[]) => guilty.every((place) => some.includes(place));
    expect(await shrunk(all, fails, 200)).toEqual(guilty);
  }
});
