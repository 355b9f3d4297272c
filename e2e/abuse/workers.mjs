/** Runs our code in the page's workers before theirs. */

/** All workers of the page, by the file of their entry. */
const ENTRIES = /\/assets\/(\w+)\.worker-[^/]*\.js/;

/**
 * Puts code before each worker's own. The code can read in `entry` which worker it is in: `engine`, `helper`
 * or `analysis`.
 * @param {import('playwright').Page} page @param {string} code
 */
export async function beforeWorkers(page, code) {
  await page.route(ENTRIES, async (route) => {
    const [, entry] = ENTRIES.exec(route.request().url()) ?? [];
    const response = await route.fetch();
    const own = await response.text();
    await route.fulfill({ response, body: `{ const entry = ${JSON.stringify(entry)};\n${code}\n}\n${own}` });
  });
}
