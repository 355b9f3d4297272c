/**
 * The page with the two headers that allow threads, as our servers send them, and on a host that sends none.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Wide enough for threads to be tried on any machine. */
const WIDE = { dataset: 'drawn', engine: 'simd', encoder: '512-256', decoder: '256-512' };

/** Scripts of helper threads that are requested from now on. */
function helperScripts(page: Page): string[] {
  const found: string[] = [];
  page.context().on('request', (request) => {
    if (request.url().includes('helper.worker')) found.push(request.url());
  });
  return found;
}

test('isolated, it tries threads and reports how many it uses', async ({ playground, page }) => {
  const helpers = helperScripts(page);
  await playground.open(WIDE);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const { engine, device } = await playground.state();
  expect(engine).toBe('simd');
  expect(device).toMatch(/^WebAssembly (relaxed )?SIMD(, [2-8] threads)?$/);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(helpers.length > 0).toBe(cores > 1);
  await expect(playground.engineBadge).toContainText('SIMD');
  const { last } = await playground.train({ steps: 30 });
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
  await playground.expectDecoded('A');
});

test('on a host without the headers, it runs on one thread and starts no helpers', async ({
  playground,
  page,
}) => {
  await page.route(/\/(index\.html)?(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const headers = Object.fromEntries(
      Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin-')),
    );
    await route.fulfill({ response, headers });
  });
  const helpers = helperScripts(page);
  await playground.open(WIDE);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  const { engine, device } = await playground.state();
  expect(engine).toBe('simd');
  expect(device).toMatch(/^WebAssembly (relaxed )?SIMD$/);
  expect(helpers).toEqual([]);
  const { last } = await playground.train({ steps: 30 });
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
  await playground.expectDecoded('A');
});
