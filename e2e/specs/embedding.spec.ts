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

test.describe('embedded with some of its parts', () => {
  /** The page in a frame of a long page of another origin. */
  async function embed(page: Page, size: string, show: string, sandbox?: string): Promise<Frame> {
    const [inner, outer] = await Promise.all([serveDist(OPEN), serveDist({})]);
    await page.goto(`${outer.url}licence.txt`);
    const [width, height] = size.split('x');
    await page.evaluate(
      (given) => {
        document.body.style.minHeight = '3000px';
        const frame = document.createElement('iframe');
        Object.assign(frame, given.attributes);
        if (given.sandbox) frame.setAttribute('sandbox', given.sandbox);
        document.body.prepend(frame);
      },
      {
        attributes: {
          ...{ width, height },
          src: `${inner.url}#${new URLSearchParams({ v: '1', ...SMALL, engine: 'simd', embed: '1', show })}`,
        },
        sandbox,
      },
    );
    const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
    if (!frame) throw new Error('there is no frame');
    await frame.waitForFunction(() => 'playground' in window);
    await frame.evaluate(() => window.playground.ready);
    return frame;
  }

  for (const size of ['320x320', '600x400'])
    test(`${size}: only what was named, and it trains`, async ({ page, allowErrors }) => {
      allowErrors(/Failed to load resource|favicon/);
      const frame = await embed(page, size, 'plane,digit,train');
      const inside = page.frameLocator('iframe');
      await inside.getByRole('button', { name: 'Train' }).click();
      await frame.waitForFunction(() => window.playground.state().run.step > 20);
      await inside.getByRole('button', { name: 'Pause' }).click();
      const [width, height] = size.split('x').map(Number);
      const plane = (await inside.getByRole('region', { name: 'Latent plane' }).boundingBox())!;
      expect(plane.width * plane.height).toBeGreaterThan(0.3 * width * height);
      await expect(inside.getByRole('img', { name: 'Decoded digit' })).toBeInViewport();
      await expect(inside.getByRole('tab')).toHaveCount(0);
      await expect(inside.getByRole('banner')).toHaveCount(0);
      const whole = inside.getByRole('link', { name: /Latent Playground/ });
      const href = new URL((await whole.getAttribute('href'))!, frame.url());
      expect(href.hash).not.toContain('embed');
      expect(href.hash).toContain('encoder=32');
      // Nothing is wider than the frame.
      expect(await frame.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

  test('a bare wheel scrolls the page around it, and Ctrl with the wheel zooms', async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/Failed to load resource|favicon/);
    const frame = await embed(page, '600x400', 'plane');
    const plane = page.frameLocator('iframe').getByRole('region', { name: 'Latent plane' });
    const box = (await plane.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const scrolled = () =>
      page.evaluate(async () => {
        for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
        return scrollY;
      });
    // A wheel turns more than once; a busy page may miss its first turn.
    const turn = async () => {
      await page.mouse.wheel(0, 120);
      return scrolled();
    };
    await expect.poll(turn).toBeGreaterThan(50);
    await expect(frame.getByText(/Ctrl/)).toBeVisible();
    // A turn that comes late would scroll the page after it is back at its top.
    let last = Number.NaN;
    const atRest = async () => {
      const before = last;
      last = await scrolled();
      return last === before;
    };
    await expect.poll(atRest, { intervals: [400] }).toBe(true);
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
    const link = () => frame.evaluate(() => location.hash);
    expect(await link()).not.toContain('view=');
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await expect.poll(link).toContain('view=');
    await page.keyboard.up('Control');
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('in a sandbox without an origin it trains too, and the plane fits beside a long column', async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/Failed to load resource|favicon/);
    const frame = await embed(page, '900x600', 'plane,digit,train,model,uses', 'allow-scripts');
    expect((await frame.evaluate(() => window.playground.train({ steps: 20 }))).step).toBe(20);
    const plane = await frame.getByRole('region', { name: 'Latent plane' }).boundingBox();
    expect(plane!.height).toBeGreaterThan(400);
    expect(plane!.height).toBeLessThan(600);
  });

  test('the HTML of Share works in a page of another origin', async ({ playground, page, allowErrors }) => {
    allowErrors(/favicon/);
    await playground.open({ ...SMALL, engine: 'simd', beta: '2', seed: '7' });
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('tab', { name: 'Embed' }).click();
    const code = dialog.getByRole('textbox', { name: 'HTML of the frame' });
    await dialog.getByRole('textbox', { name: 'Width' }).fill('300');
    await expect(dialog.getByRole('alert')).toHaveText('The frame needs at least 320 × 320 pixels.');
    await expect(code).toHaveValue('');
    await dialog.getByRole('textbox', { name: 'Width' }).fill('500');
    await dialog.getByRole('textbox', { name: 'Height' }).fill('400');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('A "VAE" & its plane');
    await dialog.getByRole('checkbox', { name: 'digit' }).uncheck();
    await dialog.getByRole('checkbox', { name: 'losses' }).check();
    const html = await code.inputValue();

    const outer = await serveDist({});
    await page.goto(`${outer.url}licence.txt`);
    await page.evaluate((given) => document.body.insertAdjacentHTML('afterbegin', given), html);
    const element = page.locator('iframe');
    await expect(element).toHaveAttribute('title', 'A "VAE" & its plane');
    const box = (await element.boundingBox())!;
    expect([box.width, box.height]).toEqual([500, 400]);
    const frame = (await (await element.elementHandle())!.contentFrame())!;
    await frame.waitForFunction(() => 'playground' in window);
    await frame.evaluate(() => window.playground.ready);
    expect(new URL(frame.url()).origin).not.toBe(new URL(page.url()).origin);
    expect(await frame.evaluate(() => window.playground.state().config)).toMatchObject({
      ...{ beta: 2, seed: 7, encoder: [32], dataset: 'drawn' },
    });
    const shown = () => frame.locator('[data-part]').evaluateAll((all) => all.map((one) => one.dataset.part));
    await expect.poll(shown).toEqual(['train', 'plane', 'loss']);
    expect((await frame.evaluate(() => window.playground.train({ steps: 20 }))).step).toBe(20);
    outer.close();
  });
});
