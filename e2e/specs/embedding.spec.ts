/** Hosts where workers may be restricted: policies of the host, frames with an opaque origin. */
import type { Frame, Page } from '@playwright/test';
import { expect, SMALL, test } from './fixtures';
import { serveDist } from './host.mjs';

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
];
const TRUSTED = ["require-trusted-types-for 'script'", 'trusted-types latent-playground'];
const csp = (...rules: string[]) => ({ 'Content-Security-Policy': rules.join('; ') });
const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const OPEN = { 'Access-Control-Allow-Origin': '*' };

/** The page in a sandboxed frame of another page, which is on this machine too, as Chromium requires. */
async function frameOf(page: Page, url: string, sandbox: string): Promise<Frame> {
  await page.goto(`${url}licence.txt`);
  await page.evaluate(
    (given) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { width: '1200', height: '800', src: given.src });
      frame.setAttribute('sandbox', given.sandbox);
      document.body.append(frame);
    },
    { sandbox, src: `${url}#${new URLSearchParams({ v: '1', ...SMALL, engine: 'simd' })}` },
  );
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('there is no frame');
  await frame.waitForFunction(() => 'playground' in window);
  return frame;
}

test('under Trusted Types, all three kinds of workers start', async ({ playground, page }) => {
  const host = await serveDist({ ...ISOLATED, ...csp(...POLICY, ...TRUSTED) });
  const scripts: string[] = [];
  page.context().on('request', (request) => scripts.push(request.url()));
  const wide = { dataset: 'drawn', engine: 'simd', encoder: '512-256', decoder: '256-512' };
  await page.goto(`${host.url}#${new URLSearchParams({ v: '1', ...wide })}`);
  await playground.ready();
  expect((await playground.train({ steps: 20 })).step).toBe(20);
  await page.getByRole('tab', { name: 'Classify' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(/\d+(\.\d+)? ?%/);
  const started = ['engine', 'analysis', 'helper'].filter((name) =>
    scripts.some((url) => url.includes(`${name}.worker`)),
  );
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(started).toEqual(cores > 1 ? ['engine', 'analysis', 'helper'] : ['engine', 'analysis']);
  host.close();
});

test('a frame with an opaque origin trains on one thread if its server allows all origins', async ({
  page,
  allowErrors,
}) => {
  allowErrors(/Failed to load resource/);
  const host = await serveDist(OPEN);
  const frame = await frameOf(page, host.url, 'allow-scripts');
  await frame.evaluate(() => window.playground.ready);
  const { step, last } = await frame.evaluate(() => window.playground.train({ steps: 150 }));
  expect(step).toBe(150);
  const [first] = await frame.evaluate(() => window.playground.metrics());
  expect(last?.total).toBeLessThan(first.total);
  expect(await frame.evaluate(() => window.playground.state().device)).toMatch(/SIMD$/);
  host.close();
});

for (const [where, headers, sandbox] of [
  ['without an origin', { ...OPEN, ...csp("worker-src 'self'") }, 'allow-scripts'],
  ['with one', csp("worker-src 'none'"), 'allow-scripts allow-same-origin'],
] as const) {
  test(`a frame ${where} whose policy bars workers shows a message`, async ({ page, allowErrors }) => {
    allowErrors(/Failed to load resource|Content.Security.Policy|Failed to construct 'Worker'/);
    const host = await serveDist(headers);
    const frame = await frameOf(page, host.url, sandbox);
    await expect(frame.getByRole('alert')).toContainText('does not allow workers', { timeout: 20_000 });
    host.close();
  });
}
