/** Without a network: what one visit stores, that damaged files are refused, and how a new version comes. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, hasMnist, SMALL, test } from './fixtures';
import { serveDist } from './host.mjs';

test.use({ serviceWorkers: 'allow' });

const ISOLATED = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const PATIENCE = { timeout: 60_000 };
const settings = (more: Record<string, string>) => `#${new URLSearchParams({ v: '1', ...SMALL, ...more })}`;

/** Waits until the visit has stored everything, and this page is answered from there. */
const stored = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const found = await navigator.serviceWorker.getRegistration();
          return !!found?.active && !!navigator.serviceWorker.controller;
        }),
      PATIENCE,
    )
    .toBe(true);

/** Flips a bit of a stored file. */
const damage = (page: Page, path: string) =>
  page.evaluate(async (path) => {
    const names = (await caches.keys()).filter((name) => name.startsWith('latent-playground http'));
    const cache = await caches.open(names[0]);
    const [key] = await cache.keys(new URL(path, document.baseURI).href, { ignoreSearch: true });
    const response = (await cache.match(key))!;
    const bytes = new Uint8Array(await response.arrayBuffer());
    bytes[bytes.length >> 1] ^= 1;
    await cache.put(key, new Response(bytes, { headers: response.headers }));
  }, path);

test('after one visit, it opens and trains on MNIST with its server gone, in a sub-folder', async ({
  playground,
  page,
  baseURL,
}) => {
  test.skip(!(await hasMnist(page, baseURL)), 'MNIST is not here');
  const host = await serveDist(ISOLATED, '', undefined, '/some/folder/');
  await page.goto(`${host.url}#v=1&encoder=64&decoder=64`);
  await playground.ready();
  await stored(page);
  host.close();

  const network: string[] = [];
  page.context().on('requestfinished', async (request) => {
    const response = await request.response();
    if (/^http/.test(request.url()) && !response?.fromServiceWorker()) network.push(request.url());
  });
  await page.reload();
  await playground.ready();
  expect((await playground.state()).dataset).toBe('mnist');
  // The headers of the host are kept.
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const { step, last } = await playground.train({ steps: 50 });
  expect(step).toBe(50);
  expect(last?.total).toBeLessThan((await playground.metrics())[0].total);
  // Parts that come later: a tab and its worker, the glossary, Chinese, another engine, the earlier steps of the training.
  await page.getByRole('tab', { name: 'Classify' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(/\d+(\.\d+)? ?%/, PATIENCE);
  await page.evaluate(() => window.playground.configure({ engine: 'tfjs-wasm' }));
  await expect.poll(async () => (await playground.state()).engine, PATIENCE).toBe('tfjs-wasm');
  await page.goto(host.url);
  await page.reload();
  await playground.ready();
  await page.getByRole('button', { name: 'Play the training again' }).click();
  await expect.poll(() => page.evaluate(() => window.playground.snapshots().length), PATIENCE).toBe(11);
  await playground.openMenu();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('button', { name: '训练', exact: true })).toBeVisible();
  expect(network).toEqual([]);
});

test('a damaged file is refused: fetched anew, or, without a network, missing with a message', async ({
  playground,
  page,
  baseURL,
  allowErrors,
}) => {
  test.skip(!(await hasMnist(page, baseURL)), 'MNIST is not here');
  const host = await serveDist({});
  await page.goto(`${host.url}#v=1&encoder=32&decoder=32`);
  await playground.ready();
  await stored(page);
  for (const path of ['index.html', 'data/mnist/test-images.bin']) await damage(page, path);
  host.asked.length = 0;
  await page.reload();
  await playground.ready();
  expect((await playground.state()).dataset).toBe('mnist');
  expect(host.asked.sort()).toEqual(expect.arrayContaining(['data/mnist/test-images.bin', 'index.html']));
  expect(host.asked).not.toContain('data/mnist/train-images.bin');
  // It has been stored anew.
  host.asked.length = 0;
  await page.reload();
  await playground.ready();
  expect(host.asked.filter((path) => path.startsWith('data/'))).toEqual([]);

  await damage(page, 'data/mnist/train-images.bin');
  host.close();
  // Not from a mirror either.
  await page.route(/^https:/, (route) => route.abort());
  allowErrors(/Failed to load resource|net::ERR/);
  await page.reload();
  await playground.ready();
  await expect(playground.notices.filter({ hasText: 'MNIST' })).toBeVisible();
  expect((await playground.state()).dataset).toBe('drawn');
});

test('a new version is announced, and does not replace the page under a training', async ({
  playground,
  page,
}) => {
  let version = 1;
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const renewed = (html: Buffer) =>
    Buffer.from(html.toString().replace('<head>', '<head><meta name="second">'));
  let first: Buffer = Buffer.alloc(0);
  const host = await serveDist({}, '', (path, bytes) => {
    if (version === 1) {
      if (path === 'index.html') first = bytes;
      return bytes;
    }
    if (path === 'index.html') return renewed(bytes);
    return path === 'sw.js'
      ? Buffer.from(bytes.toString().replace(hash(first), hash(renewed(first))))
      : bytes;
  });
  await page.goto(host.url + settings({ engine: 'simd' }));
  await playground.ready();
  await stored(page);
  await expect(playground.notices).toHaveCount(0);
  await page.reload();
  await playground.ready();

  version = 2;
  host.asked.length = 0;
  void page.evaluate(() => void window.playground.train());
  await expect.poll(() => playground.step()).toBeGreaterThan(0);
  const update = () =>
    page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect(async () => {
    await update();
    await expect(playground.notices.filter({ hasText: 'A new version of this page is here.' })).toBeVisible({
      timeout: 3000,
    });
  }).toPass(PATIENCE);
  // Of the files, only the one that has changed was fetched.
  expect(host.asked.filter((path) => path !== 'sw.js' && path !== 'index.html')).toEqual([]);
  const at = await playground.step();
  await expect.poll(() => playground.step()).toBeGreaterThan(at);
  const second = page.locator('meta[name=second]');
  await expect(second).toHaveCount(0);
  // A reload alone opens the present version, too: another tab may be in the middle of something.
  expect(await page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting)).toBe(
    true,
  );

  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Open it now' }).click();
  await expect(second).toHaveCount(1, PATIENCE);
  await playground.ready();
  await expect(page.getByRole('button', { name: /^Continue at step/ })).toBeVisible(PATIENCE);
  host.close();
});

