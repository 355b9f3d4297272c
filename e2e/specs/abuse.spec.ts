/** A little of every abuse; `npm run abuse` does the whole. The seed is fixed here, so that a failure comes again. */
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

test('abuse: a sequence that fails is shortened to the calls that it takes', async () => {
  const random = new Random(SEED);
  for (let i = 0; i < 20; i++) {
    const all = Array.from({ length: random.between(2, 12) }, (_, place) => place);
    const guilty = random.sample(all, 2);
    const fails = async (some: readonly number[]) => guilty.every((place) => some.includes(place));
    expect(await shrunk(all, fails, 200)).toEqual(guilty);
  }
});
