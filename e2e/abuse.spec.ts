/** A little of every abuse; `npm run abuse` does the whole. The seed is fixed here, so that a failure comes again. */
import { test as base, expect } from '@playwright/test';
import { listed } from './abuse/part.mjs';
import { PARTS } from './abuse/parts.mjs';

const SEED = 1;

for (const { name, few, run } of PARTS) {
  base(`abuse: ${name}, ${few} cases of seed ${SEED}`, async ({ browser, baseURL }) => {
    const { cases, failures } = await run(
      { url: `${baseURL}`, browser, log: (text) => console.log(`  ${text}`) },
      { count: few, seed: SEED },
    );
    expect(listed(failures)).toBe('');
    expect(cases).toBeGreaterThan(0);
  });
}
