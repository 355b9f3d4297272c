/**
 * Failures: each has a message on the screen, keeps the trained model, and offers a way to continue. Parts
 * that can really be broken are; nothing inside the page is mocked.
 */
import type { Page } from '@playwright/test';
import { expect, hasMnist, largestGap, SMALL, test } from './fixtures';

const SOMEWHERE = [0.5, -1, 1.5, 0.25];

/** Puts code before the worker's own. */
async function prefixWorker(page: Page, code: string): Promise<void> {
  await page.route(/engine\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${code}\n${await response.text()}` });
  });
}

/** The worker that trains: a slow page has another one already, for the uses, which outlives it. */
const trainingWorker = (page: Page) =>
  page.workers().findLast((worker) => worker.url().includes('engine.worker'))!;

async function endWorker(page: Page): Promise<void> {
  await trainingWorker(page).evaluate(() => {
    setTimeout(() => {
      throw new Error('the test ends this worker');
    });
  });
}

test('a worker that dies is replaced; after a second death the digit stays, and a button starts a third worker', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/the test ends this worker/);
  await playground.open(SMALL);
  await playground.train({ steps: 60 });
  const learned = await playground.decode(SOMEWHERE, 2);
  await endWorker(page);
  await expect(playground.notices).toContainText('the run is back at step 60');
  expect(largestGap(await playground.decode(SOMEWHERE, 2), learned)).toBeLessThan(1e-6);
  await endWorker(page);
  await expect(playground.notices.last()).toContainText('The training worker has died');

  // Without a worker the plane still works: the decoder on the UI thread is enough.
  const before = await playground.ink();
  await playground.slider('A', 'z1').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => largestGap(before, await playground.ink())).toBeGreaterThan(0.005);

  await playground.notices.getByRole('button', { name: 'Start it again' }).click();
  await expect(playground.notices.filter({ hasText: 'has died' })).toHaveCount(0);
  await playground.ready();
  expect(largestGap(await playground.decode(SOMEWHERE, 2), learned)).toBeLessThan(1e-6);
  expect(await playground.step()).toBe(60);
  expect((await playground.train({ steps: 5 })).step).toBe(65);
});

test('a worker whose code does not load is reported at once', async ({ playground, page, allowErrors }) => {
  allowErrors(/Failed to load resource|Failed to fetch dynamically imported module/);
  await page.route(/\/listen-[^/]*\.js/, (route) => route.abort());
  await page.goto('./#v=1&dataset=drawn');
  // The page waits half a minute for a worker that sends nothing.
  await expect(playground.notices).toContainText('The training worker has died', { timeout: 20_000 });
});

test('a worker that dies in the middle of training costs seconds, not the run', async ({
  playground,
  page,
  allowErrors,
}) => {
  allowErrors(/the test ends this worker/);
  await playground.open(SMALL);
  await playground.trainButton.click();
  // The page gets a copy of the last good parameters every few seconds.
  await expect.poll(() => playground.step()).toBeGreaterThan(100);
  await page.waitForFunction(() => window.playground.metrics().some((m) => m.testTotal !== undefined));
  await endWorker(page);
  await expect(playground.notices).toContainText('was started again');
  await playground.trainButton.click();
  const begin = await playground.step();
  await expect.poll(() => playground.step()).toBeGreaterThan(begin);
  await expect(playground.notices).toHaveCount(0);
});

for (const engine of ['webgpu', 'tfjs-webgpu'] as const) {
  test(`a GPU device that is lost under ${engine}: another engine takes over`, async ({
    playground,
    page,
  }) => {
    test.setTimeout(300_000);
    await prefixWorker(
      page,
      `const request = GPUAdapter.prototype.requestDevice;
     self.devices = [];
     GPUAdapter.prototype.requestDevice = async function (...args) {
       const device = await request.apply(this, args);
       self.devices.push(device);
       return device;
     };`,
    );
    await playground.open({ ...SMALL, encoder: '16', decoder: '16', batch: '8', engine });
    expect((await playground.state()).engine).toBe(engine);
    await playground.trainButton.click();
    // A software adapter is slow.
    await expect.poll(() => playground.step(), { timeout: 120_000 }).toBeGreaterThan(0);
    await trainingWorker(page).evaluate(() => {
      for (const device of (globalThis as unknown as { devices: GPUDevice[] }).devices) device.destroy();
    });
    await expect(playground.notices).toContainText(`The engine ${engine} was lost; simd goes on`);
    await expect(playground.notices).toHaveCount(1);
    await expect.poll(async () => (await playground.state()).engine).toBe('simd');
    const there = await playground.step();
    await expect.poll(() => playground.step()).toBeGreaterThan(there + 20);
    await playground.pause();
    await playground.expectDecoded('A');
  });
}

test('a trap in WebAssembly: the next engine continues from the last good parameters', async ({
  playground,
  page,
}) => {
  await prefixWorker(
    page,
    `const instantiate = WebAssembly.instantiate;
     WebAssembly.instantiate = async function (...args) {
       const instance = await instantiate.apply(this, args);
       const { learn } = instance.exports ?? {};
       if (!learn) return instance;
       const exports = { ...instance.exports };
       exports.learn = (...given) => {
         if (self.trap) throw new WebAssembly.RuntimeError('memory access out of bounds');
         return learn(...given);
       };
       return { exports };
     };`,
  );
  await playground.open({ ...SMALL, engine: 'simd' });
  expect((await playground.state()).engine).toBe('simd');
  await playground.train({ steps: 60 });
  const learned = await playground.decode(SOMEWHERE, 2);
  await trainingWorker(page).evaluate(() => Object.assign(globalThis, { trap: true }));
  const summary = await playground.train({ steps: 40 });
  expect(summary.step).toBe(100);
  expect((await playground.state()).engine).toBe('tfjs-wasm');
  await expect(playground.notices).toContainText('The engine simd failed (memory access out of bounds)');
  expect(learned.every((p) => p >= 0 && p <= 1)).toBe(true);
  // No step was lost and none was trained twice.
  expect((await playground.metrics()).map((m) => m.step)).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 1),
  );
  await playground.expectDecoded('A');
});

test('a loss that is NaN: the run stops with a notice, and the last good parameters can be restored', async ({
  playground,
  page,
}) => {
  await playground.open(SMALL);
  await playground.train({ steps: 60 });
  const learned = await playground.decode(SOMEWHERE, 2);
  await page.evaluate(() => window.playground.configure({ learningRate: 10 }));
  const summary = await playground.train({ steps: 2000 });
  expect(summary.status).toBe('diverged');
  // The caption says what has happened, and the notice what can be done.
  await expect(page.getByRole('region', { name: 'What the plane shows' })).toContainText(
    'Training has diverged: with learning rate 10 ',
  );
  await expect(playground.notices).toContainText(/^Training stopped at step \d+\./);
  await expect(playground.notices).not.toContainText('diverged');
  const kept = await playground.decode(SOMEWHERE, 2);
  expect(kept.every((p) => p >= 0 && p <= 1)).toBe(true);

  await page.evaluate(() => window.playground.configure({ learningRate: 0.001 }));
  await playground.notices.getByRole('button', { name: 'Go on from the last good parameters' }).click();
  await expect(playground.notices).toHaveCount(0);
  expect(largestGap(await playground.decode(SOMEWHERE, 2), learned)).toBeLessThan(1e-6);
  const again = await playground.train({ steps: 20 });
  expect(again.status).toBe('paused');
  expect(again.step).toBe(80);
});

test('storage that throws is reported once, and the page trains', async ({ playground, page }) => {
  await page.addInitScript(() => {
    const closed = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, { get: closed });
    }
  });
  await playground.open(SMALL);
  expect((await playground.train({ steps: 10 })).step).toBe(10);
  await playground.openMenu();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await expect(playground.notices).toContainText('This browser does not let the page store anything');
  await expect(playground.notices).toHaveCount(1);
});

test('data that does not load: drawn digits are used, and a retry loads the data', async ({
  playground,
  page,
  baseURL,
  allowErrors,
}, info) => {
  allowErrors(/Failed to load resource/);
  await page.route('**/data/**', (route) => route.fulfill({ status: 404 }));
  await page.route(/^https:/, (route) => route.abort());
  await playground.open();
  await expect(playground.notices).toContainText('MNIST digits: the data set could not be fetched');
  await expect(playground.dataBadge).toContainText('Drawn digits');
  expect((await playground.train({ steps: 3 })).step).toBe(3);
  await page.unroute('**/data/**');
  if (!(await hasMnist(page, baseURL))) {
    info.annotations.push({ type: 'skipped: second try', description: 'there is no MNIST on this machine' });
    return;
  }
  await playground.notices.getByRole('button', { name: 'Try again' }).click();
  await expect(playground.dataBadge).toContainText('MNIST');
  await expect(playground.notices).toHaveCount(0);
});

test('a flipped byte is refused and the next mirror tried', async ({
  playground,
  page,
  baseURL,
  allowErrors,
}) => {
  test.skip(!(await hasMnist(page, baseURL)), 'there is no MNIST on this machine');
  allowErrors(/Failed to load resource/);
  const whole = await (await page.request.get(`${baseURL}data/mnist/test-images.bin`)).body();
  const flipped = Buffer.from(whole);
  flipped[flipped.length >> 1] ^= 1;
  let mirrored = 0;
  await page.route('**/data/mnist/test-images.bin', (route) =>
    route.fulfill({ body: flipped, contentType: 'application/octet-stream' }),
  );
  await page.route(/^https:.*t10k-images-idx3-ubyte\.gz/, (route) => {
    mirrored++;
    return route.fulfill({
      body: whole,
      contentType: 'application/octet-stream',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  await playground.open();
  await expect(playground.dataBadge).toContainText('from a mirror');
  expect((await playground.state()).dataset).toBe('mnist');
  expect(mirrored).toBe(1);
});