test('About tells how much is stored, and removes it', async ({ playground, page }) => {
  const host = await serveDist({});
  await page.goto(host.url + settings({}));
  await playground.ready();
  await stored(page);
  const openAbout = async () => {
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'About' }).click();
  };
  await openAbout();
  const about = page.getByRole('dialog');
  const said = about.getByText(/works without a network.*Stored in this browser: \d\d\.\d MB/);
  await expect(said).toBeVisible();
  const told = Number(/(\d+\.\d) MB/.exec((await said.textContent())!)![1]);
  const held = await page.evaluate(async () => {
    let sum = 0;
    for (const name of await caches.keys())
      for (const response of await (await caches.open(name)).matchAll()) sum += (await response.blob()).size;
    return sum;
  });
  expect(Math.abs(told - held / 1e6)).toBeLessThan(0.06);
  await about.getByRole('button', { name: 'Remove' }).click();
  await expect(about.getByText(/not stored in this browser/)).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  // Neither this page nor the next visit stores it again by itself.
  await page.reload();
  await playground.ready();
  await page.waitForTimeout(4000);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await openAbout();
  await about.getByRole('button', { name: 'Store it' }).click();
  await expect(said).toBeVisible(PATIENCE);
  host.close();
});

test('where service workers are denied, the page is as without, and silent', async ({ playground, page }) => {
  const calls: string[] = [];
  await page.exposeFunction('denied', () => calls.push('register'));
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => {
      (window as unknown as { denied(): void }).denied();
      return Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    };
  });
  await playground.open(SMALL);
  await expect.poll(() => calls.length).toBe(1);
  expect((await playground.train({ steps: 20 })).step).toBe(20);
  await expect(playground.notices).toHaveCount(0);
});
